internal import Files
internal import Volumes

/// The rows of a case that never change: its facts, its label table and the AI labels.
enum FactsStore {
  /// Writes them into new tables.
  static func write(_ facts: CaseFacts, _ ai: EventBody, to database: Database) throws {
    for (key, value) in meta(of: facts) {
      try database.execute("INSERT INTO meta VALUES (?, ?)", [.text(key), .blob(value)])
    }
    for (position, entry) in facts.table.entries.enumerated() {
      try database.execute(
        "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .integer(Int64(entry.value)), .integer(Int64(position)), .text(entry.name),
          .integer(Int64(entry.sourceValue)), entry.side.map { .text($0.rawValue) } ?? .null,
          entry.parent.map { .integer(Int64($0)) } ?? .null, .integer(Int64(entry.colourRole)),
          .integer(entry.isLocked ? 1 : 0), .integer(entry.isVisible ? 1 : 0),
        ])
    }
    try database.execute(
      "INSERT INTO snap VALUES (0, ?, ?)", [.integer(Int64(ai.raw)), .blob(ai.bytes)])
  }

  /// Reads the facts.
  static func facts(from database: Database) throws -> CaseFacts {
    let meta = Dictionary(
      try stored(in: database).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    func text(_ key: String, limit: Int) throws -> String {
      guard let bytes = meta[key], bytes.count <= limit,
        let text = String(validating: bytes, as: UTF8.self), SafeText.cleaned(text) == text
      else { throw CodecError("its \(key) is missing or unreadable") }
      return text
    }
    func digest(_ key: String) throws -> Digest? {
      guard let bytes = meta[key] else { return nil }
      guard bytes.count == 32 else { throw CodecError("its \(key) is no SHA-256") }
      return Digest(bytes: bytes)
    }
    let uuid = try text("uuid", limit: 36)
    guard CaseIdentity.isValid(uuid), let grid = meta["grid"],
      let labelsDigest = try digest("labels_sha256")
    else { throw CodecError("its identity, grid or labels' digest is missing") }
    let (size, geometry) = try GridCodec.decode(grid)
    var source: LabelSource?
    if let digest = try digest("source_sha256"), let grid = meta["source_grid"] {
      let (size, geometry) = try GridCodec.decode(grid)
      source = LabelSource(digest: digest, size: size, geometry: geometry)
    }
    var headerSide: Side?
    if meta["header_side"] != nil {
      headerSide = Side(rawValue: try text("header_side", limit: 8))
      guard headerSide != nil else { throw CodecError("its header_side is no side") }
    }
    return CaseFacts(
      uuid: uuid, code: try CaseCode.checked(try text("code", limit: 16)), size: size,
      geometry: geometry, table: try table(from: database), labelsDigest: labelsDigest,
      source: source, ctDigest: try digest("ct_sha256"), headerSide: headerSide,
      program: try text("program", limit: 64))
  }

  /// The AI labels as they are stored.
  static func labels(from database: Database) throws -> EventBody {
    let row = try Statement("SELECT raw, body FROM snap WHERE seq = 0", database)
    guard try row.step() else { throw CodecError("its AI labels are missing") }
    let raw = try row.integer(0)
    guard raw >= 0 else { throw CodecError("its AI labels have a length of \(raw)") }
    return EventBody(raw: Int(raw), bytes: try row.blob(1))
  }

  /// What the first event links to: SHA-256 over `"condyle case 1"`, the facts in the order of their
  /// keys and as they are stored, the label table and the stored AI labels, each part after its length.
  static func root(of table: LabelTable, _ ai: EventBody, in database: Database) throws -> Digest {
    var out = ByteWriter()
    out.text("condyle case 1")
    for row in try stored(in: database) {
      out.text(row.key)
      out.blob(row.value)
    }
    out.blob(LabelTableCodec.encode(table))
    out.number(ai.raw)
    out.blob(SHA256.digest(of: ai.bytes).bytes)
    return SHA256.digest(of: out.bytes)
  }

  private static func stored(in database: Database) throws -> [(key: String, value: [UInt8])] {
    var stored: [(key: String, value: [UInt8])] = []
    let rows = try Statement("SELECT k, v FROM meta ORDER BY k LIMIT 64", database)
    while try rows.step() { stored.append((try rows.text(0), try rows.blob(1))) }
    return stored
  }

  private static func meta(of facts: CaseFacts) -> [(String, [UInt8])] {
    var rows: [(String, [UInt8])] = [
      ("code", Array(facts.code.utf8)),
      ("grid", GridCodec.encode(facts.size, facts.geometry)),
      ("labels_sha256", facts.labelsDigest.bytes),
      ("program", Array(facts.program.utf8)),
      ("uuid", Array(facts.uuid.utf8)),
    ]
    if let ct = facts.ctDigest { rows.append(("ct_sha256", ct.bytes)) }
    if let side = facts.headerSide { rows.append(("header_side", Array(side.rawValue.utf8))) }
    if let source = facts.source {
      rows.append(("source_sha256", source.digest.bytes))
      rows.append(("source_grid", GridCodec.encode(source.size, source.geometry)))
    }
    return rows
  }

  private static func table(from database: Database) throws -> LabelTable {
    let rows = try Statement(
      "SELECT value, name, source, side, parent, colour, locked, visible, position FROM label "
        + "ORDER BY position LIMIT 256", database)
    var entries: [LabelEntry] = []
    while try rows.step() {
      let value = UInt8(exactly: try rows.integer(0)) ?? 0
      let parent = rows.isNull(4) ? 0 : UInt8(exactly: try rows.integer(4))
      guard value != 0, let parent, try rows.integer(8) == entries.count else {
        throw CodecError("its label table has a value or place that cannot be")
      }
      entries.append(
        LabelEntry(
          value: value, name: try rows.text(1), sourceValue: Int(try rows.integer(2)),
          side: rows.isNull(3) ? nil : Side(rawValue: try rows.text(3)),
          parent: parent == 0 ? nil : parent, colourRole: Int(try rows.integer(5)),
          isLocked: try rows.integer(6) != 0, isVisible: try rows.integer(7) != 0))
    }
    return LabelTable(entries)
  }
}
