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
    public let command: String
    /// Whether the command is only put on the command line, to be changed or entered.
    public let isPrompt: Bool
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
  }

  /// Takes what a reader is told and pairs of key and command.
  init(
    _ keys: String, _ summary: String, _ group: Group, _ strokes: [(Key, String)],
    isPrompt: Bool = false
  ) {
    (self.keys, self.summary, self.group) = (keys, summary, group)
    self.strokes = strokes.map { Stroke(key: $0.0, command: $0.1, isPrompt: isPrompt) }
  }
}
