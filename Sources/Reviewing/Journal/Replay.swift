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
  /// The openings at which events were missing that this or another machine had seen.
  private(set) var gaps: [Gap] = []
  /// What each number leads to, from the facts, 0, to the last event whose link holds.
  private(set) var links: [Link] = []
  private var lastTime = Int64.min

  /// One link of the chain.
  struct Link: Hashable, Sendable {
    let hash: Digest
    /// The state of the labels that the event was saved with.
    let state: UInt64
    /// Whether the event changed labels.
    let isChange: Bool
  }

  /// An opening that found the case older than the machine knew it, or with another history.
  struct Gap: Equatable, Sendable {
    /// The field of an opening's event that keeps it.
    static let field = "missing"
    /// The number of the opening's event.
    let seq: Int
    /// What was saved on the machine.
    let mark: Witness.Mark
  }

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
    links = [Link(hash: last.hash, state: state, isChange: false)]
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
        links.append(
          Link(
            hash: event.hash, state: event.state,
            isChange: [.edit, .undo, .redo].contains(event.kind)))
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
      if event.kind == .open, let gap = try Gap(event) { gaps.append(gap) }
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

extension Replay.Gap {
  /// What an opening says was missing; nil when it says nothing.
  init?(_ event: Event) throws {
    let fields = try EventFields(decoding: event.body.unpacked(limit: EventFields.limit))
    guard let text = fields[Self.field] else { return nil }
    let parts = text.split(separator: " ")
    guard parts.count == 2, let number = Int(parts[0]), number > 0,
      let hash = Digest(hex: String(parts[1]))
    else { throw CodecError("event \(event.seq) says that events are missing, but not which") }
    (seq, mark) = (event.seq, Witness.Mark(seq: number, hash: hash))
  }

  /// What a reader of the journal is told for good.
  var notice: String {
    let hash = "\(mark.hash.hex.prefix(12))…"
    return mark.seq >= seq
      ? "When event \(seq) opened the case, events \(seq) to \(mark.seq) (\(hash)) that had been saved "
        + "on that machine were missing: an older copy had been put back, or the end of its log was "
        + "damaged."
      : "When event \(seq) opened the case, its event \(mark.seq) was not the one saved on that "
        + "machine (\(hash)): another copy had been edited, or the history rewritten."
  }
}
