public import Files

/// A command that cannot be understood or carried out.
public struct CommandError: ExplainedError, Equatable {
  /// What is wrong and what would be right, without the line.
  public let text: String
  /// The line of the script, from 1; nil for a single command.
  public var line: Int?

  /// Takes a sentence that is safe to show.
  public init(_ text: String, line: Int? = nil) {
    self.text = text
    self.line = line
  }

  /// The sentence for the user.
  public var message: String { line.map { "line \($0): \(text)" } ?? text }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
