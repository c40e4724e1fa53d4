public import Files
internal import Volumes

/// What `condyle verify` finds: the journal replayed, every link and every state checked.
///
/// It reads a private copy, so a case in use can be verified and nothing is changed.
public struct Verification: Sendable, Hashable {
  /// The case's code; nil when it cannot be read.
  public let code: String?
  /// How many events hold.
  public let events: Int
  /// How many of them are edits.
  public let edits: Int
  /// Whether the numbers, links and hashes of all events hold.
  public let chainOK: Bool
  /// Whether every event could be replayed and led to the labels it was saved with.
  public let stateOK: Bool
  /// The hash of the last event that holds; the case's own for none.
  public let head: Digest?
  /// The SHA-256 of the labels after the last event that can be trusted, one byte a voxel, x fastest.
  public let labelsDigest: Digest?
  /// The verdicts up to there.
  public let verdicts: [VerdictRecord]
  /// The latest verdict on every bone, and whether it holds for those labels.
  ///
  /// The side is that of the bones and of the header that the case was made with.
  public let standings: [VerdictStanding]
  /// What is wrong, with the number of the last event that can be trusted.
  public let problems: [Problem]
  /// What is worth knowing and no damage.
  public let notices: [String]
  /// The chain, from the facts to the last event that holds.
  private let links: [Replay.Link]

