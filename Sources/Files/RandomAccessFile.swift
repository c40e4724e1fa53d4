internal import Glibc

/// A regular file read piece by piece at any place, for archives too large to hold in memory.
///
/// A class because it owns a file descriptor, which must be closed exactly once.
public final class RandomAccessFile: Sendable {
  /// Its path.
  public let path: String
  /// Its length in bytes when it was opened.
  public let count: Int
  private let descriptor: Int32

  /// Opens a regular file; pipes and devices are refused.
  ///
  /// - Throws: `FileError.missing`, `.notAFile` or `.unreadable`.
  public init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? FileError.missing(path: path) : FileError.unreadable(path: path, code: errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError.notAFile(path: path)
    }
    self.path = path
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes from `offset`, `wanted` of them, fewer at the end of the file.
  ///
  /// - Throws: `FileError.unreadable`.
  public func read(at offset: Int, count wanted: Int) throws -> [UInt8] {
    guard offset >= 0, offset < count, wanted > 0 else { return [] }
    let room = min(wanted, count - offset)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
      while filled < room {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, room - filled,
          off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard failure == 0 else { throw FileError.unreadable(path: path, code: failure) }
    return bytes
  }
}
