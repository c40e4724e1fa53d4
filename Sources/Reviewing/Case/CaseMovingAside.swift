internal import Files
internal import Glibc

extension CaseFile {
  /// Gives a case another name, `NAME.old-1.condyle` and so on, so that a new one can take its place.
  ///
  /// Under the case's lock: nothing is touched while somebody has it open. A sound case is first folded
  /// into one file; a damaged one is moved with its log as they are.
  ///
  /// - Returns: where it is now; two paths when a working copy and a published file differ.
  /// - Throws: `FileError.missing`, `FileError.cannotCreate` when it lies where nothing can be renamed,
  ///   `CaseError.inUse`, `.notACase`.
  public static func moveAside(at path: String, context: CaseContext) throws -> [String] {
    let location = try CaseLocation.decide(path, context)
    guard location.exists else { throw FileError.missing(path: path) }
    try CaseSchema.checkIdentity(of: location.readable)
    try location.makeFolder()
    let lock = try CaseLock(casePath: location.working, context: context)
    defer {
      _ = Reserve(casePath: location.working).release()
      lock.release()
    }
    let isPublished = access(location.published, F_OK) == 0
    let home = OutputFile.folder(of: location.published)
    let canRename = location.reason == nil || CaseLocation.canWrite(home, context)
    guard canRename || !isPublished else {
      throw FileError.cannotCreate(path: freeName(for: location.published), code: EROFS)
    }
    var moved: [String] = []
    if location.reason != nil, access(location.working, F_OK) == 0 {
      moved += try moveWorkingCopy(location, canRename, context)
    }
    if access(location.published, F_OK) == 0 {
      moved.append(try renameAside(location.published, context))
    }
    return moved
  }

  /// Clears the place in the state folder.
  ///
  /// - Returns: where the copy is now; nothing when it was put in its place.
  private static func moveWorkingCopy(
    _ location: CaseLocation, _ canRename: Bool, _ context: CaseContext
  ) throws -> [String] {
    try fold(location.working, context)
    let isFolded = !hasLog(location.working)
    guard canRename, isFolded else {
      let target = try renameTogether(location.working, to: freeName(for: location.working))
      unlink(location.working + ".base")
      return [target]
    }
    do {
      try location.publish()
      location.removeWorkingCopy()
      return []
    } catch CaseError.publishedFileChanged {
      let target = freeName(for: location.published)
      try OutputFile.write(try InputFile.read(location.working), to: target)
      location.removeWorkingCopy()
      return [target]
    }
  }

  private static func renameAside(_ path: String, _ context: CaseContext) throws -> String {
    try fold(path, context)
    return try renameTogether(path, to: freeName(for: path))
  }

  /// Puts the log of a sound case into the file; a case that is not sound is left as it is, because
  /// SQLite would throw away the frames after the damaged one.
  private static func fold(_ path: String, _ context: CaseContext) throws {
    guard hasLog(path) else { return }
    let isSound = (try? Verification.check(database: path, context: context))?.isSound ?? false
    guard isSound else { return }
    try CaseError.translating(path: path) {
      let database = try Database(path: path)
      defer { database.close() }
      try database.makeDurable(path: path)
      try database.checkpoint()
    }
  }

  private static func hasLog(_ path: String) -> Bool {
    (try? InputFile.size(path + "-wal")) ?? 0 > 0
  }

  /// Renames a database and what belongs to it.
  ///
  /// The log goes first: left behind under the old name, it would be taken for that of the next case
  /// there. A case that lost it to an interruption is older, and its witness tells.
  private static func renameTogether(_ path: String, to target: String) throws -> String {
    var done: [String] = []
    for ending in ["-wal", "-shm", "-journal", ""] where access(path + ending, F_OK) == 0 {
      guard rename(path + ending, target + ending) == 0 else {
        let code = errno
        for ending in done.reversed() { _ = rename(target + ending, path + ending) }
        throw FileError.cannotCreate(path: target, code: code)
      }
      done.append(ending)
    }
    flushFolder(of: path)
    return target
  }

  /// The first name of which nothing is there, no log either.
  private static func freeName(for path: String) -> String {
    let stem = path.hasSuffix(".condyle") ? String(path.dropLast(8)) : path
    var number = 1
    while true {
      let target = "\(stem).old-\(number).condyle"
      let isTaken = ["", "-wal", "-shm", "-journal", ".lock"].contains {
        access(target + $0, F_OK) == 0
      }
      if !isTaken { return target }
      number += 1
    }
  }
}
