internal import Glibc

/// Writing a file whole or not at all.
///
/// The bytes go into a new file beside the target, with mode 0600, are flushed to the disk, read back
/// and compared, and only then get the target's name. A reader never sees half a file, and a failure
/// leaves the target as it was.
public enum OutputFile {
  /// Writes `bytes` to `path`.
  ///
  /// - Parameter replace: whether an existing file may be replaced.
  /// - Throws: `FileError.exists`, `.cannotCreate`, `.writeFailed` or `.readBackDiffers`.
  public static func write(_ bytes: [UInt8], to path: String, replace: Bool = false) throws {
    if !replace, access(path, F_OK) == 0 { throw FileError.exists(path: path) }
    let folder = folder(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let part = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
    let descriptor = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError.cannotCreate(path: path, code: errno) }
    var finished = false
    defer {
      close(descriptor)
      if !finished { unlink(part) }
    }
    try writeAll(bytes, to: descriptor, path: path)
    guard fsync(descriptor) == 0 else { throw FileError.writeFailed(path: path, code: errno) }
    try compare(bytes, with: descriptor, path: path)
    try rename(part, to: path, replace: replace)
    finished = true
    flush(folder: folder)
  }

  /// Makes a folder and those above it, mode 0700 where new.
  public static func makeFolder(_ path: String) throws {
    var built = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      built += "/\(component)"
      if mkdir(built, 0o700) != 0, errno != EEXIST {
        throw FileError.cannotCreate(path: path, code: errno)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError.cannotCreate(path: path, code: ENOTDIR)
    }
  }

  /// The folder that holds `path`, "." when there is none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let wrote = Glibc.write(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if wrote < 0, errno == EINTR { continue }
        guard wrote > 0 else {
          throw FileError.writeFailed(path: path, code: wrote < 0 ? errno : ENOSPC)
        }
        done += wrote
      }
    }
  }

  private static func compare(_ bytes: [UInt8], with descriptor: Int32, path: String) throws {
    var buffer = [UInt8](repeating: 0, count: min(1 << 20, max(1, bytes.count)))
    var at = 0
    while at < bytes.count {
      let got = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, min($0.count, bytes.count - at), off_t(at))
      }
      if got < 0, errno == EINTR { continue }
      let same =
        got > 0
        && buffer.withUnsafeBytes { read in
          bytes.withUnsafeBytes { wrote in
            guard let read = read.baseAddress, let wrote = wrote.baseAddress else { return false }
            return memcmp(read, wrote + at, got) == 0
          }
        }
      guard same else {
        throw FileError.readBackDiffers(path: path, detail: "from byte \(at) of \(bytes.count)")
      }
      at += got
    }
  }

  private static func rename(_ part: String, to path: String, replace: Bool) throws {
    // A hard link refuses an existing name, which a rename would silently replace.
    if !replace {
      if link(part, path) == 0 {
        unlink(part)
        return
      }
      if errno == EEXIST { throw FileError.exists(path: path) }
      // File systems without hard links: what is left is the check made at the beginning.
    }
    guard Glibc.rename(part, path) == 0 else {
      throw FileError.cannotCreate(path: path, code: errno)
    }
  }

  private static func flush(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
