public import Files

/// Why there is no theme.
public enum ThemeError: ExplainedError, Equatable {
  /// The file is no TOML; line and column are counted from 1.
  case syntax(path: String, line: Int, column: Int, text: String)
  /// The file is TOML but no theme: each mistake with its key path.
  case mistakes(path: String, [String])
  /// No file of that name was found; `found` holds the names there are.
  case unknown(name: String, found: [String])
  /// The name is none: it holds more than letters, digits, "-" and "_".
  case notAName(String)

  /// How many mistakes one message lists.
  static let shown = 5

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .syntax(let path, let line, let column, let text):
      return "The theme \(SafeText.path(path)) cannot be read, line \(line), column \(column): "
        + "\(text). Correct the line, or choose another theme with --theme."
    case .mistakes(let path, let mistakes):
      let rest = mistakes.count - Self.shown
      let head =
        mistakes.count == 1
        ? "has a mistake: " : "has \(mistakes.count) mistakes: "
      return "The theme \(SafeText.path(path)) \(head)"
        + mistakes.prefix(Self.shown).joined(separator: "; ")
        + (rest > 0 ? "; and \(rest) more" : "")
        + ". Correct the file, or choose another theme with --theme."
    case .unknown(let name, let found):
      let names = found.isEmpty ? "none was found" : "there are " + found.joined(separator: ", ")
      return "There is no theme “\(SafeText.cleaned(name))”; \(names). "
        + "Give one of them, or the path of a .toml file."
    case .notAName(let name):
      return "“\(SafeText.cleaned(name))” is no name of a theme. "
        + "Give a word of letters, digits, - and _, or the path of a .toml file."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .syntax, .mistakes: .badData
    case .unknown: .inputMissing
    case .notAName: .usage
    }
  }
}
