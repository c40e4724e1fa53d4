internal import Editing
internal import Files
internal import Volumes

/// What an open case holds besides the labels: its connection, the head of its chain and the stacks.
///
/// Only `CaseFile` uses it, under its lock.
struct CaseCore {
  /// Whether events are taken.
  enum Condition {
    case open
    /// Nothing more is taken until `resume` or a new opening; why.
    case stopped(CaseError)
    case closed
  }

  // The connection comes before the lock: it must be closed before the lock is given up.
  let database: Database
  let copy: PrivateCopy?
  let lock: CaseLock?
  let location: CaseLocation
  let facts: CaseFacts
  let witness: Witness
  let reserve: Reserve
  let context: CaseContext
  var state: UInt64
  var last: Witness.Mark
  var stacks: UndoStacks
  var edits: [Int: EventSummary]
  var table: LabelTable
  var condition = Condition.open

  var path: String { location.published }

  /// Adds an event, durably, and `more` in the same transaction.
  ///
  /// - Parameter who: the author when it is not simply that of the context.
  mutating func append(
    _ kind: EventKind, target: Int? = nil, state newState: UInt64? = nil, body: EventBody = .empty,
    who: Author? = nil, _ more: (Database, Int) throws -> Void = { _, _ in }
  ) throws -> CommittedEvent {
    try checkWritable()
    guard body.bytes.count <= EventBody.limit else {
      throw CaseError.tooLarge(
        what: "The changes of this event", bytes: body.bytes.count, limit: EventBody.limit)
    }
    let event = Event(
      seq: last.seq + 1, at: context.now(), who: (who ?? context.author).stored, kind: kind,
      target: target,
      state: newState ?? state, body: body, previous: last.hash)
    var warning: String?
    do {
      try insert(event, more)
    } catch let error as DatabaseError where error.isFull {
      warning = try insertFromReserve(event, more)
    } catch let error as DatabaseError {
      // After a failed flush the system may forget what it could not write, and a second try may
      // falsely succeed; only a fresh reading of the file can tell what it holds.
      let failure = CaseError(error, path: path)
      condition = .stopped(failure)
      throw failure
    }
    state = event.state
    last = Witness.Mark(seq: event.seq, hash: event.hash)
    witness.write(last)
    _ = stacks.follow(kind, seq: event.seq, target: target)
    return CommittedEvent(
      seq: event.seq, hash: event.hash, at: event.at, warning: warning)
  }

  /// Adds an edit.
  mutating func commit(_ edit: Edit) throws -> CommittedEvent {
    if let fault = EditCodec.fault(in: edit, voxels: facts.size.count) {
      throw CaseError.badEdit(name: edit.name, reason: fault)
    }
    let committed = try append(
      .edit, state: LabelState.after(edit, from: state),
      body: EventBody(packing: EditCodec.encode(edit)))
    edits[committed.seq] = EventSummary(
      seq: committed.seq, at: committed.at, who: context.author, kind: .edit, target: nil,
      title: SafeText.cleaned(edit.name, limit: 120))
    return committed
  }

  /// Takes back the last edit or makes the last one that was taken back again.
  mutating func step(_ kind: EventKind) throws -> JournalStep? {
    try checkWritable()
    guard let target = kind == .undo ? stacks.undo.last : stacks.redo.last else { return nil }
    let edit = try CaseError.translating(path: path) {
      try Replay.edit(number: target, database, voxels: facts.size.count)
    }
    let change = kind == .undo ? edit.inverse(named: edit.name) : edit
    let committed = try append(
      kind, target: target, state: LabelState.after(change, from: state))
    return JournalStep(edit: change, event: committed, target: target)
  }

  /// Whether events are taken now.
  func checkWritable() throws {
    guard lock != nil else { throw CaseError.readOnly(path: path) }
    switch condition {
    case .open: break
    case .closed: throw CaseError.closed(path: path)
    case .stopped(.diskFull): throw CaseError.diskFull(path: path, isSaved: false)
    case .stopped(let error): throw error
    }
  }

  private func insert(_ event: Event, _ more: (Database, Int) throws -> Void) throws {
    try database.transaction {
      try database.execute(
        "INSERT INTO event(\(Event.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", event.values)
      try more(database, event.seq)
    }
  }

  /// Gives the reserve back to the disk and tries once more; then editing stops either way.
  private mutating func insertFromReserve(
    _ event: Event, _ more: (Database, Int) throws -> Void
  ) throws -> String {
    let failure = CaseError.diskFull(path: path, isSaved: false)
    condition = .stopped(failure)
    guard reserve.release() else { throw failure }
    do {
      try insert(event, more)
    } catch is DatabaseError {
      throw failure
    }
    return CaseError.diskFull(path: path, isSaved: true).message
  }
}
