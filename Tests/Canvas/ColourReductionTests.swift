import TestKit
import Testing

@testable import Canvas

@Suite("Fewer colours")
struct ColourReductionTests {
  private func text(_ depth: ColourDepth, _ foreground: UInt32, on background: UInt32)
    -> ReducedCell
  {
    ColourReduction(depth).reduce(
      Cell("A", Colour(hex: foreground), on: Colour(hex: background)), column: 3, row: 4)
  }

  @Test("xterm's palette: the cube, its corners and the greys")
  func palette() {
    #expect(XtermPalette.colour(16) == .black && XtermPalette.colour(231) == .white)
    #expect(XtermPalette.colour(17) == Colour(0, 0, 95))
    #expect(XtermPalette.colour(208) == Colour(255, 135, 0))
    #expect(XtermPalette.colour(232) == Colour(grey: 8))
    #expect(XtermPalette.colour(255) == Colour(grey: 238))
    let levels = XtermPalette.greys.map { Int(XtermPalette.colour($0).red) }
    let known = [0] + stride(from: 8, through: 238, by: 10) + [95, 135, 175, 215, 255]
    #expect(levels == known.sorted() && levels.count == 30)
  }

  @Test(
    "256: a grey becomes the nearest of 30",
    arguments: [
      (0, 16), (3, 16), (5, 232), (8, 232), (12, 232), (14, 233), (18, 233), (95, 59), (97, 241),
      (94, 59), (128, 244), (135, 102), (246, 255), (247, 231), (255, 231),
    ])
  func greys256(_ level: Int, _ index: Int) {
    let cell = text(.indexed256, UInt32(level * 0x10101), on: 0xFF0000)
    #expect(Int(cell.foreground) == index)
    #expect(cell.background == 196)
    #expect(cell.glyph == 65 && cell.style == [])
  }

  @Test("256: the nearest of 30 for every level, by search")
  func allGreys() {
    let reduction = ColourReduction(.indexed256)
    for level in 0..<256 {
      let cell = reduction.reduce(
        Cell(upper: Colour(grey: UInt8(level)), lower: .black), column: level, row: 7)
      let found = XtermPalette.colour(Int(cell.foreground))
      let least = XtermPalette.greys.map { abs(Int(XtermPalette.colour($0).red) - level) }.min()
      #expect(found.chroma == 0 && abs(Int(found.red) - level) == least)
    }
  }

  @Test("256: the corners of the cube are themselves, and orange is 208 or 214")
  func cube() {
    for index in [21, 46, 51, 196, 201, 226] {
      let colour = XtermPalette.colour(index)
      let cell = ColourReduction(.indexed256).reduce(
        Cell(upper: colour, lower: colour), column: 0, row: 0)
      #expect(Int(cell.foreground) == index && Int(cell.background) == index)
    }
    #expect(text(.indexed256, 0xFF8700, on: 0).foreground == 208)
    #expect(text(.indexed256, 0xE69F00, on: 0).foreground == 178)
  }

  @Test("16 and mono: a faint colour keeps its hue in some pixels, an outline's in all")
  func faintColours() {
    let reduction = ColourReduction(.indexed16)
    func share(_ colour: Colour) -> Int {
      var count = 0
      for row in 0..<8 {
        for column in 0..<8 {
          let cell = reduction.reduce(
            Cell(upper: colour, lower: colour), column: column, row: row)
          if XtermPalette.colour(Int(cell.foreground)).chroma > 0 { count += 1 }
        }
      }
      return count
    }
    // Upper pixels have the even lines of the pattern only.
    #expect(share(Colour(120, 100, 100)) > 0)
    #expect(share(Colour(120, 100, 100)) < 32)
    #expect(share(Colour(172, 100, 100)) == 64)
    #expect(share(Colour(110, 100, 100)) == 0)
  }

  @Test("16: text can be read on its background, whatever the two were")
  func readable() {
    var random = SeededGenerator(seed: 7)
    let reduction = ColourReduction(.indexed16)
    for _ in 0..<20_000 {
      let back = Colour(hex: UInt32.random(in: 0...0xFF_FFFF, using: &random))
      let text = Colour(hex: UInt32.random(in: 0...0xFF_FFFF, using: &random))
      let cell = reduction.reduce(Cell("A", text, on: back), column: 0, row: 0)
      let (shown, ground) = (
        XtermPalette.colour(Int(cell.foreground)), XtermPalette.colour(Int(cell.background))
      )
      #expect(shown.contrast(with: ground) >= 3)
    }
  }

  @Test("256: the faintest heat over any grey keeps a hue, and the first 16 are not used")
  func faintHeat() {
    for depth in [ColourDepth.indexed256] {
      let reduction = ColourReduction(depth)
      for level in 0..<256 {
        let grey = Colour(grey: UInt8(level))
        for value in HeatRamp.threshold..<256 {
          let ramp = HeatRamp.amberToMagenta
          let pixel = grey.mixed(with: ramp.colours[value], share: ramp.shares[value])
          let cell = reduction.reduce(Cell(upper: pixel, lower: grey), column: value, row: level)
          let shown = XtermPalette.colour(Int(cell.foreground))
          guard shown.chroma > 0, XtermPalette.colour(Int(cell.background)).chroma == 0 else {
            Issue.record("\(depth), level \(level), value \(value)")
            return
          }
          #expect(cell.foreground >= 16 && cell.background >= 16)
        }
      }
    }
  }

