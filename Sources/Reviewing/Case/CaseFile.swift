public import Editing
public import Files
internal import Synchronization
public import Volumes

/// An open case file, `NAME.condyle`.
///
/// A class because it is one connection, one lock and the one head of a chain: a copy of it could not
/// be another case. All calls may come from any thread and are taken one after the other; each answers
/// when the disk has it, in a fraction of a millisecond. A plain lock and no actor, so that a script
/// and a signal's last breath can use it without waiting for a task.
///
/// The order of a change: make the edit from the labels shown, `commit` it, then apply it to them.
public final class CaseFile: Sendable {
  /// What never changes about the case.
  public let facts: CaseFacts
  /// Where it is worked on and published.
  public let location: CaseLocation
  private let core: Mutex<CaseCore>

  init(_ core: CaseCore) {
    facts = core.facts
    location = core.location
    self.core = Mutex(core)
  }

  /// The path that the user knows.
  public var path: String { location.published }

  /// Saves an edit that was made from the labels as they are after the last event.
  ///
  /// - Throws: `CaseError`; the edit is then not saved and must not be applied.
  public func commit(_ edit: Edit) throws -> CommittedEvent {
    try core.withLock { try $0.commit(edit) }
  }

  /// Takes back the latest edit; nil when there is none.
  ///
  /// Apply the answer to the labels.
  public func undo() throws -> JournalStep? { try core.withLock { try $0.step(.undo) } }

  /// Makes the edit again that was taken back last; nil when there is none.
  ///
  /// Apply the answer to the labels.
  public func redo() throws -> JournalStep? { try core.withLock { try $0.step(.redo) } }

  /// Saves an event that changes no voxel: an export, a snapshot or a verdict.
  public func append(_ kind: EventKind, _ fields: EventFields) throws -> CommittedEvent {
    precondition(
      kind == .export || kind == .snapshot || kind == .verdict, "\(kind) has a call of its own")
    let body = EventBody(packing: fields.encoded)
    precondition(body.raw <= EventFields.limit, "an event's fields hold at most 1 MiB")
    return try core.withLock { try $0.append(kind, body: body) }
  }

  /// Saves a verdict on a bone.
  ///
  /// Verdicts are not on the undo stack: whether one holds is found by `VerdictStanding`.
  public func judge(_ judgement: Judgement) throws -> (event: CommittedEvent, record: VerdictRecord)
  {
    let body = EventBody(packing: judgement.fields.encoded)
    return try core.withLock { core in
      let author = core.context.author.claiming(judgement.claim)
      let event = try core.append(.verdict, body: body, who: author)
      return (event, VerdictRecord(judgement, event, author))
    }
  }

  /// Who works, as every event records it.
  public var author: Author { core.withLock { $0.context.author } }

  /// Saves locks, visibility, names and new labels; nil when the table is the same.
  public func commit(_ table: LabelTable) throws -> CommittedEvent? {
    try core.withLock { core in
      guard table != core.table else { return nil }
      let body = EventBody(packing: LabelTableCodec.encode(table))
      let committed = try core.append(.settings, body: body)
      core.table = table
      return committed
    }
  }

  /// Saves a note.
  ///
  /// Its text can be erased later; the chain holds only its salted digest.
  public func note(_ text: String) throws -> CommittedEvent {
    try core.withLock { core in
      let salt = core.context.randomBytes(16)
      let body = EventBody.note(salt: salt, text: text)
      return try core.append(.note, body: body) { database, seq in
        try database.execute(
          "INSERT INTO note_text VALUES (?, ?, ?)",
          [.integer(Int64(seq)), .blob(salt), .text(text)])
      }
    }
  }

  /// The notes that were not erased, by the numbers of their events.
  public func notes() throws -> [Int: String] {
    try reading { core in
      var notes: [Int: String] = [:]
      let rows = try Statement("SELECT seq, text FROM note_text", core.database)
      while try rows.step() { notes[Int(try rows.integer(0))] = try rows.text(1) }
      return notes
    }
  }

