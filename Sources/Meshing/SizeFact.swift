/// The size of a bone beside what is plausible.
public struct SizeFact: Hashable, Sendable {
  /// The value of the bone's label.
  public let bone: UInt8
  /// What was measured.
  public let quantity: BoneLimits.Quantity
  /// The measured size.
  public let size: Double
  /// The smallest plausible one; nil for the volume of a bone of which only a part is in view.
  public let least: Double?
  /// The greatest plausible one.
  public let greatest: Double
  /// Where the two come from.
  public let source: String

  /// Whether the size is plausible.
  public var isWithin: Bool { size <= greatest && size >= least ?? 0 }

  /// What the limits say about some bones.
  ///
  /// A whole bone is measured by its volume. A bone that the edge of the volume cuts may have any part of
  /// it; then the mean cross-section tells whether it is thinner or thicker than a bone can be.
  static func all(_ bones: [BoneFacts], _ limits: BoneLimits) -> [SizeFact] {
    bones.flatMap { bone in
      let ranges = bone.kind.flatMap { limits.ranges[$0] } ?? [:]
      return BoneLimits.Quantity.allCases.compactMap { quantity -> SizeFact? in
        guard let range = ranges[quantity] else { return nil }
        let isCut = !bone.cuts.isEmpty
        if quantity == .section, !isCut { return nil }
        return SizeFact(
          bone: bone.value, quantity: quantity,
          size: quantity == .volume ? bone.volume : bone.meanSection,
          least: quantity == .volume && isCut ? nil : range.least, greatest: range.greatest,
          source: range.source)
      }
    }
  }
}
