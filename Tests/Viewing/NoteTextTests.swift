import Editing
import Testing

@testable import Viewing

@Suite struct NoteTextTests {
  @Test("blanks at the ends go, and what a terminal could take amiss becomes a dot")
  func cleaned() throws {
    #expect(try NoteText.checked("  the bridge\tis\nodd ") == "the bridge is odd")
    #expect(try NoteText.checked("a\u{1B}[31mb\u{202E}c") == "a·[31mb·c")
    #expect(try NoteText.checked("kırık, 3 mm") == "kırık, 3 mm")
  }

  @Test("4096 bytes are a note, one more is not, and blanks alone are none")
  func limits() throws {
    #expect(try NoteText.checked(String(repeating: "é", count: 2_048)).utf8.count == 4_096)
    #expect(throws: CommandError.self) {
      try NoteText.checked(String(repeating: "é", count: 2_048) + "a")
    }
    for empty in ["", " ", "\n\t "] {
      #expect(throws: CommandError.self) { try NoteText.checked(empty) }
    }
  }
}
