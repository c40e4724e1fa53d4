public import Files

/// Why a configuration file cannot be used.
public enum SettingsError: ExplainedError, Equatable {
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file is no TOML; line and column are counted from 1.
  case syntax(path: String, line: Int, column: Int, text: String)
  /// The file says what cannot be done: each mistake with its key path.
  case mistakes(path: String, [String])

  /// The sentence for the user, with one line for each mistake.
  public var message: String {
    let way = "Correct the file, or leave it aside with --no-config."
    switch self {
    case .unreadable(let path, let reason):
      return "The configuration \(SafeText.path(path)) cannot be read: \(reason). \(way)"
    case .syntax(let path, let line, let column, let text):
      return "The configuration \(SafeText.path(path)) cannot be read, line \(line), column "
        + "\(column): \(text). \(way)"
    case .mistakes(let path, let mistakes):
      let count = mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes"
      return "The configuration \(SafeText.path(path)) has \(count):\n"
        + mistakes.map { "  \($0)\n" }.joined() + way
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
