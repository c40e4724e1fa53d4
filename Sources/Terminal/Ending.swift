/// Why the program must leave without being asked to by a key.
public enum Ending: Sendable, Equatable {
  /// The line to the user was cut: SIGHUP.
  case hangup
  /// Somebody asked the process to end: SIGTERM.
  case terminate
  /// SIGINT from outside; ^C is a key.
  case interrupt
  /// The terminal is no longer there: nothing can be shown or read.
  case gone

  /// What the process answers, after the custom of shells: 128 and the signal's number.
  public nonisolated var exitStatus: Int32 {
    switch self {
    case .hangup, .gone: 129
    case .terminate: 143
    case .interrupt: 130
    }
  }
}
