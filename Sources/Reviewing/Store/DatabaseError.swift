internal import CSQLite
internal import Files

/// What SQLite answered, with its extended code.
struct DatabaseError: Error, Equatable {
  /// The extended result code.
  let code: Int32
  /// SQLite's words, safe to show.
  let text: String

  /// Takes a code and the words of the connection, if there is one.
  init(code: Int32, text: String? = nil) {
    self.code = code
    self.text = SafeText.cleaned(text ?? String(cString: sqlite3_errstr(code)), limit: 120)
  }

  /// A value in a row has another type than the schema promises.
  static func wrongType(column: Int32) -> DatabaseError {
    DatabaseError(code: SQLITE_CORRUPT, text: "column \(column) has an unexpected type")
  }

  /// The primary result code.
  var primary: Int32 { code & 0xFF }

  /// No space is left.
  var isFull: Bool { primary == SQLITE_FULL }

  /// Another connection holds the file.
  var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED }

  /// The bytes are not those of a sound database.
  var isDamage: Bool {
    [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_ERROR]
      .contains(primary)
  }
}
