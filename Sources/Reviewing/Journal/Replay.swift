internal import Editing
internal import Files
internal import Volumes

/// The journal followed from the AI labels to now, every link and every state checked on the way.
///
/// It stops changing labels at the first event that does not hold, so `labels` is always the state
/// after `lastGood`.
struct Replay {
  let facts: CaseFacts
  let ai: BrickedLabels
  private(set) var labels: LabelMap
  private(set) var state: UInt64
  private(set) var stacks = UndoStacks()
  /// The last event whose link holds.
  private(set) var last: Witness.Mark
  /// The last event up to which everything holds.
  private(set) var lastGood = 0
  private(set) var edits: [Int: EventSummary] = [:]
  private(set) var verdicts: [VerdictRecord] = []
  /// The last event that opened or closed the case.
  private(set) var sitting: EventSummary?
  private(set) var chainProblem: String?
  private(set) var stateProblem: String?
  /// How often the clock went back between two events.
  private(set) var clockSteps = 0
  private var lastTime = Int64.min

  /// Reads the facts and the AI labels.
  init(_ database: Database) throws {
    facts = try FactsStore.facts(from: database)
    let stored = try FactsStore.labels(from: database)
    ai = try BrickedLabels(
      decoding: stored.unpacked(limit: facts.size.count * 2 + 1_024), size: facts.size)
    labels = LabelMap(
      volume: Volume(size: facts.size, geometry: facts.geometry, voxels: ai.voxels()),
      table: facts.table)
    guard SHA256.digest(of: labels.volume.voxels) == facts.labelsDigest else {
      throw CodecError("its AI labels do not have the digest they are stored with")
    }
    state = LabelState.of(labels.volume)
    last = Witness.Mark(
      seq: 0, hash: try FactsStore.root(of: facts.table, stored, in: database))
  }

  /// Whether everything held.
  var isSound: Bool { chainProblem == nil && stateProblem == nil }

  /// Follows all events; what does not hold is kept in the two problems.
  mutating func run(_ database: Database) {
    do {
      let rows = try Statement("SELECT \(Event.columns) FROM event ORDER BY seq", database)
      while try rows.step() {
        let event = try Event(row: rows)
        guard event.seq == last.seq + 1 else {
          throw CodecError("event \(last.seq + 1) is missing; event \(event.seq) follows")
        }
        guard event.previous == last.hash else {
          throw CodecError("event \(event.seq) does not follow from event \(last.seq)")
        }
        last = Witness.Mark(seq: event.seq, hash: event.hash)
        if event.at < lastTime { clockSteps += 1 }
        lastTime = event.at
        if stateProblem == nil { check(event, database) }
      }
    } catch let error as DatabaseError {
      chainProblem = "the event after \(last.seq) cannot be read (\(error.text))"
    } catch let error as CodecError {
      chainProblem = error.text
    } catch {
      chainProblem = "the event after \(last.seq) cannot be read"
    }
  }

  private mutating func check(_ event: Event, _ database: Database) {
    do {
      try follow(event, database)
      guard state == event.state else {
        throw CodecError("the labels after event \(event.seq) are not those it was saved with")
      }
      lastGood = event.seq
    } catch let error as CodecError {
      stateProblem = error.text
    } catch let error as EditConflict {
      stateProblem = "event \(event.seq): \(error.message)"
    } catch {
      stateProblem = "event \(event.seq) cannot be replayed"
    }
  }

  private mutating func follow(_ event: Event, _ database: Database) throws {
    let voxels = facts.size.count
    var change: Edit?
    switch event.kind {
    case .edit:
      change = try Self.edit(event.body, voxels: voxels)
    case .undo, .redo:
      guard let target = event.target,
        event.kind == .undo ? target == stacks.undo.last : target == stacks.redo.last
      else { throw CodecError("event \(event.seq) takes back or repeats an edit out of order") }
      let edit = try Self.edit(number: target, database, voxels: voxels)
      change = event.kind == .undo ? edit.inverse(named: edit.name) : edit
    case .settings:
      labels.table = try LabelTableCodec.decode(
        event.body.unpacked(limit: LabelTableCodec.limit))
    case .verdict:
      verdicts.append(try VerdictRecord(event))
    case .open, .close:
      sitting = event.summary(title: event.kind.rawValue)
    case .export, .snapshot, .note: break
    }
    // A damaged event must leave the labels as they were after the last good one.
    if let change {
      let after = LabelState.after(change, from: state)
      guard after == event.state else {
        throw CodecError("the labels after event \(event.seq) are not those it was saved with")
      }
      try change.apply(to: &labels)
      state = after
      if event.kind == .edit { edits[event.seq] = event.summary(title: change.name) }
    }
    guard stacks.follow(event.kind, seq: event.seq, target: event.target) else {
      throw CodecError("event \(event.seq) takes back or repeats an edit out of order")
    }
  }

  /// The edit of an event.
  static func edit(_ body: EventBody, voxels: Int) throws -> Edit {
    try EditCodec.decode(body.unpacked(limit: EditCodec.limit(voxels: voxels)), voxels: voxels)
  }

  /// The edit of an event by its number.
  static func edit(number: Int, _ database: Database, voxels: Int) throws -> Edit {
    let row = try Statement(
      "SELECT raw, body FROM event WHERE seq = ? AND kind = 'edit'", database)
    try row.bind([.integer(Int64(number))])
    guard try row.step() else { throw CodecError("edit \(number) is missing") }
    return try edit(
      EventBody(raw: Int(max(0, try row.integer(0))), bytes: try row.blob(1)), voxels: voxels)
  }

  /// The hash of an event by its number.
  static func hash(of number: Int, _ database: Database) throws -> Digest? {
    let row = try Statement("SELECT hash FROM event WHERE seq = ?", database)
    try row.bind([.integer(Int64(number))])
    guard try row.step() else { return nil }
    let bytes = try row.blob(0)
    return bytes.count == 32 ? Digest(bytes: bytes) : nil
  }
}

extension Event {
  func summary(title: String) -> EventSummary {
    EventSummary(
      seq: seq, at: at, who: Author(stored: who), kind: kind, target: target,
      title: SafeText.cleaned(title, limit: 120))
  }
}
