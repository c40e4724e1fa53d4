/// What Tab may make of the word before the caret.
struct Completion {
  /// Words that the word may become.
  var words: [String]
  /// The kind of file that is meant; nil for none.
  var files: PathQuery.Kind?

  /// Looks at the line before the caret.
  ///
  /// - Parameter names: the names of the bones.
  init(_ line: TypedLine, names: [String]) {
    words = []
    let typed = line.current.text.lowercased()
    guard let verb = line.finished.first?.text.lowercased() else {
      words = CommandTable.all.map(\.verb).filter { $0.hasPrefix(typed) }
      return
    }
    guard let form = CommandTable.all.first(where: { $0.verb == verb }) else { return }
    let before = line.finished.dropFirst().map(\.text)
    for place in UsageForm.forms(form.usage).compactMap({ $0.place(after: before) }) {
      add(place.words)
      guard case .named(let kinds, _) = place else { continue }
      if kinds.contains("NAME") { add(names) }
      if kinds.contains("FILE.png") { files = .pictures }
      if kinds.contains("FOLDER") { files = .folders }
    }
    words = words.filter { $0.lowercased().hasPrefix(typed) }
  }

  private mutating func add(_ more: [String]) {
    for word in more where !words.contains(word) { words.append(word) }
  }
}

/// A path that is to be completed from the disk.
public struct PathQuery: Hashable, Sendable {
  /// What may stand there.
  public enum Kind: Hashable, Sendable {
    /// PNG files, and folders on the way to them.
    case pictures
    /// Folders.
    case folders
  }

  /// The path so far, as typed: "~/" is the home folder.
  public let path: String
  /// What is meant.
  public let kind: Kind
  /// The line before the caret; an answer counts only while it is the same.
  public let line: String

  /// Asks for a path.
  public init(path: String, kind: Kind, line: String) {
    (self.path, self.kind, self.line) = (path, kind, line)
  }
}
