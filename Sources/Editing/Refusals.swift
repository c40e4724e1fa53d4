public import Volumes

/// Why voxels that a tool reached were left as they were.
public struct Refusals: Hashable, Sendable {
  /// A rule that stopped a change.
  public enum Rule: Hashable, Sendable {
    /// The voxel has the wanted value already.
    case already
    /// Erasing clears the chosen bone only, and the voxel holds something else.
    case notThisBone
    /// The voxel's label is locked.
    case locked(UInt8)
    /// The chosen bone itself is locked.
    case boneLocked
    /// Paint may not go over the voxel's label.
    case overwrite(UInt8)
    /// The HU value lies outside the range for painting or, when `removing`, for erasing.
    case range(removing: Bool)
    /// There is a range, and no CT to hold it against.
    case noCT(removing: Bool)
  }

  /// How many voxels each rule stopped.
  public private(set) var counts: [Rule: Int] = [:]
  /// What the tool itself has to say, when it reached no voxel.
  public var note: String?

  /// Nothing refused.
  public init() {}

  /// Adds what another stretch of the same stroke was refused.
  public mutating func merge(_ other: Refusals) {
    for (rule, count) in other.counts { add(rule, count) }
    note = note ?? other.note
  }

  /// Adds voxels that a rule stopped.
  public mutating func add(_ rule: Rule, _ count: Int) {
    counts[rule, default: 0] += count
  }

  /// The rule that stopped most voxels, nil when none was stopped.
  ///
  /// "Already" counts least: it names no rule that the user could lift.
  public var strongest: Rule? {
    let real = counts.filter { $0.key != .already && $0.key != .notThisBone }
    return (real.isEmpty ? counts : real).max { a, b in
      a.value == b.value ? "\(a.key)" > "\(b.key)" : a.value < b.value
    }?.key
  }

  /// Why nothing changed, in one sentence that names the rule and how to lift it.
  public func sentence(bone: UInt8, rules: PaintRules, table: LabelTable) -> String {
    guard let rule = strongest else {
      return "Nothing changed: \(note ?? "the tool reached no voxel")."
    }
    let count = counts[rule, default: 0]
    let name = table.name(of: bone)
    return switch rule {
    case .already:
      "Nothing changed: all \(counted(count, "voxel")) hold \(name) already."
    case .notThisBone:
      "Nothing changed: none of \(counted(count, "voxel")) is \(name); erase clears the chosen bone only."
    case .locked(let value):
      "Nothing changed: \(counted(count, "voxel")) of \(table.name(of: value)), which is locked "
        + "(unlock \(table.name(of: value)))."
    case .boneLocked:
      "Nothing changed: \(name) is locked (unlock \(name))."
    case .overwrite(let value):
      "Nothing changed: paint goes over \(Self.words(rules.overwrite, table)) only (over any lifts "
        + "this); \(counted(count, "voxel")) of \(table.name(of: value))."
    case .range(removing: false) where rules.isRangeInverted:
      "Nothing changed: the HU range is turned inside out (range invert lifts this); "
        + "\(counted(count, "voxel")) inside \(Self.words(rules.range)) HU."
    case .range(let removing):
      "Nothing changed: \(counted(count, "voxel")) outside "
        + "\(Self.words(removing ? rules.eraseRange : rules.range)) HU "
        + "(\(Self.cure(removing)) lifts this)."
    case .noCT(let removing):
      "Nothing changed: a HU range needs the CT "
        + "(\(Self.cure(removing)) lifts it, or give --ct)."
    }
  }

  /// An overwrite rule in words.
  public static func words(_ rule: PaintRules.Overwrite, _ table: LabelTable) -> String {
    switch rule {
    case .background: "background"
    case .any: "any"
    case .label(let value): table.name(of: value)
    }
  }

  private static func words(_ range: ClosedRange<Int16>?) -> String {
    range.map { "\($0.lowerBound) to \($0.upperBound)" } ?? ""
  }

  private static func cure(_ removing: Bool) -> String {
    removing ? "range erase off" : "range off"
  }
}
