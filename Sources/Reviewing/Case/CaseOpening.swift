internal import Files
internal import Volumes

extension CaseFile {
  /// Opens a case, checks all of it, and replays it to its last event.
  ///
  /// For `.edit` a file that does not hold is refused; for `.readOnly` the labels are those after the
  /// last event that can be trusted, and a warning says so.
  ///
  /// - Throws: `FileError.missing`, or `CaseError`: `.notACase`, `.newer`, `.damaged`, `.inUse`,
  ///   `.settingsRefused`, `.cannotOpen`.
  public static func open(
    at path: String, mode: CaseMode, context: CaseContext
  ) throws -> OpenedCase {
    let location = try CaseLocation.decide(path, context, isReading: mode == .readOnly)
    guard location.exists else { throw FileError.missing(path: path) }
    return try open(location, mode, context)
  }

  /// Opens a case at a place that was decided on.
  static func open(
    _ location: CaseLocation, _ mode: CaseMode, _ context: CaseContext
  ) throws -> OpenedCase {
    try CaseSchema.checkHeader(of: location.readable)
    switch mode {
    case .readOnly:
      var ahead: Witness.Mark?
      while true {
        let copy = try PrivateCopy(of: location.readable, context: context)
        let (database, replay) = try replayed(copy.path, of: location.published, isWriting: false)
        let standing = try Witness.standing(
          of: replay, database, context, path: location.published, seen: ahead)
        // Somebody may have gone on after the copy: a copy begun now must hold what the witness knows.
        if ahead == nil, let mark = standing.alarm {
          ahead = mark
          continue
        }
        return try open(database, replay, standing, location, lock: nil, copy: copy, context)
      }
    case .edit:
      return try locked(location, context) { lock in
        try location.prepare()
        return try open(location, lock, context)
      }
    }
  }

  /// Takes the lock of a case, which `body` passes on to what it opens or makes.
  static func locked<Value>(
    _ location: CaseLocation, _ context: CaseContext, _ body: (CaseLock) throws -> Value
  ) throws -> Value {
    try location.makeFolder()
    let lock = try CaseLock(casePath: location.working, context: context)
    do {
      return try body(lock)
    } catch {
      _ = Reserve(casePath: location.working).release()
      lock.release()
      throw error
    }
  }

  /// Opens for writing under a lock that is held.
  static func open(
    _ location: CaseLocation, _ lock: CaseLock, _ context: CaseContext
  ) throws -> OpenedCase {
    let (database, replay) = try replayed(
      location.working, of: location.published, isWriting: true)
    let standing = try Witness.standing(
      of: replay, database, context, path: location.published)
    return try open(database, replay, standing, location, lock: lock, copy: nil, context)
  }

  /// Reads a database, checks its pages and follows its journal.
  static func replayed(
    _ databasePath: String, of path: String, isWriting: Bool
  ) throws -> (Database, Replay) {
    try CaseError.translating(path: path) {
      let database = try Database(path: databasePath)
      try CaseSchema.check(database, path: path)
      if isWriting { try database.makeDurable(path: path) }
      var replay = try Replay(database)
      replay.run(database)
      return (database, replay)
    }
  }

  private static func open(
    _ database: Database, _ replay: Replay, _ standing: Witness.Standing,
    _ location: CaseLocation, lock: CaseLock?, copy: PrivateCopy?, _ context: CaseContext
  ) throws -> OpenedCase {
    let path = location.published
    var warnings = location.notice.map { [$0] } ?? []
    if let problem = replay.chainProblem ?? replay.stateProblem {
      guard lock == nil else {
        throw CaseError.damaged(path: path, what: problem, lastGood: replay.lastGood)
      }
      warnings.append(
        "This case is damaged: \(problem). What is shown is the state after event "
          + "\(replay.lastGood); nothing later can be trusted.")
    }
    let witness = Witness(stateFolder: context.stateFolder, uuid: replay.facts.uuid)
    if let warning = standing.warning(last: replay.last.seq) { warnings.append(warning) }
    if let warning = replay.unfinished(isWriting: lock != nil) { warnings.append(warning) }
    var core = CaseCore(
      database: database, copy: copy, lock: lock, location: location, facts: replay.facts,
      witness: witness, reserve: Reserve(casePath: location.working), context: context,
      state: replay.state, last: replay.last, stacks: replay.stacks, edits: replay.edits,
      table: replay.labels.table)
    if lock != nil { warnings += try begin(&core, standing) }
    let view = try CaseError.translating(path: path) { try savedView(of: database) }
    let (undo, redo) = (core.stacks.undo, core.stacks.redo)
    return OpenedCase(
      file: CaseFile(core), labels: replay.labels, ai: replay.ai,
      undo: undo.compactMap { replay.edits[$0] }, redo: redo.compactMap { replay.edits[$0] },
      verdicts: replay.verdicts, view: view, warnings: warnings)
  }

  /// Begins a sitting: sets the reserve aside and saves who opened the case.
  private static func begin(
    _ core: inout CaseCore, _ standing: Witness.Standing
  ) throws -> [String] {
    var warnings: [String] = []
    try OutputFile.makeFolder(core.context.stateFolder)
    if !core.reserve.make() {
      warnings.append(
        "16 MB could not be set aside beside the case: the disk is nearly full. Free some space.")
    }
    var fields: EventFields = [
      "program": Program.nameAndVersion, "process": String(core.context.processID),
      "boot": core.context.bootID,
    ]
    switch standing {
    case .older(let mark), .other(let mark):
      // Whoever reads the journal later must see that its end was missing.
      fields.add(Replay.Gap.field, "\(mark.seq) \(mark.hash.hex)")
    case .unknown, .same, .newer: break
    }
    let opened = try core.append(.open, body: EventBody(packing: fields.encoded))
    if let warning = opened.warning { warnings.append(warning) }
    return warnings
  }

  private static func savedView(of database: Database) throws -> [String: String] {
    var view: [String: String] = [:]
    let rows = try Statement("SELECT k, v FROM view LIMIT 256", database)
    while try rows.step() { view[try rows.text(0)] = try rows.text(1) }
    return view
  }
}

extension Replay {
  /// What the user is told when the last sitting did not end in order.
  func unfinished(isWriting: Bool) -> String? {
    guard isWriting, let sitting, sitting.kind == .open else { return nil }
    return
      "The sitting of \(sitting.who), begun \(UTCTime.text(sitting.at)), did not end in order. "
      + "Everything that was saved is here, up to event \(last.seq)."
  }
}
