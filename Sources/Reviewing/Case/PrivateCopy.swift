internal import Files
internal import Glibc

/// A copy of a case that is only read, in a folder of its own (0700) that goes with it.
///
/// A class so that `deinit` removes the folder.
final class PrivateCopy: Sendable {
  /// The copied database.
  let path: String
  private let folder: String

  /// Copies a database and its log; the writer may be at work meanwhile.
  init(of casePath: String, context: CaseContext) throws {
    let parent = context.stateFolder + "/copies"
    try OutputFile.makeFolder(parent)
    folder = parent + "/" + CaseIdentity.make(context.randomBytes(16))
    path = folder + "/copy.condyle"
    guard mkdir(folder, 0o700) == 0 else {
      throw FileError.cannotCreate(path: folder, code: errno)
    }
    do {
      try Self.copy(casePath, to: path)
    } catch {
      Self.remove(folder)
      throw error
    }
  }

  deinit { Self.remove(folder) }

  /// Copies a database and its log to a path where there are none.
  ///
  /// A log that grows meanwhile is harmless (a torn end is dropped); pages folded into the database
  /// between the two reads are not, so both are read again until the database has stood still.
  static func copy(_ source: String, to target: String) throws {
    var database: [UInt8] = []
    var log: [UInt8] = []
    for _ in 0..<8 {
      let before = Stamp(source)
      log = (try? InputFile.read(source + "-wal")) ?? []
      database = try InputFile.read(source)
      if Stamp(source) == before { break }
    }
    try OutputFile.write(database, to: target, replace: true)
    if !log.isEmpty { try OutputFile.write(log, to: target + "-wal", replace: true) }
  }

  /// Removes a database and the files that go with it.
  static func removeFiles(of casePath: String) {
    for ending in ["", "-wal", "-shm", "-journal"] { unlink(casePath + ending) }
  }

  private static func remove(_ folder: String) {
    removeFiles(of: folder + "/copy.condyle")
    rmdir(folder)
  }

  private struct Stamp: Equatable {
    let inode: UInt
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    init(_ path: String) {
      var status = stat()
      let isThere = stat(path, &status) == 0
      inode = isThere ? UInt(status.st_ino) : 0
      size = isThere ? Int(status.st_size) : -1
      seconds = Int(status.st_mtim.tv_sec)
      nanoseconds = Int(status.st_mtim.tv_nsec)
    }
  }
}
