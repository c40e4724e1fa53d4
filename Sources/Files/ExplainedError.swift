/// An error that a user can act on.
///
/// Every error that leaves a module conforms. `message` says what is wrong, where, with the number,
/// and what to do next; it never holds patient data, and text that came from outside has passed
/// `SafeText` before it got here.
public protocol ExplainedError: Error, Sendable, CustomStringConvertible {
  /// One to three sentences for the user.
  var message: String { get }
  /// What the process answers when this error ends it.
  var exitStatus: ExitStatus { get }
}

extension ExplainedError {
  /// The text form.
  public var description: String { message }
}
