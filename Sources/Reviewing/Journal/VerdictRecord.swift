public import Files

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

  /// The names of the fields of a verdict's event.
  public enum Field {
    /// The bone's name.
    public static let bone = "bone"
    /// The verdict.
    public static let verdict = "verdict"
    /// 64 hexadecimal digits.
    public static let digest = "digest"
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
  }
}
