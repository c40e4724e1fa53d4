import Testing

@testable import Terminal

@Suite struct TerminalVersionTests {
  @Test func ncursesIsTheWideOneOfVersionSix() async {
    #expect(await TerminalVersion.text.hasPrefix("ncurses 6"))
  }
}
