internal import Files

extension CaseCore {
  /// Ends the sitting; whatever fails, the connection is closed and the lock given up.
  mutating func close(reason: String) throws -> String? {
    if case .closed = condition { return nil }
    defer { condition = .closed }
    guard let lock else {
      database.close()
      return nil
    }
    defer { lock.release() }
    var failure: (any Error)?
    if case .open = condition {
      do {
        _ = try append(
          .close, body: EventBody(packing: (["reason": reason] as EventFields).encoded))
        try database.checkpoint()
      } catch let error as DatabaseError {
        failure = CaseError(error, path: path)
      } catch {
        failure = error
      }
    }
    database.close()
    _ = reserve.release()
    if let failure { throw failure }
    return try putInPlace()
  }

  private func putInPlace() throws -> String? {
    guard location.reason != nil else { return nil }
    do {
      try location.publish()
      location.removeWorkingCopy()
      return nil
    } catch let error as FileError {
      return "The case could not be put in its place (\(error.message)) It is kept in "
        + "\(SafeText.path(location.working)) and found there when it is opened again."
    }
  }
}

extension EventBody {
  /// SHA-256 over the salt and the text.
  static func note(salt: [UInt8], text: String) -> EventBody {
    let digest = SHA256.digest(of: salt + Array(text.utf8))
    return EventBody(raw: 32, bytes: digest.bytes)
  }
}
