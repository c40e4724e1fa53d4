import TestKit
import Testing

/// Each sequence by an example small enough to follow by hand.
@Suite struct KitScreenTests {
  /// A screen of 10 × 4 that has been fed this text.
  private func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> VirtualScreen {
    var screen = VirtualScreen(columns: columns, rows: rows)
    screen.feed(text)
    return screen
  }

  /// Four full rows of letters: aaaaaaaaaa, bbbbbbbbbb and so on.
  private let full =
    ["a", "b", "c", "d"].enumerated()
    .map { "\u{1B}[\($0 + 1)H" + String(repeating: $1, count: 10) }.joined()

  private func expect(
    _ input: String, gives rows: String..., cursor: (Int, Int)? = nil,
    at location: SourceLocation = #_sourceLocation
  ) {
    let screen = screen(input)
    let text = (rows + Array(repeating: "", count: 4 - rows.count)).joined(separator: "\n")
    #expect(screen.text == text, sourceLocation: location)
    #expect(screen.unknown == [], sourceLocation: location)
    if let cursor {
      let place = VirtualScreen.Place(x: cursor.0, y: cursor.1)
      #expect(screen.cursor == place, sourceLocation: location)
    }
  }

  @Test func theCursorGoesWhereItIsSent() {
    expect("\u{1B}[2;3Hx", gives: "", "  x", cursor: (3, 1))
    expect("\u{1B}[2;3fx", gives: "", "  x", cursor: (3, 1))
    expect("\u{1B}[2;3H\u{1B}[Hx", gives: "x", cursor: (1, 0))
    expect("\u{1B}[;4Hx", gives: "   x")
    expect("\u{1B}[0;0Hx", gives: "x")
    expect("\u{1B}[99;99H", gives: "", cursor: (9, 3))
    expect("\u{1B}[3;5H\u{1B}[A", gives: "", cursor: (4, 1))
    expect("\u{1B}[3;5H\u{1B}[0A", gives: "", cursor: (4, 1))
    expect("\u{1B}[3;5H\u{1B}[9A", gives: "", cursor: (4, 0))
    expect("\u{1B}[3;5H\u{1B}[B", gives: "", cursor: (4, 3))
    expect("\u{1B}[3;5H\u{1B}[2C", gives: "", cursor: (6, 2))
    expect("\u{1B}[3;5H\u{1B}[99C", gives: "", cursor: (9, 2))
    expect("\u{1B}[3;5H\u{1B}[3D", gives: "", cursor: (1, 2))
    expect("\u{1B}[3;5H\u{1B}[2G", gives: "", cursor: (1, 2))
    expect("\u{1B}[3;5H\u{1B}[2`", gives: "", cursor: (1, 2))
    expect("\u{1B}[3;5H\u{1B}[2d", gives: "", cursor: (4, 1))
    expect("\u{1B}[3;5H\u{1B}[E", gives: "", cursor: (0, 3))
    expect("\u{1B}[3;5H\u{1B}[2F", gives: "", cursor: (0, 0))
  }

  @Test func controlsMoveTheCursor() {
    expect("ab\rc", gives: "cb")
    expect("ab\u{8}c", gives: "ac")
    expect("\u{8}x", gives: "x")
    expect("ab\nc", gives: "ab", "  c")
    expect("a\tb", gives: "a       b")
    expect("a\t\t\tb", gives: "a        b")
    expect("ab\u{1B}[1", gives: "ab")
    expect("ab\u{1B}Dc", gives: "ab", "  c")
    expect("ab\u{1B}Ec", gives: "ab", "c")
    expect("\u{1B}[1;10H\u{1B}[Zx", gives: "        x")
    expect("\u{1B}[1;9H\u{1B}[Zx", gives: "x")
    expect("\u{1B}[Ix", gives: "        x")
  }

  @Test func theWrapWaitsForTheNextCharacter() {
    let atEnd = screen("0123456789")
    #expect(atEnd.cursor == .init(x: 9, y: 0))
    #expect(atEnd.isWrapPending)
    expect("0123456789x", gives: "0123456789", "x", cursor: (1, 1))
    expect("0123456789\r\nx", gives: "0123456789", "x", cursor: (1, 1))
    expect("0123456789\nx", gives: "0123456789", "         x")
    expect("0123456789\u{1B}[31mx", gives: "0123456789", "x")
    expect("0123456789\u{8}x", gives: "01234567x9")
    expect("0123456789\u{1B}[10Gx", gives: "012345678x", cursor: (9, 0))
    expect("0123456789\u{1B}[K", gives: "012345678")
    expect("\u{1B}[?7l0123456789xy", gives: "012345678y", cursor: (9, 0))
    expect("0123456789\u{1B}7\u{1B}[3H\u{1B}8x", gives: "0123456789", "x")
  }

