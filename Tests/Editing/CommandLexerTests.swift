import Editing
import Testing

@Suite struct CommandLexerTests {
  @Test("commands are parted by lines and semicolons, comments are left out")
  func splitting() throws {
    let statements = try CommandLexer.statements(
      "bone patella; brush 4mm ball # round\n\n# nothing\r\npaint 1,2,3 4,5,6")
    #expect(
      statements.map(\.words) == [
        ["bone", "patella"], ["brush", "4mm", "ball"], ["paint", "1,2,3", "4,5,6"],
      ])
    #expect(statements.map(\.line) == [1, 1, 4])
  }

  @Test("double quotes hold blanks, semicolons, hashes and escapes")
  func quoting() throws {
    let statements = try CommandLexer.statements(#"snapshot "my file; #1 \"x\" \\.png" axial"#)
    #expect(statements.map(\.words) == [["snapshot", #"my file; #1 "x" \.png"#, "axial"]])
    #expect(try CommandLexer.statements(#"export """#).map(\.words) == [["export", ""]])
  }

  @Test("a hash within a word is part of it")
  func hashInWord() throws {
    #expect(try CommandLexer.statements("bone a#b").map(\.words) == [["bone", "a#b"]])
  }

  @Test("a quote that is not closed is refused with its line")
  func openQuote() {
    #expect(throws: CommandError("a double quote is opened and not closed", line: 2)) {
      try CommandLexer.statements("undo\nbone \"pat")
    }
  }

  @Test("escape sequences are refused", arguments: ["bone \u{1B}[2J", "bone a\u{202E}b", "x\u{7}"])
  func controls(text: String) {
    #expect(throws: CommandError.self) { try CommandLexer.statements(text) }
  }
}
