internal import Files
internal import Glibc

/// The right to write to a case: a lock on a file of its own beside it.
///
/// SQLite's own lock is not enough: POSIX drops it when this process opens and closes the case file
/// once more, to hash it say. An open-file-description lock on another file has no such trap, and
/// dies with its process.
///
/// A class because it owns a descriptor that is closed exactly once.
final class CaseLock: Sendable {
  // <fcntl.h> hides it from Swift behind _GNU_SOURCE; the numbers are the same on all of Linux.
  private static let setOpenFileLock: Int32 = 37
  private static let getOpenFileLock: Int32 = 36

  private let path: String
  private let descriptor: Int32

  /// The lock's file of a case.
  static func path(of casePath: String) -> String { casePath + ".lock" }

  /// Takes the lock, or says who has it and since when.
  ///
  /// - Throws: `CaseError.inUse`, or `.cannotOpen`.
  init(casePath: String, context: CaseContext) throws {
    path = Self.path(of: casePath)
    var descriptor: Int32 = -1
    repeat {
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else {
        throw CaseError.cannotOpen(path: path, reason: FileError.reason(errno))
      }
      var range = flock()
      range.l_type = Int16(F_WRLCK)
      range.l_whence = Int16(SEEK_SET)
      guard fcntl(descriptor, Self.setOpenFileLock, &range) == 0 else {
        let code = errno
        defer { close(descriptor) }
        guard code == EAGAIN || code == EACCES else {
          throw CaseError.cannotOpen(path: path, reason: FileError.reason(code))
        }
        throw CaseError.inUse(path: casePath, holder: Self.holder(descriptor))
      }
      // The owner before may have removed the file between our opening and locking it.
      if Self.isSame(descriptor, path) { break }
      close(descriptor)
    } while true
    self.descriptor = descriptor
    write(context)
  }

  deinit { close(descriptor) }

  /// Who has a case open, without taking its lock; nil when nobody has.
  static func holder(ofCase casePath: String) -> String? {
    let descriptor = open(path(of: casePath), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var range = flock()
    range.l_type = Int16(F_WRLCK)
    range.l_whence = Int16(SEEK_SET)
    guard fcntl(descriptor, getOpenFileLock, &range) == 0, range.l_type != Int16(F_UNLCK) else {
      return nil
    }
    return holder(descriptor)
  }

  /// Gives the lock up and removes its file, while nobody else can hold it.
  func release() { unlink(path) }

  private func write(_ context: CaseContext) {
    let author = context.author
    let lines = [
      author.user, author.host, author.terminal, String(context.processID), context.bootID,
      String(context.now()),
    ]
    let bytes = Array(lines.map { SafeText.cleaned($0) }.joined(separator: "\n").utf8)
    // The lock holds without these words; they only tell the next one who has it.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, bytes, bytes.count, 0) }
  }

  /// Such as "ayse@ws3 (process 4242, /dev/pts/3) has had it open since 2026-11-22 14:02 UTC".
  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let got = max(0, pread(descriptor, &bytes, bytes.count, 0))
    let lines = String(decoding: bytes[..<got], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.cleaned($0) }
    guard lines.count == 6, let since = Int64(lines[5]) else { return "somebody has it open" }
    let place = lines[2].isEmpty ? "" : ", \(lines[2])"
    return "\(lines[0])@\(lines[1]) (process \(lines[3])\(place)) has had it open since "
      + UTCTime.text(since)
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var mine = stat()
    var there = stat()
    return fstat(descriptor, &mine) == 0 && lstat(path, &there) == 0
      && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev
  }
}
