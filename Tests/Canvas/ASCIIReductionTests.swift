import Canvas
import Testing

@Suite struct ASCIIReductionTests {
  private func text(_ cell: Cell, _ depth: ColourDepth = .mono) -> String {
    String(ASCIIReduction(depth).reduce(cell).scalar)
  }

  @Test func greysGrowDenserWithTheirLevel() {
    let row = (0...255).map { text(Cell(upper: Colour(grey: $0), lower: Colour(grey: $0))) }
    #expect(row.first == " " && row.last == "@")
    var seen: [String] = []
    for glyph in row where seen.last != glyph { seen.append(glyph) }
    #expect(seen.joined() == " .:-=+*#%@")
    #expect(text(Cell(upper: .black, lower: .white)) == "=")
  }

  @Test func aLabelIsALetterAndAFaintColourAMark() {
    for (colour, letter) in [
      (Colour(230, 60, 50), "r"), (Colour(80, 200, 90), "g"), (Colour(240, 210, 60), "y"),
      (Colour(60, 90, 240), "b"), (Colour(220, 60, 210), "m"), (Colour(60, 210, 220), "c"),
      (Colour(140, 110, 100), "~"),
    ] {
      #expect(text(Cell(upper: colour, lower: colour)) == letter)
      // One pixel is enough, whatever bone is beside it.
      #expect(text(Cell(upper: .white, lower: colour)) == letter)
      #expect(text(Cell(upper: colour, lower: .black), .indexed16) == letter)
      let blank = ASCIIReduction(.rgb).reduce(Cell(upper: .white, lower: colour))
      #expect(blank.scalar == " " && blank.background == colour)
    }
    let stronger = Cell(upper: Colour(140, 110, 100), lower: Colour(230, 60, 50))
    #expect(text(stronger) == "r")
  }

  @Test func heatIsNeverTakenForALabel() {
    let ramp = HeatRamp.amberToMagenta
    for value in HeatRamp.threshold...255 {
      for level in UInt8(0)...255 {
        let heat = Colour(grey: level).mixed(with: ramp.colours[value], share: ramp.shares[value])
        let glyph = text(Cell(upper: heat, lower: Colour(grey: level)))
        // So little of the faintest that it is a grey is no letter either.
        if glyph.first?.isLetter == true {
          Issue.record("heat \(value) on \(level) is \(glyph)")
          return
        }
        if heat.chroma >= ColourReduction.leastChroma { #expect(glyph == "~") }
      }
    }
    for (label, letter) in zip(1...4, "cgyb") {
      let colour = Palette.okabeIto[label]
      #expect(text(Cell(upper: .white, lower: colour)) == String(letter))
    }
  }

  @Test func atMostStaysAtMostWhereThereIsABlank() {
    var frame = Frame(columns: 24, rows: 2, filledWith: Cell(" ", .white, on: .black))
    frame.write("fits ≤0.4 mm x≤1 a ≥2", x: 0, y: 0, .white)
    frame.write("≤3", x: 0, y: 1, .white)
    let reduced = ASCIIReduction(.mono).reduce(frame)
    #expect(reduced.text(row: 0).hasPrefix("fits<=0.4 mm x<1 a>=2"))
    // Nothing goes into the line above.
    #expect(reduced.text(row: 0).hasSuffix("  ") && reduced.text(row: 1).hasPrefix("<3"))
  }

  @Test func everySignOfTheScreenHasAStandIn() {
    let signs = Array("┌┬┐├┼┤└┴┘─│═║▸■□⌀°±×²³≤≥−–—…·“”↑↓←→äéİıæ½".unicodeScalars)
    let letters = Array("+++++++++-|-|>#odd+x23<>---..\"\"^v<>aeIia?".unicodeScalars)
    #expect(signs.count == letters.count)
    for (sign, ascii) in zip(signs, letters) {
      #expect(text(Cell(sign, .white, on: .black)) == String(ascii), "\(sign)")
    }
    #expect(text(Cell("漢", .white, on: .black)) == "?")
    let styled = Cell("a", .white, on: .black, style: [.bold, .underline])
    #expect(ASCIIReduction(.rgb).reduce(styled) == styled)
  }

  @Test func nothingButASCIIIsLeft() {
    for depth in ColourDepth.allCases {
      let reduction = ASCIIReduction(depth)
      for glyph in UInt32(0)...0x1FFFF {
        var cell = Cell(" ", .white, on: .black)
        cell.glyph = glyph
        let plain = reduction.reduce(cell)
        cell.style = .picture
        let picture = reduction.reduce(cell)
        guard (0x20..<0x7F).contains(plain.glyph), (0x20..<0x7F).contains(picture.glyph) else {
          Issue.record("U+\(String(glyph, radix: 16)): \(plain.glyph), \(picture.glyph)")
          return
        }
      }
    }
  }
}
