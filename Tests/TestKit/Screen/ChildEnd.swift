/// How a child process ended.
public enum ChildEnd: Equatable, Sendable {
  /// It returned this exit status.
  case exited(Int32)
  /// This signal ended it.
  case killed(signal: Int32)

  /// Reads the number that `waitpid` gives for a process that has ended.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .killed(signal: signal)
  }
}
