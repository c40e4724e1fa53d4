public import Files
internal import Glibc
public import Volumes

/// What a new case is made of.
public struct NewCase: Sendable {
  /// The AI labels on the case's grid; empty ones for a CT alone.
  public var labels: LabelMap
  /// The file that the labels came from.
  public var source: LabelSource?
  /// The digest of the CT's voxels; see `CTMatch`.
  public var ctDigest: Digest?
  /// The side that the CT's header gives.
  public var headerSide: Side?
  /// What is printed on everything that leaves; nil for a random code.
  public var code: String?

  /// Takes labels and what is known about them.
  public init(
    labels: LabelMap, source: LabelSource? = nil, ctDigest: Digest? = nil,
    headerSide: Side? = nil, code: String? = nil
  ) {
    (self.labels, self.source, self.ctDigest, self.code) = (labels, source, ctDigest, code)
    self.headerSide = headerSide
  }
}

extension CaseFile {
  /// Makes a case file and opens it for writing.
  ///
  /// The file appears under its name whole or not at all, with mode 0600.
  ///
  /// - Throws: `FileError.exists` when there is a case already, `CaseError.inUse`, `.badCode`,
  ///   `.tooLarge`.
  public static func create(
    at path: String, _ new: NewCase, context: CaseContext
  ) throws -> OpenedCase {
    let location = try CaseLocation.toCreate(path, context)
    guard !location.exists else { throw FileError.exists(path: path) }
    let code = try new.code.map(CaseCode.checked) ?? CaseCode.make(from: context.randomBytes(4))
    let volume = new.labels.volume
    let facts = CaseFacts(
      uuid: CaseIdentity.make(context.randomBytes(16)), code: code, size: volume.size,
      geometry: volume.geometry, table: new.labels.table,
      labelsDigest: SHA256.digest(of: volume.voxels), source: new.source, ctDigest: new.ctDigest,
      headerSide: new.headerSide, program: Program.nameAndVersion)
    let ai = EventBody(packing: BrickedLabels(volume).encoded)
    guard ai.bytes.count <= EventBody.limit else {
      throw CaseError.tooLarge(what: "The labels", bytes: ai.bytes.count, limit: EventBody.limit)
    }
    return try locked(location, context) { lock in
      // Who had the lock before may have made a case meanwhile.
      guard !location.exists else { throw FileError.exists(path: path) }
      try location.writeBase()
      try CaseError.translating(path: path) { try write(facts, ai, to: location.working, context) }
      return try open(location, lock, context)
    }
  }

  /// Fills a file beside the target and gives it its name when it is complete.
  private static func write(
    _ facts: CaseFacts, _ ai: EventBody, to path: String, _ context: CaseContext
  ) throws {
    let part = path + "." + CaseIdentity.make(context.randomBytes(16)) + ".part"
    let descriptor = Glibc.open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileError.cannotCreate(path: path, code: errno) }
    defer {
      Glibc.close(descriptor)
      PrivateCopy.removeFiles(of: part)
    }
    let database = try Database(path: part)
    defer { database.close() }
    try database.makeDurable(path: path)
    try database.transaction {
      try CaseSchema.create(in: database)
      try FactsStore.write(facts, ai, to: database)
    }
    try database.checkpoint()
    database.close()
    guard fsync(descriptor) == 0 else { throw FileError.writeFailed(path: path, code: errno) }
    try name(part, path)
  }

  /// Makes the names in a file's folder durable.
  static func flushFolder(of path: String) {
    let folder = Glibc.open(OutputFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    Glibc.close(folder)
  }

  private static func name(_ part: String, _ path: String) throws {
    // A hard link refuses an existing name, which a rename would silently replace.
    if link(part, path) != 0 {
      guard errno != EEXIST, access(path, F_OK) != 0, rename(part, path) == 0 else {
        throw FileError.exists(path: path)
      }
    }
    flushFolder(of: path)
  }
}
