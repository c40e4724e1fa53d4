internal import Glibc

/// Signals that ask the program to stop, seen between two commands.
///
/// They are held back while a script runs, so that no handler runs in the middle of a change, and
/// looked for where stopping is safe.
enum PendingSignal {
  private static let numbers = [SIGTERM, SIGINT, SIGHUP]

  private static var mask: sigset_t {
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in numbers { sigaddset(&mask, number) }
    return mask
  }

  /// Holds the signals back.
  static func hold() {
    var mask = mask
    pthread_sigmask(SIG_BLOCK, &mask, nil)
  }

  /// Lets them through again.
  static func release() {
    var mask = mask
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  /// Takes one that is waiting, nil when none is.
  static func take() -> Int32? {
    var mask = mask
    var now = timespec()
    let number = sigtimedwait(&mask, nil, &now)
    return number > 0 ? number : nil
  }

  /// Such as "SIGTERM".
  static func name(_ number: Int32) -> String {
    switch number {
    case SIGTERM: "SIGTERM"
    case SIGINT: "SIGINT"
    case SIGHUP: "SIGHUP"
    default: "signal \(number)"
    }
  }
}
