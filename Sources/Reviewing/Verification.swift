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
  /// What is wrong, with the number of the last event that can be trusted.
  public let problems: [Problem]
  /// What is worth knowing and no damage.
  public let notices: [String]

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
  /// - Throws: `FileError.missing`, `CaseError.notACase` or `.newer`; damage is no error but a result.
  public static func check(
    at path: String, expectedHead: String? = nil, context: CaseContext
  ) throws -> Verification {
    let location = try CaseLocation.decide(path, context, isReading: true)
    guard location.exists else { throw FileError.missing(path: path) }
    try CaseSchema.checkHeader(of: location.readable)
    let copy = try PrivateCopy(of: location.readable, context: context)
    do {
      return try CaseError.translating(path: path) {
        let database = try Database(path: copy.path)
        try CaseSchema.check(database, path: path)
        var replay = try Replay(database)
        replay.run(database)
        return try Verification(replay, database, expectedHead, context)
      }
    } catch CaseError.damaged(_, let what, _) {
      return Verification(unreadable: what)
    }
  }

  private init(unreadable what: String) {
    (code, head, labelsDigest) = (nil, nil, nil)
    (events, edits) = (0, 0)
    (chainOK, stateOK) = (false, false)
    (verdicts, notices) = ([], [])
    problems = [Problem(lastGood: 0, text: "the file is damaged: \(what)")]
  }

  private init(
    _ replay: Replay, _ database: Database, _ expectedHead: String?, _ context: CaseContext
  ) throws {
    var texts = [replay.chainProblem, replay.stateProblem].compactMap(\.self)
    var notices: [String] = []
    if replay.isSound {
      let witness = Witness(stateFolder: context.stateFolder, uuid: replay.facts.uuid)
      let standing = try Witness.standing(of: witness.mark, last: replay.last.seq) {
        try Replay.hash(of: $0, database)
      }
      if let warning = standing.warning(last: replay.last.seq) { texts.append(warning) }
      texts += try Self.noteProblems(database)
      if let expectedHead {
        let (problem, notice) = try Self.compare(expectedHead, replay, database)
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
    problems = texts.map { Problem(lastGood: replay.lastGood, text: $0) }
    self.notices = notices
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
    _ expected: String, _ replay: Replay, _ database: Database
  ) throws -> (problem: String?, notice: String?) {
    let wanted = expected.lowercased()
    guard (8...64).contains(wanted.utf8.count), wanted.utf8.allSatisfy(\.isHexadecimalDigit) else {
      return ("the expected head is not 8 to 64 hexadecimal digits", nil)
    }
    if replay.last.hash.hex.hasPrefix(wanted) { return (nil, nil) }
    let rows = try Statement("SELECT seq, hash FROM event ORDER BY seq", database)
    while try rows.step() {
      guard Digest(bytes: try rows.blob(1)).hex.hasPrefix(wanted) else { continue }
      let seq = Int(try rows.integer(0))
      return (
        "the expected head is that of event \(seq); \(replay.last.seq - seq) event(s) followed", nil
      )
    }
    return ("the expected head is that of no event: the history was rewritten or cut", nil)
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
          verdicts.map {
            .object([
              .init("event", .int($0.seq)), .init("bone", .string($0.bone)),
              .init("verdict", .string($0.verdict)), .init("by", .string($0.who.description)),
              .init("digest", .string($0.digest.hex)),
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
