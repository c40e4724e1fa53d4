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

  /// That everything is saved, and where; that it is being saved; or why there is nothing to save.
  var savedSentence: String {
    if let reason = situation?.readOnly {
      return "Nothing can be changed, so there is nothing to save: the case was \(reason)."
    }
    guard pendingEdits == 0 else {
      return "\(pendingEdits) change\(pendingEdits == 1 ? " is" : "s are") being saved."
    }
    guard let path = situation?.casePath else {
      return "Everything is saved; there is no need to write."
    }
    return "Everything is saved in \(path); w is never needed."
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
