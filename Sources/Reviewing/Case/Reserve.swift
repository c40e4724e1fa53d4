internal import Glibc

/// Space set aside so that a full disk does not lose the change in hand.
struct Reserve {
  /// 16 MB.
  static let bytes = 16 << 20

  private let path: String

  init(casePath: String) { path = casePath + ".reserve" }

  /// Sets the space aside; false when the disk does not have it.
  func make() -> Bool {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard posix_fallocate(descriptor, 0, off_t(Self.bytes)) == 0 else {
      unlink(path)
      return false
    }
    return true
  }

  /// Gives the space back; false when there was none.
  func release() -> Bool { unlink(path) == 0 }
}
