internal import Files
public import Meshing
public import Volumes

/// The latest verdict on a bone, and whether it holds.
public struct VerdictStanding: Hashable, Sendable {
  /// The bone's stored value.
  public let value: UInt8
  /// The verdict as it was given: what, by whom, when, on what.
  public let record: VerdictRecord
  /// What of it is no longer so; nil while the verdict holds.
  public let change: Change?

  /// Why a verdict does not hold.
  public enum Change: Hashable, Sendable {
    /// The bone has other voxels.
    case voxels
    /// The side was this one, and is now that one.
    case side(from: Side?, to: Side?)
    /// Surfaces are made in another way.
    case recipe

    /// Such as "its voxels were changed since".
    public var text: String {
      switch self {
      case .voxels: "its voxels were changed since"
      case .side(let from, let to):
        "its side was \(from?.rawValue ?? "unknown") and is now \(to?.rawValue ?? "unknown")"
      case .recipe: "surfaces are made in another way since"
      }
    }
  }

  /// Puts a record and what is known of it together.
  public init(value: UInt8, record: VerdictRecord, change: Change?) {
    (self.value, self.record, self.change) = (value, record, change)
  }

  /// What was said; nil for a word that this version does not know.
  public var verdict: Verdict? { Verdict(rawValue: record.verdict) }
  /// Whether everything it binds is as it was.
  public var holds: Bool { change == nil }
  /// Whether the bone is accepted now.
  public var isAccepted: Bool { verdict == .accept && holds }
  /// Whether the bone was accepted and is another now.
  public var isVoided: Bool { verdict == .accept && !holds }

  /// The latest verdict of every bone that has one, in the order of the table.
  ///
  /// - Parameter bounds: the boxes of the labels, when the caller has them; else they are made, in
  ///   one pass over the labels.
  public static func all(
    _ records: [VerdictRecord], in labels: LabelMap, _ terms: VerdictTerms,
    bounds: LabelBounds? = nil
  ) -> [VerdictStanding] {
    let latest = labels.table.entries.compactMap { entry in
      Self.latest(records, on: entry, in: labels.table).map { (entry, $0) }
    }
    guard !latest.isEmpty else { return [] }
    let bounds = bounds ?? LabelBounds(of: labels.volume)
    return latest.map { entry, record in
      let now = terms.binding(
        of: entry, in: labels.volume, within: bounds.boxes[Int(entry.value)])
      return VerdictStanding(
        value: entry.value, record: record,
        change: now == record.digest ? nil : change(of: record, terms, entry))
    }
  }

  /// The latest verdict on a label; nil when there is none.
  public static func latest(
    _ records: [VerdictRecord], on entry: LabelEntry, in table: LabelTable
  ) -> VerdictRecord? {
    records.last { $0.isAbout(entry, in: table) }
  }

  /// What differs between the terms of a record and those of now; the voxels when nothing else does.
  static func change(
    of record: VerdictRecord, _ terms: VerdictTerms, _ entry: LabelEntry
  ) -> Change {
    if let recipe = record.recipe, recipe != terms.recipe.identifier { return .recipe }
    if record.recipe != nil, record.side != terms.side(of: entry) {
      return .side(from: record.side, to: terms.side(of: entry))
    }
    return .voxels
  }
}

extension VerdictRecord {
  /// Whether it judges a label; records without a value are known by the bone's name.
  fileprivate func isAbout(_ entry: LabelEntry, in table: LabelTable) -> Bool {
    if let value { return value == entry.value }
    return table.named(bone)?.value == entry.value
  }
}