  @Test func theLastRowScrolls() {
    expect("a\r\nb\r\nc\r\nd\r\ne", gives: "b", "c", "d", "e")
    expect(full + "x", gives: "bbbbbbbbbb", "cccccccccc", "dddddddddd", "x")
    expect(full + "\u{1B}[H\u{1B}Mx", gives: "x", "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc")
    expect(full + "\u{1B}[2S", gives: "cccccccccc", "dddddddddd")
    expect(full + "\u{1B}[T", gives: "", "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc")
  }

  @Test func aRegionScrollsAlone() {
    let region = full + "\u{1B}[2;3r"
    expect(region, gives: "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", cursor: (0, 0))
    expect(region + "\u{1B}[3H\nx", gives: "aaaaaaaaaa", "cccccccccc", "x", "dddddddddd")
    expect(region + "\u{1B}[2H\u{1B}Mx", gives: "aaaaaaaaaa", "x", "bbbbbbbbbb", "dddddddddd")
    expect(region + "\u{1B}[S", gives: "aaaaaaaaaa", "cccccccccc", "", "dddddddddd")
    expect(
      region + "\u{1B}[2H\u{1B}[9A", gives: rows(full)[0], rows(full)[1], rows(full)[2],
      rows(full)[3], cursor: (0, 1))
    // Below the region a line feed in the last row moves nothing.
    expect(region + "\u{1B}[4H\nx", gives: "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "xddddddddd")
    expect(region + "\u{1B}[r\u{1B}[4H\nx", gives: "bbbbbbbbbb", "cccccccccc", "dddddddddd", "x")
  }

  private func rows(_ input: String) -> [String] {
    screen(input).text.split(separator: "\n").map(String.init)
  }

  @Test func erasingBlanks() {
    let at = full + "\u{1B}[2;4H"
    let (a, b, c, d) = ("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd")
    expect(at + "\u{1B}[J", gives: a, "bbb")
    expect(at + "\u{1B}[1J", gives: "", "    bbbbbb", c, d)
    expect(at + "\u{1B}[2J", gives: "", cursor: (3, 1))
    expect(at + "\u{1B}[K", gives: a, "bbb", c, d)
    expect(at + "\u{1B}[1K", gives: a, "    bbbbbb", c, d)
    expect(at + "\u{1B}[2K", gives: a, "", c, d)
    expect(at + "\u{1B}[2X", gives: a, "bbb  bbbbb", c, d, cursor: (3, 1))
    expect(at + "\u{1B}[99X", gives: a, "bbb", c, d)
    expect(at + "\u{1B}[3J", gives: a, b, c, d)
  }

  @Test func cellsAndRowsAreInsertedAndDeleted() {
    let at = "0123456789\u{1B}[1;4H"
    expect(at + "\u{1B}[2@", gives: "012  34567")
    expect(at + "\u{1B}[2P", gives: "01256789")
    expect(at + "\u{1B}[4hxy\u{1B}[4lz", gives: "012xyz4567")
    let row = full + "\u{1B}[2;4H"
    let (a, b, c, d) = ("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd")
    expect(row + "\u{1B}[L", gives: a, "", b, c, cursor: (0, 1))
    expect(row + "\u{1B}[2M", gives: a, d)
    expect(full + "\u{1B}[1;3r\u{1B}[2H\u{1B}[M", gives: a, c, "", d)
    expect(full + "\u{1B}[1;3r\u{1B}[4H\u{1B}[M", gives: a, b, c, d)
  }

  @Test func coloursAndAttributesAreKept() {
    func cell(_ sgr: String) -> VirtualCell { screen("\u{1B}[\(sgr)mx").cell(0, 0) }
    #expect(cell("38;2;1;2;3;48;2;4;5;6").foreground == .rgb(1, 2, 3))
    #expect(cell("38;2;1;2;3;48;2;4;5;6").background == .rgb(4, 5, 6))
    #expect(cell("38;5;240;48;5;17").foreground == .index(240))
    #expect(cell("38;5;240;48;5;17").background == .index(17))
    #expect(cell("31;42").foreground == .index(1))
    #expect(cell("31;42").background == .index(2))
    #expect(cell("97;100") == VirtualCell("x", foreground: .index(15), background: .index(8)))
    #expect(cell("31;42;39").foreground == .text)
    #expect(cell("31;42;49").background == .ground)
    #expect(cell("31;42;1;7;0") == VirtualCell("x"))
    #expect(cell("31;1") == cell("1;31"))
    #expect(screen("\u{1B}[31;1m\u{1B}[mx").cell(0, 0) == VirtualCell("x"))
    #expect(cell("1;4;7").attributes == [.bold, .underline, .reverse])
    #expect(cell("1;2;4;7;22").attributes == [.underline, .reverse])
    #expect(cell("1;4;7;24").attributes == [.bold, .reverse])
    #expect(cell("1;4;7;27").attributes == [.bold, .underline])
    #expect(cell("38:2::1:2:3").foreground == .rgb(1, 2, 3))
    #expect(cell("48:5:9").background == .index(9))
    #expect(screen("\u{1B}[38;2;1;2mx").unknown.count == 1)
    #expect(screen("\u{1B}[38;5;256mx").unknown.count == 1)
    #expect(screen("\u{1B}[>4;1mx").unknown == ["ESC [ >4;1 m"])
  }

  @Test func erasingPaintsWithTheBackground() {
    var screen = screen("\u{1B}[48;5;17m\u{1B}[K")
    #expect(screen.cell(9, 0) == VirtualCell(background: .index(17)))
    screen.erasesWithBackground = false
    screen.feed("\u{1B}[K")
    #expect(screen.cell(9, 0) == VirtualCell())
  }

  @Test func aCellHasTwoPixels() {
    let screen = screen("\u{1B}[38;5;20;48;5;30m▀▄█ \u{1B}[7m▀▄█ x\u{1B}[m█")
    let (ink, paper) = (VirtualColour.index(20), VirtualColour.index(30))
    let upper = [ink, paper, ink, paper, paper, ink, paper, ink, nil, .text]
    let lower = [paper, ink, ink, paper, ink, paper, paper, ink, nil, .text]
    #expect((0..<10).map { screen.pixel($0, 0) } == upper)
    #expect((0..<10).map { screen.pixel($0, 1) } == lower)
    #expect(screen.pixel(0, 2) == .ground)
    #expect(screen.pixel(0, 8) == nil)
    #expect(VirtualColour.index(232).components == SIMD3(8, 8, 8))
    #expect(VirtualColour.index(255).components == SIMD3(238, 238, 238))
    #expect(VirtualColour.index(67).components == SIMD3(95, 135, 175))
  }

  @Test func savedStateComesBack() {
    expect("ab\u{1B}7\u{1B}[3;3Hx\u{1B}8c", gives: "abc", "", "  x")
    expect("ab\u{1B}[s\u{1B}[3;3Hx\u{1B}[uc", gives: "abc", "", "  x")
    let screen = screen("\u{1B}[31m\u{1B}7\u{1B}[m\u{1B}8x")
    #expect(screen.cell(0, 0).foreground == .index(1))
  }

  @Test func theAlternateScreenHidesTheMainOne() {
    var screen = screen("main\u{1B}[?1049h")
    #expect(screen.isAlternate)
    #expect(screen.text.allSatisfy { $0 == "\n" })
    screen.feed("\u{1B}[Hother\u{1B}[?1049l!")
    #expect(screen.text(row: 0) == "main!")
    #expect(screen.modes == [7, 25])
  }

  @Test func modesAreNoted() {
    let screen = screen("\u{1B}[?1002;1006h\u{1B}[?1004h\u{1B}[?2004h\u{1B}[?25l")
    #expect(screen.modes == [7, 1002, 1006, 1004, 2004])
    #expect(self.screen("\u{1B}[?6h").unknown == ["ESC [ ?6 h"])
  }

  @Test func framesAreCounted() {
    var screen = screen("\u{1B}[?2026ha\u{1B}[?2026l\u{1B}[?2026hb")
    #expect(screen.framesEnded == 1)
    #expect(screen.isInFrame)
    screen.feed("\u{1B}[?2026l")
    #expect(screen.framesEnded == 2)
    #expect(!screen.isInFrame)
  }

  @Test func queriesAreAnswered() {
    var screen = screen(
      "\u{1B}[2;5H\u{1B}[5n\u{1B}[6n\u{1B}[c\u{1B}[?2026$p\u{1B}[>q\u{1B}P+q524742\u{1B}\\")
    #expect(screen.takeAnswers() == Array("\u{1B}[0n\u{1B}[2;5R\u{1B}[?62;22c".utf8))
    #expect(screen.takeAnswers() == [])
    #expect(screen.queries.count == 6)
    #expect(screen.unknown == [])
    screen.abilities = .modern
    screen.feed("\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[?2026$p\u{1B}P+q5463\u{1B}\\")
    let answer = "\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\\u{1B}[?2026;2$y\u{1B}P1+r5463\u{1B}\\"
    #expect(String(decoding: screen.takeAnswers(), as: UTF8.self) == answer)
    screen.abilities = []
    screen.feed("\u{1B}[5n\u{1B}[c")
    #expect(screen.takeAnswers() == [])
  }

  @Test func lineDrawingBecomesBoxes() {
    expect("\u{1B}(0lqk\u{1B}(Bq", gives: "┌─┐q")
    expect("\u{1B})0\u{E}x\u{F}x", gives: "│x")
    expect("\u{1B}(0mqjtuvwn~\u{1B}(B", gives: "└─┘├┤┴┬┼·")
  }

  @Test func aCharacterIsRepeated() {
    expect("x\u{1B}[3b", gives: "xxxx")
    expect("\u{1B}[31mx\u{1B}[20b", gives: "xxxxxxxxxx", "xxxxxxxxxx", "x")
  }

  @Test func stringsAreSwallowedToTheirEnd() {
    expect(
      "a\u{1B}]0;title\u{7}b\u{1B}]52;c;aGk=\u{1B}\\c\u{1B}Pq#0\u{7}1\u{1B}\\d\u{1B}_G\u{1B}\\e",
      gives: "abcde")
    #expect(screen("\u{1B}]0;A title\u{7}").title == "A title")
    #expect(screen("\u{1B}]52;c;aGk=\u{7}").strings == ["]52;c;aGk="])
  }

  @Test func bytesMayComeInAnyChunks() {
    let input = "\u{1B}[2;2H\u{1B}[38;2;10;20;30mä▀\u{1F9B4}\u{1B}]0;ü\u{7}é\u{1B}(0q\u{1B}(B"
    let whole = screen(input)
    #expect(whole.text == "\n ä▀\u{1F9B4}é─\n\n")
    for size in 1...7 {
      var pieces = VirtualScreen(columns: 10, rows: 4)
      let bytes = Array(input.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        pieces.feed(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(pieces.cells == whole.cells)
      #expect(pieces.unknown == [])
    }
  }

  @Test func wideCharactersTakeTwoCells() {
    let wide = screen("a骨b")
    #expect(wide.cursor.x == 4)
    #expect(wide.text(row: 0) == "a骨b")
    #expect(wide.place(of: "b") == .init(x: 3, y: 0))
    expect("012345678骨", gives: "012345678", "骨")
    expect("a骨b\u{1B}[1;2Hx", gives: "ax b")
    expect("a骨b\u{1B}[1;3Hx", gives: "a xb")
  }

  @Test func whatIsNotUnderstoodIsCollected() {
    #expect(screen("\u{1B}[5i").unknown == ["ESC [ 5 i"])
    #expect(screen("\u{1B}[?9999h").unknown == ["ESC [ ?9999 h"])
    #expect(screen("\u{1B}[>1u").unknown == ["ESC [ >1 u"])
    #expect(screen("\u{1B}H").unknown == ["ESC H"])
    #expect(screen("\u{1B}[99m").unknown == ["ESC [ 99 m"])
    #expect(screen("\u{1B}[3\u{1B}[mx").unknown.count == 1)
    #expect(screen("e\u{301}").unknown == ["zero-width U+301"])
    for bytes: [UInt8] in [[0xFF], [0xC3, 0x41], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80]] {
      var screen = VirtualScreen(columns: 10, rows: 4)
      screen.feed(bytes)
      #expect(screen.unknown.isEmpty == false, "\(bytes)")
    }
  }

  @Test func controlsWithinASequenceAct() {
    expect("ab\u{1B}[\r2Cx", gives: "abx")
  }

  @Test func aResetForgetsAllButWhatWasCounted() {
    let screen = screen("\u{1B}[?2026h\u{1B}[?2026l\u{1B}[31mab\u{1B}[?1002h\u{1B}[2;3r\u{1B}cx")
    #expect(screen.text(row: 0) == "x")
    #expect(screen.cell(0, 0).foreground == .text)
    #expect(screen.modes == [7, 25])
    #expect(screen.framesEnded == 1)
    let soft = self.screen("ab\u{1B}[31m\u{1B}[?25l\u{1B}[!pc")
    #expect(soft.modes == [7, 25])
    #expect(soft.cell(2, 0).foreground == .text)
  }

  @Test func aNewSizeKeepsTheUpperLeft() {
    var screen = screen(full)
    screen.resize(columns: 3, rows: 2)
    #expect(screen.text == "aaa\nbbb")
    #expect(screen.cursor == .init(x: 2, y: 1))
    screen.resize(columns: 5, rows: 3)
    #expect(screen.text == "aaa\nbbb\n")
  }

  @Test func textIsFound() {
    let screen = screen("\u{1B}[2;3Hpatella")
    #expect(screen.row(containing: "tell") == 1)
    #expect(screen.place(of: "tell") == .init(x: 4, y: 1))
    #expect(screen.row(containing: "tibia") == nil)
    #expect(screen.contains("patella"))
    #expect(!screen.contains("patellae"))
  }
}
