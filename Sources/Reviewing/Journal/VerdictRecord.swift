public import Files
public import Volumes

/// A verdict as the journal holds it.
public struct VerdictRecord: Hashable, Sendable {
  /// The event's number.
  public let seq: Int
  /// Microseconds since 1970, UTC.
  public let at: Int64
  /// Who gave it.
  public let who: Author
  /// The bone's name, safe to show.
  public let bone: String
  /// accept, rework or reject; safe to show.
  public let verdict: String
  /// The digest of what was judged.
  public let digest: Digest

  /// The bone's stored value; nil in records of events that do not give it.
  public let value: UInt8?
  /// The bone's `LabelStates` number then; nil when the event does not give it.
  public let state: UInt64?
  /// The side that was bound; nil when it was unknown, or the event does not give it.
  public let side: Side?
  /// The identifier of the surface recipe that was bound; nil when the event does not give it.
  public let recipe: String?
  /// Whether a script gave it, and no person at a screen.
  public let isScripted: Bool

  /// Such as "accepted by ayse@ws3 (says: Dr Kaya), 2026-11-22 14:02 UTC".
  public var text: String {
    "\(Verdict(rawValue: verdict)?.participle ?? verdict) by \(by), \(UTCTime.text(at))"
  }

  /// Who gave it, and that it was by a script where it was.
  public var by: String { isScripted ? "\(who), by script" : "\(who)" }

  /// When it was given, such as "2026-11-22T14:02:33Z".
  public var time: String { UTCTime.stamp(at) }

  /// The names of the fields of a verdict's event.
  public enum Field {
    /// The bone's name.
    public static let bone = "bone"
    /// The verdict.
    public static let verdict = "verdict"
    /// 64 hexadecimal digits.
    public static let digest = "digest"
    /// The bone's stored value.
    static let value = "value"
    /// The bone's number in `LabelStates`, in hexadecimal digits.
    static let state = "state"
    /// The side that was bound; left out when it was unknown.
    static let side = "side"
    /// The identifier of the recipe that was bound.
    static let recipe = "recipe"
    /// "yes" when a script gave the verdict.
    static let scripted = "scripted"
  }

  init(_ event: Event) throws {
    let fields = try EventFields(decoding: event.body.unpacked(limit: EventFields.limit))
    guard let bone = fields[Field.bone], let verdict = fields[Field.verdict],
      let digest = fields[Field.digest].flatMap(Digest.init(hex:))
    else { throw CodecError("event \(event.seq) is a verdict without bone, verdict or digest") }
    seq = event.seq
    at = event.at
    who = Author(stored: event.who)
    self.bone = SafeText.cleaned(bone)
    self.verdict = SafeText.cleaned(verdict)
    self.digest = digest
    value = fields[Field.value].flatMap { UInt8($0) }
    state = fields[Field.state].flatMap { UInt64($0, radix: 16) }
    side = fields[Field.side].flatMap(Side.init(rawValue:))
    recipe = fields[Field.recipe].map { SafeText.cleaned($0, limit: 120) }
    isScripted = fields[Field.scripted] == "yes"
  }

  /// The record of a verdict that was just saved.
  init(_ judgement: Judgement, _ event: CommittedEvent, _ author: Author) {
    (seq, at, who) = (event.seq, event.at, author)
    (bone, verdict) = (SafeText.cleaned(judgement.bone), judgement.verdict.rawValue)
    (value, digest, state) = (judgement.value, judgement.digest, judgement.state)
    (side, recipe, isScripted) = (judgement.side, judgement.recipe, judgement.isScripted)
  }
}
