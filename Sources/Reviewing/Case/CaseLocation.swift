internal import Files
internal import Glibc

/// Where a case is worked on, and where it is published.
///
/// On a network file system neither locks nor flushes can be trusted, and in a folder that cannot be
/// written there is no place for the log: then the case is worked on in the per-user state folder and
/// put in its place whole when it is closed.
public struct CaseLocation: Hashable, Sendable {
  /// Why a case is not worked on in its place.
  public enum Reason: Hashable, Sendable {
    /// The file system, such as "nfs4".
    case network(String)
    /// Its folder cannot be written.
    case folderNotWritable
    /// An earlier sitting left a working copy that was not published.
    case unpublished
  }

  /// The path that the user knows.
  public let published: String
  /// The path that is opened.
  public let working: String
  /// Why the two differ; nil when they do not.
  public let reason: Reason?

  /// Decides by the file system and by trying to write.
  ///
  /// - Parameter isReading: whether the case is only read; then the place is not tried out.
  /// - Throws: `FileError.missing` when the folder is not there.
  public static func decide(
    _ path: String, _ context: CaseContext, isReading: Bool = false
  ) throws -> CaseLocation {
    guard let folder = FileSystem.resolved(OutputFile.folder(of: path)) else {
      throw FileError.missing(path: OutputFile.folder(of: path))
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // A link to a case and the case itself must have one lock.
    let place = FileSystem.resolved(path) ?? (folder == "/" ? "/" + name : "\(folder)/\(name)")
    let key = SHA256.digest(of: Array(place.utf8)).hex.prefix(24)
    let working = "\(context.stateFolder)/open/\(key).condyle"
    func elsewhere(_ reason: Reason) -> CaseLocation {
      CaseLocation(published: place, working: working, reason: reason)
    }
    if access(working, F_OK) == 0 { return elsewhere(.unpublished) }
    let inPlace = CaseLocation(published: place, working: place, reason: nil)
    if isReading { return inPlace }
    let home = OutputFile.folder(of: place)
    if let kind = context.fileSystem(home), FileSystem.isRemote(kind) {
      return elsewhere(.network(SafeText.cleaned(kind)))
    }
    guard canWrite(home, context) else { return elsewhere(.folderNotWritable) }
    return inPlace
  }

  /// Decides for a case that is to be made.
  ///
  /// - Throws: `FileError.cannotCreate` when the folder is not there.
  public static func toCreate(_ path: String, _ context: CaseContext) throws -> CaseLocation {
    do {
      return try decide(path, context)
    } catch FileError.missing {
      throw FileError.cannotCreate(path: path, code: ENOENT)
    }
  }

  /// Whether there is a case, published or in work.
  public var exists: Bool { access(working, F_OK) == 0 || access(published, F_OK) == 0 }

  /// What the user is told about the place; nil when it is the ordinary one.
  public var notice: String? {
    let place = SafeText.path(working)
    return switch reason {
    case nil: nil
    case .network(let kind):
      "\(SafeText.path(published)) lies on a network file system (\(kind)), where saving cannot be "
        + "trusted. The case is worked on in \(place) and put in its place when it is closed."
    case .folderNotWritable:
      "The folder of \(SafeText.path(published)) cannot be written. The case is kept in \(place)."
    case .unpublished:
      "Work on \(SafeText.path(published)) from an earlier sitting, kept in \(place), is resumed. It "
        + "is put in its place when it is closed."
    }
  }

  /// The path that a reader opens: the working copy where there is one.
  var readable: String { access(working, F_OK) == 0 ? working : published }

  /// Makes the folder of the working copy; done before the lock is taken there.
  func makeFolder() throws {
    if reason != nil { try OutputFile.makeFolder(OutputFile.folder(of: working)) }
  }

  /// Copies the published case to where it is worked on, unless it is there.
  func prepare() throws {
    guard reason != nil, access(working, F_OK) != 0 else { return }
    try writeBase()
    try PrivateCopy.copy(published, to: working)
  }

  /// Notes what is published, so that a change by somebody else is seen later.
  func writeBase() throws {
    guard reason != nil else { return }
    try OutputFile.write(Array(publishedDigest.utf8), to: working + ".base", replace: true)
  }

  /// Puts a case that is closed, or folded into one file, in its place.
  ///
  /// - Throws: `CaseError.publishedFileChanged` when somebody else changed the file there, or
  ///   `FileError` when it cannot be written; the working copy is kept.
  func publish() throws {
    guard reason != nil else { return }
    let base = String(decoding: try InputFile.read(working + ".base", limit: 256), as: UTF8.self)
    guard publishedDigest == base else {
      throw CaseError.publishedFileChanged(published: published, working: working)
    }
    try OutputFile.write(try InputFile.read(working), to: published, replace: true)
    try writeBase()
  }

  /// Removes the working copy after it was published.
  func removeWorkingCopy() {
    guard reason != nil else { return }
    PrivateCopy.removeFiles(of: working)
    unlink(working + ".base")
  }

  var publishedDigest: String {
    (try? InputFile.digest(published))?.hex ?? "none"
  }

  /// Root may write everywhere by the permission bits alone; only trying tells.
  static func canWrite(_ folder: String, _ context: CaseContext) -> Bool {
    let probe = "\(folder)/.condyle-\(CaseIdentity.make(context.randomBytes(16))).part"
    let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    // A full disk is not a folder that cannot be written.
    guard descriptor >= 0 else { return errno == ENOSPC || errno == EDQUOT }
    close(descriptor)
    unlink(probe)
    return true
  }
}
