internal import CSQLite
internal import Files

/// A row of the journal.
struct Event: Hashable, Sendable {
  let seq: Int
  /// Microseconds since 1970, UTC.
  let at: Int64
  /// `Author.stored`.
  let who: String
  let kind: EventKind
  let target: Int?
  /// The state of the labels after it.
  let state: UInt64
  let body: EventBody
  /// The hash of the event before; the case's own for the first.
  let previous: Digest
  let hash: Digest

  /// Makes the next event of a chain.
  init(
    seq: Int, at: Int64, who: String, kind: EventKind, target: Int?, state: UInt64,
    body: EventBody, previous: Digest
  ) {
    self.seq = seq
    self.at = at
    self.who = who
    self.kind = kind
    self.target = target
    self.state = state
    self.body = body
    self.previous = previous
    hash = Self.hash(
      seq: seq, at: at, who: who, kind: kind.rawValue, target: target, state: state, body: body,
      previous: previous)
  }

  static let columns = "seq, at, who, kind, target, state, raw, body, prev, hash"

  /// Reads the row under a statement over `columns`; the stored hash must be that of the fields.
  init(row: borrowing Statement) throws {
    let seq = Int(try row.integer(0))
    let kindName = try row.text(3)
    let raw = try row.integer(6)
    let previous = try row.blob(8)
    let stored = try row.blob(9)
    guard let kind = EventKind(rawValue: kindName), raw >= 0, previous.count == 32 else {
      throw CodecError("event \(seq) has an unknown kind, length or link")
    }
    self.init(
      seq: seq, at: try row.integer(1), who: try row.text(2), kind: kind,
      target: row.isNull(4) ? nil : Int(try row.integer(4)),
      state: UInt64(bitPattern: try row.integer(5)),
      body: EventBody(raw: Int(raw), bytes: try row.blob(7)), previous: Digest(bytes: previous))
    guard stored == hash.bytes else {
      throw CodecError("event \(seq) does not have the hash it is stored with: it was changed")
    }
  }

  /// What is bound for `columns`.
  var values: [Statement.Value] {
    [
      .integer(Int64(seq)), .integer(at), .text(who), .text(kind.rawValue),
      target.map { .integer(Int64($0)) } ?? .null, .integer(Int64(bitPattern: state)),
      .integer(Int64(body.raw)), .blob(body.bytes), .blob(previous.bytes), .blob(hash.bytes),
    ]
  }

  /// What an event is known by.
  ///
  /// SHA-256 over `"condyle event 1"`, the 32 bytes of the hash before, and then, each number as eight
  /// bytes, lowest first: seq, at, the length and bytes of who, the length and bytes of kind, 0 or 1
  /// for a target, the target or 0, state, raw, the length and bytes of body. Every part has a fixed
  /// length or its length before it, so two different events never give the same bytes.
  private static func hash(
    seq: Int, at: Int64, who: String, kind: String, target: Int?, state: UInt64, body: EventBody,
    previous: Digest
  ) -> Digest {
    var head = ByteWriter()
    func add(_ bytes: some Collection<UInt8>) {
      head.fixed(UInt64(bytes.count))
      for byte in bytes { head.byte(byte) }
    }
    for byte in "condyle event 1".utf8 { head.byte(byte) }
    for byte in previous.bytes { head.byte(byte) }
    head.fixed(UInt64(bitPattern: Int64(seq)))
    head.fixed(UInt64(bitPattern: at))
    add(who.utf8)
    add(kind.utf8)
    head.fixed(target == nil ? 0 : 1)
    head.fixed(UInt64(bitPattern: Int64(target ?? 0)))
    head.fixed(state)
    head.fixed(UInt64(bitPattern: Int64(body.raw)))
    head.fixed(UInt64(body.bytes.count))
    var hash = SHA256()
    hash.update(head.bytes)
    hash.update(body.bytes)
    return hash.finish()
  }
}
