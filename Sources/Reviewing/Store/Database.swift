internal import CSQLite
internal import Files
internal import Glibc

/// One connection to an SQLite file.
///
/// A class because a connection is a resource that is closed exactly once. It may pass between threads
/// (SQLite serialises, and every user holds `CaseFile`'s lock), hence `@unchecked Sendable`.
final class Database: @unchecked Sendable {
  /// The greatest row in bytes; a larger one is damage, or an attack.
  static let greatestRow = 64 << 20

  let handle: OpaquePointer
  private var isOpen = true

  /// Opens a file that is there, or a new database in memory for the path ":memory:".
  ///
  /// The caller makes a new file itself, empty and with mode 0600: SQLite would use the umask.
  init(path: String) throws {
    var handle: OpaquePointer?
    let isMemory = path == ":memory:"
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW
      | (isMemory ? SQLITE_OPEN_MEMORY : 0)
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw DatabaseError(code: code)
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    let hardened = condyle_sqlite_harden(handle, Int32(Self.greatestRow))
    guard hardened == SQLITE_OK else { throw error(hardened) }
    for setting in [
      "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY", "locking_mode=EXCLUSIVE",
      "secure_delete=ON", "foreign_keys=ON", "recursive_triggers=ON",
    ] { try execute("PRAGMA \(setting)") }
  }

  deinit { close() }

  /// Closes the connection; the last one folds the write-ahead log into the file.
  func close() {
    guard isOpen else { return }
    isOpen = false
    sqlite3_close_v2(handle)
  }

  /// The error for a code, with the connection's words.
  func error(_ code: Int32) -> DatabaseError {
    let extended = sqlite3_extended_errcode(handle)
    return DatabaseError(
      code: extended & 0xFF == code & 0xFF ? extended : code,
      text: String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs a statement to its end.
  func execute(_ sql: String, _ values: [Statement.Value] = []) throws {
    let statement = try Statement(sql, self)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The first column of the first row as text, such as a pragma's answer; nil without a row.
  func text(_ sql: String) throws -> String? {
    // A pragma's answer may be a number; text is what both can be compared as.
    let statement = try Statement(sql, self)
    guard try statement.step() else { return nil }
    if let number = try? statement.integer(0) { return String(number) }
    return try statement.text(0)
  }

  /// Sets the durable mode and reads it back.
  ///
  /// - Throws: `CaseError.settingsRefused` when SQLite keeps another mode: edits would then not
  ///   survive a power cut.
  func makeDurable(path: String) throws {
    try execute("PRAGMA journal_mode=WAL")
    try execute("PRAGMA synchronous=FULL")
    try execute("PRAGMA wal_autocheckpoint=256")
    for (name, wanted) in [
      ("journal_mode", "wal"), ("synchronous", "2"), ("locking_mode", "exclusive"),
      ("wal_autocheckpoint", "256"), ("temp_store", "2"), ("secure_delete", "1"),
    ] {
      let found = try text("PRAGMA \(name)") ?? "nothing"
      guard found.lowercased() == wanted else {
        throw CaseError.settingsRefused(path: path, setting: name, wanted: wanted, found: found)
      }
    }
  }

  /// Runs `body` in one transaction: all of it, or nothing.
  func transaction(_ body: () throws -> Void) throws {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      // SQLite has rolled back by itself after some errors; a second ROLLBACK would hide the first.
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Folds the write-ahead log into the file and empties it.
  func checkpoint() throws { try execute("PRAGMA wal_checkpoint(TRUNCATE)") }
}
