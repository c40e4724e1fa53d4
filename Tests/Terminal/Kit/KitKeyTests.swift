import TestKit
import Testing

@Suite struct KitKeyTests {
  private func bytes(_ keys: String, application: Bool = false) throws -> String {
    String(
      decoding: try KeyBytes.encode(keys, isCursorApplication: application), as: UTF8.self
    ).replacing("\u{1B}", with: "^")
  }

  @Test(arguments: [
    ("abcı", "abcı"), ("<Up><Left>", "^[A^[D"), ("<PgUp><PgDn>", "^[5~^[6~"),
    ("<Tab><S-Tab>", "\t^[Z"), ("<Esc>", "^"), ("<Enter>", "\r"), ("<Space>", " "),
    ("<BS>", "\u{7F}"), ("<C-z><C-r>", "\u{1A}\u{12}"), ("<C-Space>", "\0"), ("<A-x>", "^x"),
    ("<S-Right><C-Up>", "^[1;2C^[1;5A"), ("<S-PgUp>", "^[5;2~"), ("<F1><F5>", "^OP^[15~"),
    ("<lt>", "<"), ("<", "<"), (">", ">"), ("a<b", "a<b"), ("<Del><Home><End>", "^[3~^[H^[F"),
    ("<S-x>", "X"), ("<C-A-x>", "^\u{18}"),
  ])
  func keysHaveTheirBytes(keys: String, expected: String) throws {
    #expect(try bytes(keys) == expected)
  }

  @Test func theApplicationModeChangesPlainArrowsOnly() throws {
    #expect(try bytes("<Up><Home><S-Up>", application: true) == "^OA^OH^[1;2A")
  }

  @Test(arguments: ["<up>", "<>", "<C-Tab>", "<Enterr>", "<C-é>"])
  func anUnknownKeyIsAnError(keys: String) {
    #expect(throws: KeyBytes.UnknownKey.self) { try KeyBytes.encode(keys) }
  }
}
