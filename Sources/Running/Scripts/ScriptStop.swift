public import Files

/// A script that ended at a command that could not be carried out.
public struct ScriptStop: ExplainedError {
  /// Which script.
  public let source: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong.
  public let reason: String
  /// What was done before.
  public let doneBefore: String
  /// What the process answers.
  public let exitStatus: ExitStatus

  /// The sentence for the user.
  public var message: String {
    // The sentences of commands come without a full stop, those of files with one.
    let isEnded = reason.last.map { ".?!".contains($0) } ?? false
    return "\(source), line \(line): \(reason)\(isEnded ? "" : ".")"
      + (doneBefore.isEmpty ? "" : " \(doneBefore)")
  }
}

/// Scripts without a single command.
struct EmptyScript: ExplainedError {
  var message: String {
    "The script holds no command, so no case was opened. Give commands with -c or --script."
  }
  var exitStatus: ExitStatus { .usage }
}
