internal import Glibc

/// Reading whole files within bounds.
public enum InputFile {
  /// The bytes of a regular file.
  ///
  /// Pipes and devices are refused, so that a read can never hang.
  ///
  /// - Throws: `FileError.missing`, `.notAFile`, `.unreadable`, or `.tooLarge` above `limit` bytes.
  public static func read(_ path: String, limit: Int = 1 << 32) throws -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    let size = try regularSize(descriptor, path)
    guard size <= limit else { throw FileError.tooLarge(path: path, bytes: size, limit: limit) }
    return try read(descriptor, path: path, count: size)
  }

  /// The first bytes of a regular file, at most `count`, for recognising its format.
  public static func prefix(_ path: String, count: Int) throws -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    let size = try regularSize(descriptor, path)
    return try read(descriptor, path: path, count: min(size, count))
  }

  /// The length in bytes of a regular file.
  public static func size(_ path: String) throws -> Int {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try regularSize(descriptor, path)
  }

  /// The SHA-256 of a regular file, read in pieces of 1 MiB.
  public static func digest(_ path: String) throws -> Digest {
    let descriptor = try open(path)
    defer { close(descriptor) }
    _ = try regularSize(descriptor, path)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw FileError.unreadable(path: path, code: errno) }
      guard got > 0 else { break }
      buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
    }
    return hash.finish()
  }

  private static func open(_ path: String) throws -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? FileError.missing(path: path) : FileError.unreadable(path: path, code: errno)
    }
    return descriptor
  }

  private static func regularSize(_ descriptor: Int32, _ path: String) throws -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError.unreadable(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError.notAFile(path: path) }
    return Int(status.st_size)
  }

  private static func read(_ descriptor: Int32, path: String, count: Int) throws -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
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
