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
    "\(source), line \(line): \(reason)\(doneBefore.isEmpty ? "" : " \(doneBefore)")"
  }
}