  /// Something that is wrong.
  public struct Problem: Sendable, Hashable {
    /// The number of the last event that can be trusted; 0 for none.
    public let lastGood: Int
    /// What is wrong, for the user.
    public let text: String
  }

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }

  /// What the process answers.
  public var exitStatus: ExitStatus { isSound ? .done : .found }

  /// Verifies a case.
  ///
  /// - Parameter expectedHead: the first 8 to 64 hexadecimal digits of the head that a report, an STL
  ///   file or a picture names.
  /// - Throws: `FileError.missing`, `CaseError.notACase`, `.newer` or `.badHead`; damage is no error but a result.
  public static func check(
    at path: String, expectedHead: String? = nil, context: CaseContext
  ) throws -> Verification {
    let wanted = try expectedHead.map { text in
      let wanted = text.lowercased()
      guard (8...64).contains(wanted.utf8.count), wanted.utf8.allSatisfy(\.isHexadecimalDigit)
      else { throw CaseError.badHead(text) }
      return wanted
    }
    let location = try CaseLocation.decide(path, context, isReading: true)
    guard location.exists else { throw FileError.missing(path: path) }
    return try check(
      location.readable, of: path, wanted, CaseLock.holder(ofCase: location.readable), context)
  }

  /// Verifies a database where it lies, whoever has its lock.
  static func check(database: String, context: CaseContext) throws -> Verification {
    try check(database, of: database, nil, nil, context)
  }

  private static func check(
    _ database: String, of path: String, _ wanted: String?, _ holder: String?,
    _ context: CaseContext
  ) throws -> Verification {
    try CaseSchema.checkHeader(of: database)
    do {
      var ahead: Witness.Mark?
      while true {
        let copy = try PrivateCopy(of: database, context: context)
        let (connection, replay) = try CaseFile.replayed(copy.path, of: path, isWriting: false)
        let standing = try Witness.standing(
          of: replay, connection, context, path: path, seen: ahead)
        // Somebody may have gone on after the copy: a copy begun now must hold what the witness knows.
        if ahead == nil, let mark = standing.alarm {
          ahead = mark
          continue
        }
        return try CaseError.translating(path: path) {
          try Verification(replay, connection, standing, wanted, holder)
        }
      }
    } catch CaseError.damaged(_, let what, _) {
      return Verification(unreadable: what)
    }
  }

  /// How many events changed labels after the one with a hash, and whether the labels are others now.
  ///
  /// - Returns: nil when the hash is that of no event of this case.
  public func changes(after hash: Digest) -> (count: Int, isOutdated: Bool)? {
    guard let at = links.firstIndex(where: { $0.hash == hash }) else { return nil }
    return (
      links[(at + 1)...].count(where: \.isChange), links[at].state != links[links.count - 1].state
    )
  }

  private init(unreadable what: String) {
    (code, head, labelsDigest) = (nil, nil, nil)
    (events, edits) = (0, 0)
    (chainOK, stateOK) = (false, false)
    (verdicts, standings, notices, links) = ([], [], [], [])
    problems = [Problem(lastGood: 0, text: "the file is damaged: \(what)")]
  }

  private init(
    _ replay: Replay, _ database: Database, _ standing: Witness.Standing, _ wanted: String?,
    _ holder: String?
  ) throws {
    var texts = [replay.chainProblem, replay.stateProblem].compactMap(\.self)
    var notices = replay.gaps.map(\.notice)
    if let holder {
      notices.append(
        "The case is in use: \(holder). What was checked is a copy that ends at event "
          + "\(replay.last.seq).")
    }
    if replay.isSound {
      if let warning = standing.warning(last: replay.last.seq) { texts.append(warning) }
      texts += try Self.noteProblems(database)
      if let wanted {
        let (problem, notice) = Self.compare(wanted, replay.links)
        texts += problem.map { [$0] } ?? []
        notices += notice.map { [$0] } ?? []
      }
    }
    if replay.clockSteps > 0 {
      notices.append("The clock went back before \(replay.clockSteps) event(s).")
    }
    code = replay.facts.code
    events = replay.last.seq
    edits = replay.edits.count
    chainOK = replay.chainProblem == nil
    stateOK = replay.stateProblem == nil
    head = replay.last.hash
    labelsDigest = SHA256.digest(of: replay.labels.volume.voxels)
    verdicts = replay.verdicts
    standings = Self.standings(replay)
    problems = texts.map { Problem(lastGood: replay.lastGood, text: $0) }
    self.notices = notices
    links = replay.links
  }

  private static func standings(_ replay: Replay) -> [VerdictStanding] {
    guard !replay.verdicts.isEmpty else { return [] }
    let side = LateralityEvidence(replay.labels, header: replay.facts.headerSide).side
    return VerdictStanding.all(
      replay.verdicts, in: replay.labels,
      VerdictTerms(ctDigest: replay.facts.ctDigest, side: side))
  }

  /// Notes that are there must be those the chain holds the digests of; erased ones may be missing.
  private static func noteProblems(_ database: Database) throws -> [String] {
    let rows = try Statement(
      "SELECT n.seq, n.salt, n.text, e.body, e.kind FROM note_text n "
        + "LEFT JOIN event e ON e.seq = n.seq", database)
    var problems: [String] = []
    while try rows.step() {
      let seq = try rows.integer(0)
      let body = EventBody.note(salt: try rows.blob(1), text: try rows.text(2))
      let isSame =
        try !rows.isNull(3) && rows.text(4) == EventKind.note.rawValue
        && rows.blob(3) == body.bytes
      if !isSame { problems.append("the text of note \(seq) is not the one that was saved") }
    }
    return problems
  }

  private static func compare(
    _ wanted: String, _ links: [Replay.Link]
  ) -> (problem: String?, notice: String?) {
    guard let at = links.lastIndex(where: { $0.hash.hex.hasPrefix(wanted) }) else {
      return ("the expected head is that of no event: the history was rewritten or cut", nil)
    }
    let rest = links[(at + 1)...]
    guard !rest.isEmpty else { return (nil, nil) }
    return (
      nil,
      "The expected head is that of event \(at); \(rest.count) event(s) followed, "
        + "\(rest.count(where: \.isChange)) of them changed labels."
    )
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}

extension Verification {
  /// The members of the `verify` object, after `schema`, `program` and `case`.
  public var json: [JSONValue.Member] {
    [
      .init("events", .int(events)), .init("edits", .int(edits)),
      .init("chain_ok", .bool(chainOK)), .init("state_ok", .bool(stateOK)),
      .init("head", .optional(head?.hex)), .init("labels_sha256", .optional(labelsDigest?.hex)),
      .init(
        "verdicts",
        .array(
          verdicts.map { record in
            let standing = standings.first { $0.record.seq == record.seq }
            return .object([
              .init("event", .int(record.seq)), .init("bone", .string(record.bone)),
              .init("verdict", .string(record.verdict)),
              .init("by", .string(record.who.description)),
              .init("digest", .string(record.digest.hex)), .init("at", .string(record.time)),
              .init("claim", .optional(record.who.claim)),
              .init("scripted", .bool(record.isScripted)),
              .init("latest", .bool(standing != nil)),
              .init("holds", .bool(standing?.holds ?? false)),
            ])
          })),
      .init(
        "problems",
        .array(
          problems.map {
            .object([.init("last_good", .int($0.lastGood)), .init("text", .string($0.text))])
          })),
      .init("notices", .array(notices.map { .string($0) })),
    ]
  }
}