  @Test("16: the first four labels have four hues, and heat runs from yellow over red to magenta")
  func hues() {
    let labels = (1...4).map { text(.indexed16, Self.hex(Palette.okabeIto[$0]), on: 0).foreground }
    #expect(labels == [14, 10, 11, 12])
    let heat = [0, 128, 255].map {
      text(.indexed16, Self.hex(HeatRamp.amberToMagenta.colours[$0]), on: 0).foreground
    }
    #expect(heat == [11, 9, 13])
    #expect(text(.indexed16, 0x800000, on: 0).foreground == 1)
    #expect(text(.indexed16, 0xFFFFFF, on: 0x808080).foreground == 15)
    #expect(text(.indexed16, 0xFFFFFF, on: 0x808080).background == 8)
    #expect(text(.indexed16, 0xE0E0E0, on: 0x101010).foreground == 7)
    #expect(text(.indexed16, 0xE0E0E0, on: 0x101010).background == 0)
  }

  private static func hex(_ colour: Colour) -> UInt32 {
    UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
  }

  @Test("text never takes the colour of its background unless it had it")
  func apart() {
    var random = SeededGenerator(seed: 31)
    for depth in [ColourDepth.indexed256, .indexed16] {
      let reduction = ColourReduction(depth)
      for round in 0..<20_000 {
        let back = Colour(hex: UInt32.random(in: 0...0xFF_FFFF, using: &random))
        // Near ones, which fall together.
        func near(_ part: UInt8) -> UInt8 {
          UInt8(clamping: Int(part) + Int.random(in: -12...12, using: &random))
        }
        let front = Colour(near(back.red), near(back.green), near(back.blue))
        let cell = reduction.reduce(Cell("x", front, on: back), column: 0, row: 0)
        if front != back, cell.foreground == cell.background {
          Issue.record("\(depth), seed 31, round \(round)")
        }
      }
      for level in 0..<255 {
        let pair = (Colour(grey: UInt8(level)), Colour(grey: UInt8(level + 1)))
        let up = reduction.reduce(Cell("x", pair.1, on: pair.0), column: 0, row: 0)
        let down = reduction.reduce(Cell("x", pair.0, on: pair.1), column: 0, row: 0)
        #expect(up.foreground != up.background && down.foreground != down.background)
      }
      let same = reduction.reduce(Cell("x", .black, on: .black), column: 0, row: 0)
      #expect(same.foreground == same.background)
    }
  }

  @Test("Bayer's matrix begins 0 32 8 40, and holds each of 0...63 once")
  func matrix() {
    #expect(Bayer.thresholds.prefix(4) == [0, 32, 8, 40])
    #expect(Bayer.thresholds[8] == 48)
    #expect(Bayer.thresholds.sorted() == (0..<64).map { UInt8($0) })
  }

  @Test("16: an even patch of 8 × 8 pixels has the mean of its grey within a 64th")
  func mean16() {
    let reduction = ColourReduction(.indexed16)
    for level in 0..<256 {
      let grey = Colour(grey: UInt8(level))
      var sum = 0
      for row in 0..<4 {
        for column in 0..<8 {
          let cell = reduction.reduce(Cell(upper: grey, lower: grey), column: column, row: row)
          for index in [cell.foreground, cell.background] {
            #expect([0, 7, 8, 15].contains(index))
            sum += Int(XtermPalette.colour(Int(index)).red)
          }
        }
      }
      #expect(abs(Double(sum) / 64 - Double(level)) <= 255.0 / 64, "level \(level)")
    }
  }

  /// How many of 64 pixels are set in a patch without colours.
  private func count(_ colour: Colour) -> Int {
    let reduction = ColourReduction(.mono)
    var count = 0
    for row in 4..<8 {
      for column in 16..<24 {
        let cell = reduction.reduce(Cell(upper: colour, lower: colour), column: column, row: row)
        #expect(cell.foreground == -1 && cell.background == -1 && cell.style == [])
        switch Unicode.Scalar(cell.glyph) {
        case "█": count += 2
        case "▀", "▄": count += 1
        default: #expect(cell.glyph == 0x20)
        }
      }
    }
    return count
  }

  @Test("mono: black is empty, white fills 35 of 64 pixels, and what lies between is even")
  func meanMono() {
    #expect(count(.black) == 0)
    // 55 % of 64 is 35.2.
    #expect(count(.white) == 35)
    for level in 0..<256 {
      let wanted = Double(level) / 255 * 0.55
      #expect(abs(Double(count(Colour(grey: UInt8(level)))) / 64 - wanted) <= 1.0 / 64)
    }
  }

  @Test("mono: an outline in a label's colour is solid, and stands out on the lightest bone")
  func outline() {
    for colour in Palette.okabeIto.colours { #expect(count(colour) == 64) }
    let reduction = ColourReduction(.mono)
    let cell = reduction.reduce(
      Cell(upper: .black, lower: Palette.okabeIto[1]), column: 0, row: 0)
    #expect(Unicode.Scalar(cell.glyph) == "▄")
  }

  @Test("mono: a light background is shown in reverse, twice reversed is straight")
  func reverse() {
    let reduction = ColourReduction(.mono)
    func style(_ foreground: UInt32, _ background: UInt32, _ style: Cell.Style = []) -> Cell.Style {
      reduction.reduce(
        Cell("A", Colour(hex: foreground), on: Colour(hex: background), style: style),
        column: 0, row: 0
      ).style
    }
    #expect(style(0xFFFFFF, 0x14161A) == [])
    #expect(style(0x000000, 0x303030) == .reverse)
    #expect(style(0xFFFFFF, 0x34506E, .bold) == [.reverse, .bold])
    #expect(style(0x000000, 0xFFB000, [.underline, .reverse]) == .underline)
    // A blank's foreground says nothing.
    let blank = reduction.reduce(Cell(" ", .black, on: Colour(grey: 20)), column: 0, row: 0)
    #expect(blank.style == [] && blank.glyph == 0x20)
  }
}
