internal import CSQLite

/// A prepared statement, finalised when it goes out of scope.
struct Statement: ~Copyable {
  private let handle: OpaquePointer
  private let database: Database

  /// Compiles SQL for a connection.
  init(_ sql: String, _ database: Database) throws {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil)
    guard code == SQLITE_OK, let handle else { throw database.error(code) }
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds values to the parameters from 1 on.
  func bind(_ values: [Value]) throws {
    for (position, value) in values.enumerated() {
      let index = Int32(position + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .text(let text):
          condyle_sqlite_bind_text(handle, index, text, Int32(text.utf8.count))
        case .blob(let bytes):
          condyle_sqlite_bind_blob(handle, index, bytes, Int32(clamping: bytes.count))
        }
      guard code == SQLITE_OK else { throw database.error(code) }
    }
  }

  /// Goes to the next row; false at the end.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw database.error(code)
    }
  }

  /// Whether a column holds NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// A column that must hold an integer.
  func integer(_ column: Int32) throws -> Int64 {
    guard sqlite3_column_type(handle, column) == SQLITE_INTEGER else {
      throw DatabaseError.wrongType(column: column)
    }
    return sqlite3_column_int64(handle, column)
  }

  /// A column that must hold text.
  func text(_ column: Int32) throws -> String {
    guard sqlite3_column_type(handle, column) == SQLITE_TEXT,
      let bytes = sqlite3_column_text(handle, column)
    else { throw DatabaseError.wrongType(column: column) }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// A column that must hold a blob.
  func blob(_ column: Int32) throws -> [UInt8] {
    guard sqlite3_column_type(handle, column) == SQLITE_BLOB else {
      throw DatabaseError.wrongType(column: column)
    }
    let count = Int(sqlite3_column_bytes(handle, column))
    guard count > 0, let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// What can be bound.
  enum Value {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
  }
}
