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
  /// SQLite changes pages of the database only to what committed frames of the log hold, and keeps
  /// those frames until it begins the log anew, which changes the log's header. So a database read
  /// first and a log read after it belong together, whatever is written meanwhile, if the header is
  /// the same before and after. A torn end of the log is dropped by its checksums.
  ///
  /// - Throws: `CaseError.inUse` when no such pair is had in `tries`.
  static func copy(_ source: String, to target: String, tries: Int = 40) throws {
    for number in 0..<tries {
      if let (database, log) = try pair(source) {
        try OutputFile.write(database, to: target, replace: true)
        if !log.isEmpty { try OutputFile.write(log, to: target + "-wal", replace: true) }
        return
      }
      usleep(UInt32(1_000 * min(number + 1, 20)))
    }
    throw CaseError.inUse(
      path: source, holder: "it is written so quickly that no whole copy of it could be read")
  }

  /// A database and its log that belong together; nil when they do not.
  private static func pair(_ source: String) throws -> (database: [UInt8], log: [UInt8])? {
    let before = (file: identity(source), header: try logHeader(source))
    let database = try InputFile.read(source)
    let log = try ifThere { try InputFile.read(source + "-wal") }
    guard identity(source) == before.file, Array(log.prefix(logHeaderLength)) == before.header,
      try logHeader(source) == before.header
    else { return nil }
    // Without a log there is no header to tell that one came and went: then nothing may have moved.
    if log.isEmpty {
      guard try InputFile.read(source) == database, try logHeader(source).isEmpty else {
        return nil
      }
    }
    return (database, log)
  }

  /// The magic number, the form, the salts and the checksum of a log (SQLite file format, 4.1).
  private static let logHeaderLength = 32

  private static func logHeader(_ source: String) throws -> [UInt8] {
    try ifThere { try InputFile.prefix(source + "-wal", count: logHeaderLength) }
  }

  private static func ifThere(_ read: () throws -> [UInt8]) throws -> [UInt8] {
    do {
      return try read()
    } catch FileError.missing {
      return []
    }
  }

  /// Removes a database and the files that go with it.
  static func removeFiles(of casePath: String) {
    for ending in ["", "-wal", "-shm", "-journal"] { unlink(casePath + ending) }
  }

  private static func remove(_ folder: String) {
    removeFiles(of: folder + "/copy.condyle")
    rmdir(folder)
  }

  /// A case that is put in its place anew is another file.
  private static func identity(_ path: String) -> UInt {
    var status = stat()
    return stat(path, &status) == 0 ? UInt(status.st_ino) : 0
  }
}