  /// Keeps the view: derived, overwritten, outside the chain.
  public func keep(view: [String: String]) throws {
    try reading { core in
      try core.checkWritable()
      try core.database.transaction {
        for (key, value) in view {
          try core.database.execute(
            "INSERT INTO view VALUES (?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v",
            [.text(key), .text(value)])
        }
      }
    }
  }

  /// All events in order.
  public func events() throws -> [EventSummary] {
    try reading { core in
      let rows = try Statement(
        "SELECT \(Event.columns) FROM event ORDER BY seq", core.database)
      var events: [EventSummary] = []
      while try rows.step() {
        let event = try Event(row: rows)
        let edit = core.edits[event.target ?? event.seq]?.title
        let title = edit.map { event.kind == .edit ? $0 : "\(event.kind.rawValue): \($0)" }
        events.append(event.summary(title: title ?? event.kind.rawValue))
      }
      return events
    }
  }

  /// The head of the chain: the last event's number and hash.
  public var head: (seq: Int, hash: Digest) {
    core.withLock { ($0.last.seq, $0.last.hash) }
  }

  /// The state of the labels after the last event; see `LabelState`.
  public var state: UInt64 { core.withLock { $0.state } }

  /// Edits that can be taken back, the latest last.
  public var undoStack: [EventSummary] {
    core.withLock { core in core.stacks.undo.compactMap { core.edits[$0] } }
  }

  /// Edits that can be made again, the next one last.
  public var redoStack: [EventSummary] {
    core.withLock { core in core.stacks.redo.compactMap { core.edits[$0] } }
  }

  /// The edit that would be taken back next, and the one that would be made again next.
  public var nextSteps: (undo: EventSummary?, redo: EventSummary?) {
    core.withLock { core in
      (
        core.stacks.undo.last.flatMap { core.edits[$0] },
        core.stacks.redo.last.flatMap { core.edits[$0] }
      )
    }
  }

  /// An edit by the number of its event, as it was saved.
  public func edit(_ seq: Int) throws -> Edit {
    try reading { core in
      try Replay.edit(number: seq, core.database, voxels: core.facts.size.count)
    }
  }

  /// Why no more events are taken; nil while they are.
  public var fault: CaseError? {
    core.withLock { core in
      if case .stopped(let error) = core.condition { error } else { nil }
    }
  }

  /// Takes events again after a full disk, if there is space for the reserve.
  public func resume() -> Bool {
    core.withLock { core in
      guard case .stopped(.diskFull) = core.condition, core.reserve.make() else { return false }
      core.condition = .open
      return true
    }
  }

  /// Puts the case in its place without closing it, where it is worked on elsewhere.
  public func publish() throws {
    try reading { core in
      try core.checkWritable()
      try core.database.checkpoint()
      try core.location.publish()
    }
  }

  /// Saves the end of the sitting, folds the log into the file, and gives the lock up.
  ///
  /// - Returns: what the user must be told, such as that the case could not be put in its place.
  @discardableResult
  public func close(reason: String) throws -> String? {
    try core.withLock { try $0.close(reason: reason) }
  }

  private func reading<Value: Sendable>(_ body: (inout CaseCore) throws -> Value) throws -> Value {
    try core.withLock { core in
      if case .closed = core.condition { throw CaseError.closed(path: core.path) }
      return try CaseError.translating(path: core.path) { try body(&core) }
    }
  }
}

extension CaseFile {
  /// Makes the database full where it is, for the tests of a full disk.
  func limitPages() throws {
    try core.withLock { core in
      let pages = try core.database.text("PRAGMA page_count") ?? "1"
      try core.database.execute("PRAGMA max_page_count=\(pages)")
    }
  }

  /// Takes that back.
  func unlimitPages() throws {
    try core.withLock { try $0.database.execute("PRAGMA max_page_count=1073741823") }
  }
}
