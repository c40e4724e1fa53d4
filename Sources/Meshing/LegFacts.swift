public import Volumes

/// How the bones of one knee lie to each other.
public struct LegFacts: Hashable, Sendable {
  /// The side that the labels' entries give; nil when they give none.
  public let side: Side?
  /// The values of the bones that are there once.
  public let bones: [BoneKind: UInt8]
  /// The bones of which there is no voxel.
  public let missing: [BoneKind]
  /// The bones that more than one label has the name of; they are left out of everything else.
  public let ambiguous: [BoneKind]
  /// The side that the fibula shows, beside the header's.
  public let laterality: LateralityEvidence
  /// How far each order of two bones holds, where both are there.
  public let orders: [Order]
  /// The height of the joint line along S in mm: half way between the lowest place of the femur and the
  /// highest of the tibia; the one place when the other bone is missing, nil without both.
  public let jointLine: Double?
  /// How much of each shaft is in view.
  public let shafts: [Shaft]

  /// The places that two bones have to each other.
  public enum Relation: String, Sendable, CaseIterable {
    case femurAboveTibia, patellaBeforeFemur, patellaBeforeTibia, fibulaLateralOfTibia
    case fibulaBehindTibia
  }

  /// Whether two bones lie to each other as they do in everybody.
  public struct Order: Hashable, Sendable {
    /// Which bones, and how.
    public let relation: Relation
    /// The distance of the two bones' means in that direction in mm; negative the wrong way round.
    public let offset: Double

    /// Whether it is so.
    public var holds: Bool { offset > 0 }
  }

  /// A shaft that leads away from the joint.
  public struct Shaft: Hashable, Sendable {
    /// The bone.
    public let kind: BoneKind
    /// From the joint line to the far end of what is in view in mm along S: upwards for the femur,
    /// downwards for tibia and fibula.
    public let length: Double
    /// Whether the edge of the volume ends it there, as expected; otherwise the bone ends in view.
    public let isCut: Bool
  }

  /// The side by the bones against that of the labels' entries; nil when one of them is unknown.
  public var doesTableAgree: Bool? {
    guard let side, let anatomy = laterality.anatomy else { return nil }
    return side == anatomy
  }

  /// The order of two bones, nil when it could not be told.
  public func order(_ relation: Relation) -> Order? { orders.first { $0.relation == relation } }
}

extension LegFacts {
  /// Sorts bones by leg: one for each side that entries name, else one for all.
  ///
  /// - Parameter header: the side that a header gives; left out when there is more than one leg.
  static func all(_ bones: [BoneFacts], header: Side?) -> [LegFacts] {
    let known = bones.filter { $0.kind != nil }
    let sides = Side.allCases.filter { side in known.contains { $0.side == side } }
    guard sides.count > 1 else {
      return [LegFacts(known, side: sides.first, header: header)]
    }
    return sides.map { side in
      LegFacts(known.filter { $0.side == side }, side: side, header: nil)
    }
  }

  private init(_ bones: [BoneFacts], side: Side?, header: Side?) {
    var found: [BoneKind: BoneFacts] = [:]
    var (missing, ambiguous): ([BoneKind], [BoneKind]) = ([], [])
    for kind in BoneKind.allCases {
      let candidates = bones.filter { $0.kind == kind }
      switch candidates.count {
      case 0: missing.append(kind)
      case 1: found[kind] = candidates.first
      default: ambiguous.append(kind)
      }
    }
    self.side = side
    self.bones = found.mapValues(\.value)
    (self.missing, self.ambiguous) = (missing, ambiguous)
    laterality = LateralityEvidence(
      tibia: found[.tibia].map { ($0.point, $0.volume) },
      fibula: found[.fibula].map { ($0.point, $0.volume) }, header: header)
    orders = Self.orders(
      found, side: side == nil || header == nil || side == header ? side ?? header : nil)
    let line = Self.jointLine(found)
    jointLine = line
    shafts = line.map { Self.shafts(found, $0) } ?? []
  }

  /// - Parameter side: the side that is known apart from the bones.
  private static func orders(_ bones: [BoneKind: BoneFacts], side: Side?) -> [Order] {
    func apart(_ one: BoneKind, _ other: BoneKind) -> SIMD3<Double>? {
      guard let one = bones[one], let other = bones[other] else { return nil }
      return one.point.vector - other.point.vector
    }
    return Relation.allCases.compactMap { relation in
      let offset: Double? =
        switch relation {
        case .femurAboveTibia: apart(.femur, .tibia)?.z
        case .patellaBeforeFemur: apart(.femur, .patella)?.y
        case .patellaBeforeTibia: apart(.tibia, .patella)?.y
        case .fibulaLateralOfTibia:
          side.flatMap { side in
            apart(.fibula, .tibia).map { side == .left ? $0.x : -$0.x }
          }
        case .fibulaBehindTibia: apart(.fibula, .tibia)?.y
        }
      return offset.map { Order(relation: relation, offset: $0) }
    }
  }

  private static func jointLine(_ bones: [BoneKind: BoneFacts]) -> Double? {
    let ends = [bones[.femur]?.heights.lowerBound, bones[.tibia]?.heights.upperBound]
      .compactMap(\.self)
    return ends.isEmpty ? nil : ends.reduce(0, +) / Double(ends.count)
  }

  private static func shafts(_ bones: [BoneKind: BoneFacts], _ line: Double) -> [Shaft] {
    [BoneKind.femur, .tibia, .fibula].compactMap { kind in
      guard let bone = bones[kind] else { return nil }
      let length =
        kind == .femur ? bone.heights.upperBound - line : line - bone.heights.lowerBound
      return Shaft(kind: kind, length: length, isCut: bone.cuts.contains { $0.isExpected })
    }
  }
}
