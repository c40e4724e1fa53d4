internal import Files
internal import Glibc

/// The last event of a case, kept outside it.
///
/// SQLite drops everything after the first damaged frame of its log in silence, and an old copy put
/// back in place is sound in itself. Only a second place can tell. It is not flushed: it must never be
/// newer than the case after a power cut, and losing it costs a warning only.
struct Witness {
  /// What it says.
  struct Mark: Equatable {
    let seq: Int
    let hash: Digest
  }

  /// How a case stands to its witness.
  enum Standing: Equatable {
    /// There is none.
    case unknown
    case same
    /// The case has gone on elsewhere, and holds the event of the witness.
    case newer
    /// Events are missing from the case.
    case older(Mark)
    /// The case has the number, but another event.
    case other(Mark)
  }

  private let path: String

  init(stateFolder: String, uuid: String) { path = "\(stateFolder)/\(uuid)" }

  /// What was written last; nil when there is nothing that can be read.
  var mark: Mark? {
    guard let bytes = try? InputFile.read(path, limit: 256) else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let seq = Int(parts[0]), seq > 0,
      let hash = Digest(hex: String(parts[1]))
    else { return nil }
    return Mark(seq: seq, hash: hash)
  }

  /// Compares with a case's events; `hash` answers for an event of the case.
  static func standing(
    of mark: Mark?, last: Int, hash: (Int) throws -> Digest?
  ) rethrows -> Standing {
    guard let mark else { return .unknown }
    if mark.seq > last { return .older(mark) }
    guard try hash(mark.seq) == mark.hash else { return .other(mark) }
    return mark.seq == last ? .same : .newer
  }

  /// How a replayed case stands to what this machine knows of it.
  ///
  /// - Parameters:
  ///   - path: the case, for messages.
  ///   - seen: a mark that was read before the case was copied; nil to read it now.
  static func standing(
    of replay: Replay, _ database: Database, _ context: CaseContext, path: String,
    seen: Mark? = nil
  ) throws -> Standing {
    let witness = Witness(stateFolder: context.stateFolder, uuid: replay.facts.uuid)
    return try CaseError.translating(path: path) {
      try standing(of: seen ?? witness.mark, last: replay.last.seq) {
        try Replay.hash(of: $0, database)
      }
    }
  }

  /// Writes the last event; a failure is no failure of the case.
  func write(_ mark: Mark) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // One write of one length: a process that dies leaves the old line or the new one.
    let number = String(mark.seq)
    let padding = String(repeating: "0", count: max(0, 18 - number.utf8.count))
    let line = Array("\(padding)\(number) \(mark.hash.hex)\n".utf8)
    _ = pwrite(descriptor, line, line.count, 0)
  }
}

extension Witness.Standing {
  /// The mark that the case does not hold; nil when all is well.
  var alarm: Witness.Mark? {
    switch self {
    case .unknown, .same, .newer: nil
    case .older(let mark), .other(let mark): mark
    }
  }

  /// What the user is told; nil when all is well.
  func warning(last: Int) -> String? {
    switch self {
    case .unknown, .same, .newer: nil
    case .older(let mark):
      "This case ends at event \(last), but event \(mark.seq) was saved on this machine: "
        + "\(mark.seq - last) event(s) are missing. An older copy was put back, or the end of its "
        + "log was damaged. What is shown is sound but older than what you last saw."
    case .other(let mark):
      "Event \(mark.seq) of this case is not the one that was saved on this machine: another copy "
        + "was edited, or its history was rewritten. Compare its head with a report's."
    }
  }
}
