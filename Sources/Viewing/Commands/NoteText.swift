public import Editing
internal import Files

/// The text of a note as it may be kept.
public enum NoteText {
  /// The greatest length in bytes of UTF-8.
  public static let limit = 4_096

  /// The text without blanks at its ends and with nothing in it that a terminal could take amiss.
  ///
  /// - Throws: `CommandError` when nothing is left, or too much.
  public static func checked(_ text: String) throws(CommandError) -> String {
    let plain = String(text.map { $0.isWhitespace ? " " : $0 })
    let trimmed = plain.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let note = SafeText.cleaned(String(trimmed), limit: .max)
    guard !note.isEmpty else { throw CommandError("note needs a text") }
    guard note.utf8.count <= limit else {
      throw CommandError(
        "a note holds at most \(limit) bytes, and this one has \(note.utf8.count); write two")
    }
    return note
  }
}
