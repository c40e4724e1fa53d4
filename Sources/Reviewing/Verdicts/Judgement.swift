public import Files
internal import Meshing
public import Volumes

/// A verdict about to be saved, with everything it binds.
public struct Judgement: Hashable, Sendable {
  /// The bone's name.
  public let bone: String
  /// The bone's stored value.
  public let value: UInt8
  /// What is said of it.
  public let verdict: Verdict
  /// The digest of what is judged; see `VerdictBinding`.
  public let digest: Digest
  /// The bone's number; see `LabelStates`.
  public let state: UInt64
  /// How many voxels it has.
  public let voxels: Int
  /// The side that is bound.
  public let side: Side?
  /// The identifier of the recipe that is bound.
  public let recipe: String
  /// A name given with `--by`; nothing proves it.
  public var claim: String?
  /// Whether a script gives it.
  public var isScripted: Bool

  /// Binds a bone as it is in the labels now; reads the bone's box.
  public init(
    _ verdict: Verdict, on entry: LabelEntry, in labels: Volume<UInt8>, _ terms: VerdictTerms,
    claim: String? = nil, isScripted: Bool = false
  ) {
    let box = LabelBounds(of: labels).boxes[Int(entry.value)]
    self.verdict = verdict
    (bone, value) = (entry.name, entry.value)
    digest = terms.binding(of: entry, in: labels, within: box)
    (state, voxels) = LabelStates.number(of: entry.value, in: labels, within: box)
    (side, recipe) = (terms.side(of: entry), terms.recipe.identifier)
    (self.claim, self.isScripted) = (claim, isScripted)
  }

  var fields: EventFields {
    var fields: EventFields = [
      VerdictRecord.Field.bone: bone, VerdictRecord.Field.value: String(value),
      VerdictRecord.Field.verdict: verdict.rawValue, VerdictRecord.Field.digest: digest.hex,
      VerdictRecord.Field.state: String(state, radix: 16), VerdictRecord.Field.recipe: recipe,
    ]
    if let side { fields.add(VerdictRecord.Field.side, side.rawValue) }
    if isScripted { fields.add(VerdictRecord.Field.scripted, "yes") }
    return fields
  }

  /// Whether saving it would only repeat a verdict that holds: the same word on the same bone by the
  /// same person.
  public func repeats(_ latest: VerdictRecord?, by author: Author) -> Bool {
    guard let latest, latest.verdict == verdict.rawValue, latest.digest == digest else {
      return false
    }
    let author = author.claiming(claim)
    return latest.who.user == author.user && latest.who.claim == author.claim
  }
}
