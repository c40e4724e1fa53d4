public import Canvas

/// What some keys do.
///
/// One list of these is the source of the bindings, of the help on the screen, and of the table in the
/// README.
public struct KeyBinding: Sendable {
  /// A key and the command it stands for.
  public struct Stroke: Sendable {
    /// The key.
    public let key: Key
    /// The command, as it could be typed; "{picture}" and "{folder}" are replaced by free names.
    ///
    /// Empty for a key that only says something.
    public let command: String
    /// Whether the command is only put on the command line, to be changed or entered.
    public let isPrompt: Bool
    /// What is said after the command; nil for what the command says itself.
    ///
    /// It answers a habit that has no counterpart here. "{undo}" is replaced by the key of `undo`.
    public let answer: String?

    /// Takes a key and what it does.
    public init(_ key: Key, _ command: String, isPrompt: Bool = false, answer: String? = nil) {
      (self.key, self.command) = (key, command)
      (self.isPrompt, self.answer) = (isPrompt, answer)
    }
  }

  /// The keys as a reader is told, such as "PgUp PgDn , .".
  public let keys: String
  /// What they do, in a few words.
  public let summary: String
  /// The group that the help shows it in.
  public let group: Group
  /// The keys one by one.
  public let strokes: [Stroke]

  /// What keys are for.
  public enum Group: String, Sendable, CaseIterable {
    case looking = "Looking"
    case editing = "Editing"
    case bones = "Bones"
    case leaving = "Leaving"
    case own = "Your own"
    case habits = "Habits that have no counterpart"
  }

  /// Takes what a reader is told and the strokes.
  public init(_ keys: String, _ summary: String, _ group: Group, strokes: [Stroke]) {
    (self.keys, self.summary, self.group) = (keys, summary, group)
    self.strokes = strokes
  }

  /// Takes what a reader is told and pairs of key and command.
  init(
    _ keys: String, _ summary: String, _ group: Group, _ strokes: [(Key, String)],
    isPrompt: Bool = false
  ) {
    self.init(
      keys, summary, group,
      strokes: strokes.map { Stroke($0.0, $0.1, isPrompt: isPrompt) })
  }

  /// Takes keys whose function is not here, what a reader is told, and what pressing them answers.
  ///
  /// - Parameter command: what is done besides, never more than the key does where it comes from.
  init(habit keys: String, of strokes: [Key], _ answer: String, doing command: String = "") {
    self.init(
      keys, answer, .habits, strokes: strokes.map { Stroke($0, command, answer: answer) })
  }

  /// The same row without some keys, nil when none is left.
  func without(_ removed: Set<Key>) -> KeyBinding? {
    guard strokes.contains(where: { removed.contains($0.key) }) else { return self }
    let left = strokes.filter { !removed.contains($0.key) }
    guard !left.isEmpty else { return nil }
    return KeyBinding(
      left.map(\.key.name).joined(separator: " "), summary, group, strokes: left)
  }
}

extension KeyBinding {
  /// Pairs of every character of a text and a command.
  static func keys(_ characters: String, _ command: String) -> [(Key, String)] {
    characters.map { (Key.character($0), command) }
  }

  /// The keys of every character of a text.
  static func keys(_ characters: String) -> [Key] { characters.map { Key.character($0) } }
}
