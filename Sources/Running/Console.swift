internal import Glibc

/// Lines to the terminal or a pipe, whole and in order.
public enum Console {
  /// A line on standard output.
  public static func line(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// A line on standard error.
  public static func error(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Whether standard error takes something within half a second: a terminal whose reader has
  /// stalled does not, and a program that was asked to end must not wait for it.
  static var takesErrors: Bool {
    var wait = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&wait, 1, 500) > 0
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if wrote < 0, errno == EINTR { continue }
      if wrote < 0, errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
        continue
      }
      guard wrote > 0 else { return }
      done += wrote
    }
  }
}
