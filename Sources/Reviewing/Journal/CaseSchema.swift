internal import Files

/// The tables of a case file, form 1.
enum CaseSchema {
  /// 'CndL'.
  static let applicationID = 0x436E_644C
  static let version = 1

  /// The statements that make them; a file with any other schema is refused.
  static let statements: [String] =
    [
      "CREATE TABLE meta(k TEXT PRIMARY KEY, v BLOB NOT NULL) STRICT, WITHOUT ROWID",
      """
      CREATE TABLE label(value INTEGER PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL,
        source INTEGER NOT NULL, side TEXT, parent INTEGER, colour INTEGER NOT NULL,
        locked INTEGER NOT NULL, visible INTEGER NOT NULL) STRICT
      """,
      """
      CREATE TABLE event(seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,
        kind TEXT NOT NULL, target INTEGER, state INTEGER NOT NULL, raw INTEGER NOT NULL,
        body BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL) STRICT
      """,
      "CREATE TABLE snap(seq INTEGER PRIMARY KEY, raw INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
      """
      CREATE TABLE note_text(seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL) STRICT
      """,
      "CREATE TABLE view(k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ]
    + ["meta", "label", "event", "snap"].flatMap { table in
      ["UPDATE", "DELETE"].map { change in
        """
        CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
          BEGIN SELECT RAISE(ABORT, 'a case is only added to'); END
        """
      }
    }

  /// Makes the tables in an empty database.
  static func create(in database: Database) throws {
    try database.execute("PRAGMA application_id=\(applicationID)")
    try database.execute("PRAGMA user_version=\(version)")
    for statement in statements { try database.execute(statement) }
  }

  /// Looks at the first 100 bytes, before SQLite does: nothing is changed in a file that is not ours.
  static func checkHeader(of path: String) throws {
    let version = try checkIdentity(of: path)
    guard version <= Self.version else {
      throw CaseError.newer(path: path, version: version, known: Self.version)
    }
  }

  /// The form of a case file, this or a newer one.
  ///
  /// - Throws: `CaseError.notACase`.
  @discardableResult
  static func checkIdentity(of path: String) throws -> Int {
    let reader = ByteReader(try InputFile.prefix(path, count: 100), isBigEndian: true)
    guard reader.bytes.starts(with: Array("SQLite format 3\0".utf8)),
      let application = try? reader.integer(UInt32.self, at: 68),
      let version = try? reader.integer(Int32.self, at: 60),
      application == applicationID, version >= 1
    else { throw CaseError.notACase(path: path) }
    return Int(version)
  }

  /// Checks what SQLite sees: identity, the tables' text, and the structure of the pages.
  static func check(_ database: Database, path: String) throws {
    guard try database.text("PRAGMA application_id") == String(applicationID),
      try database.text("PRAGMA user_version") == String(version)
    else { throw CaseError.notACase(path: path) }
    let model = try Database(path: ":memory:")
    try create(in: model)
    guard try description(of: database) == description(of: model) else {
      throw CaseError.damaged(
        path: path, what: "its tables are not those of a case file", lastGood: nil)
    }
    let answer = try database.text("PRAGMA quick_check(1)") ?? "no answer"
    guard answer == "ok" else {
      throw CaseError.damaged(
        path: path, what: "its pages are not sound (\(SafeText.cleaned(answer, limit: 120)))",
        lastGood: nil)
    }
  }

  private static func description(of database: Database) throws -> [String] {
    let rows = try Statement(
      "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name LIMIT 64",
      database)
    var out: [String] = []
    while try rows.step() {
      out.append(try (0..<4).map { try rows.text($0) }.joined(separator: "\u{1F}"))
    }
    return out
  }
}
