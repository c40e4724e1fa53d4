internal import Volumes
internal import Editing

extension Session {
  /// The mode as the status line says it: "LOOK", "PAINT patella", "ERASE patella".
  public var modeWords: String {
    switch screen.mode {
    case .look: "LOOK"
    case .tool(let verb): "\(verb.uppercased()) \(labels.table.name(of: editing.bone))"
    }
  }

  /// Whether everything is saved, in a word: "saved", "stroke…", "saving…", "NOT SAVED", "read-only".
  public var savedWord: String {
    if situation?.readOnly != nil { return "read-only" }
    if frozen != nil { return "NOT SAVED" }
    if stroke != nil { return "stroke…" }
    return pendingEdits == 0 ? "saved" : "saving…"
  }

  /// What must be told about the case, and the last messages.
  var noticeParagraphs: [String] {
    let notices = situation?.notices ?? []
    guard !lastMessages.isEmpty else { return notices }
    return (notices.isEmpty ? ["Nothing to tell about this case."] : notices) + ["", "Said last:"]
      + lastMessages
  }

  /// What painting may go over, in words.
  public var overWords: String { Refusals.words(editing.rules.overwrite, labels.table) }
}
