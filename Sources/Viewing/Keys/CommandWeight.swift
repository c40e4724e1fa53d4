/// How much a command can do, for the rule that a slip of the finger never does more than was meant.
enum CommandWeight: Int, Comparable {
  /// It changes what is seen, what a tool would do, or opens a card or a line that asks.
  case looking
  /// It puts a tool into the hand: what comes next may change voxels.
  case arming
  /// It changes voxels, locks or the history.
  case changing
  /// It leaves the program, writes files or gives a verdict.
  case leaving

  static func < (one: CommandWeight, other: CommandWeight) -> Bool {
    one.rawValue < other.rawValue
  }

  /// The weight of a command.
  init(_ command: Command) {
    switch command {
    case .lock, .tool, .undo, .redo: self = .changing
    case .snapshot, .export, .quit, .sign, .note: self = .leaving
    case .screen(.mode), .screen(.lastTool): self = .arming
    case .screen(.apply), .screen(.pen): self = .changing
    case .screen(.suspend), .screen(.editNote): self = .leaving
    default: self = .looking
    }
  }

  /// The weight of what a key does.
  init(_ stroke: KeyBinding.Stroke) {
    // A prompt waits for Enter.
    guard !stroke.isPrompt, !stroke.command.isEmpty,
      let parsed = try? CommandParser.script(stroke.command)
    else {
      self = .looking
      return
    }
    self = parsed.map { CommandWeight($0.command) }.max() ?? .looking
  }
}
