/// Which knee it is, from the bones and from the header, and whether the two agree.
///
/// The fibula lies lateral of the tibia: to the patient's right in a right knee, to the left in a left
/// one. Nothing else in a knee tells the sides as plainly.
public struct LateralityEvidence: Hashable, Sendable {
  /// How the two sources stand to each other.
  public enum Agreement: String, Sendable {
    case agree, disagree, headerOnly, anatomyOnly, unknown
  }

  /// The side that the bones show, nil when they do not.
  public let anatomy: Side?
  /// The side that the header or the label names give, nil when they do not.
  public let header: Side?
  /// How far the fibula's centroid lies to the patient's left of the tibia's in mm; nil without both.
  public let fibulaOffset: Double?
  /// What the bones show, for the user.
  public let anatomySentence: String

  /// The least sideways distance of the centroids that counts, in mm.
  public static let leastOffset = 5.0
  /// The least volume of a bone that counts, in mm³.
  public static let leastVolume = 100.0

  /// Weighs the bones of a label map against the header's side.
  ///
  /// - Parameters:
  ///   - tibia: the stored values that are the tibia.
  ///   - fibula: the stored values that are the fibula.
  public init(_ labels: Volume<UInt8>, tibia: Set<UInt8>, fibula: Set<UInt8>, header: Side?) {
    self.init(
      tibia: Centroid(labels, of: tibia).map { ($0.point, $0.volume) },
      fibula: Centroid(labels, of: fibula).map { ($0.point, $0.volume) }, header: header)
  }

  /// Weighs two bones, given by the mean of their voxels' centres and their volume in mm³.
  public init(
    tibia: (point: PatientPoint, volume: Double)?, fibula: (point: PatientPoint, volume: Double)?,
    header: Side?
  ) {
    self.header = header
    guard let shin = tibia, shin.volume >= Self.leastVolume, let calf = fibula,
      calf.volume >= Self.leastVolume
    else {
      (anatomy, fibulaOffset) = (nil, nil)
      anatomySentence = "The bones do not show the side: tibia or fibula is missing."
      return
    }
    let offset = calf.point.vector.x - shin.point.vector.x
    let mm = (abs(offset) * 10).rounded() / 10
    fibulaOffset = offset
    guard abs(offset) >= Self.leastOffset else {
      anatomy = nil
      anatomySentence =
        "The bones do not show the side: the fibula lies only \(mm) mm beside the tibia."
      return
    }
    let side: Side = offset < 0 ? .right : .left
    anatomy = side
    anatomySentence =
      "The fibula lies \(mm) mm to the patient's \(side.rawValue) of the tibia: a \(side.rawValue) "
      + "knee."
  }

  /// Weighs the bones that are named tibia and fibula.
  ///
  /// Only one of each is compared, and never across sides: with both legs in the map the middle of
  /// two tibias lies between the legs.
  public init(_ labels: LabelMap, header: Side?) {
    let shins = Self.entries("tibia", labels.table)
    let calves = Self.entries("fibula", labels.table)
    guard shins.count > 1 || calves.count > 1 || Self.isAcross(shins.first, calves.first) else {
      self.init(
        labels.volume, tibia: Set(shins.map(\.value)), fibula: Set(calves.map(\.value)),
        header: header)
      return
    }
    let counts = labels.voxelCounts()
    let voxel = labels.volume.geometry.voxelVolume
    func isThere(_ entry: LabelEntry) -> Bool {
      Double(counts[Int(entry.value)]) * voxel >= Self.leastVolume
    }
    let (tibias, fibulas) = (shins.filter(isThere), calves.filter(isThere))
    for (name, bones) in [("tibia", tibias), ("fibula", fibulas)] where bones.count > 1 {
      let list = bones.prefix(4).map(\.name).joined(separator: ", ")
      self.init(
        header: header,
        unclear: "The bones do not show the side: more than one \(name) is there (\(list)).")
      return
    }
    if let tibia = tibias.first, let fibula = fibulas.first, Self.isAcross(tibia, fibula) {
      self.init(
        header: header,
        unclear: "The bones do not show the side: \(tibia.name) and \(fibula.name) are of "
          + "different legs.")
      return
    }
    self.init(
      labels.volume, tibia: Set(tibias.map(\.value)), fibula: Set(fibulas.map(\.value)),
      header: header)
  }

  private init(header: Side?, unclear sentence: String) {
    self.header = header
    (anatomy, fibulaOffset) = (nil, nil)
    anatomySentence = sentence
  }

  /// The labels whose names hold a bone as a whole word (tibialis is a muscle), parts of bones left
  /// out.
  private static func entries(_ bone: String, _ table: LabelTable) -> [LabelEntry] {
    table.entries.filter { entry in
      entry.parent == nil
        && entry.name.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0 == bone }
    }
  }

  private static func isAcross(_ first: LabelEntry?, _ second: LabelEntry?) -> Bool {
    guard let first = first?.side, let second = second?.side else { return false }
    return first != second
  }

  /// How the two sources stand to each other.
  public var agreement: Agreement {
    switch (header, anatomy) {
    case (let header?, let anatomy?): header == anatomy ? .agree : .disagree
    case (_?, nil): .headerOnly
    case (nil, _?): .anatomyOnly
    case (nil, nil): .unknown
    }
  }

  /// The side to go by; nil when unknown or contradicted, because a wrong side is worse than none.
  public var side: Side? {
    agreement == .disagree ? nil : header ?? anatomy
  }

  /// The whole in one or two sentences.
  public var sentence: String {
    switch agreement {
    case .agree:
      "The header says \(header?.rawValue ?? ""), and the bones agree. \(anatomySentence)"
    case .disagree:
      "The header says \(header?.rawValue ?? ""), but the bones say \(anatomy?.rawValue ?? ""). "
        + "\(anatomySentence) Check the side before anything is signed."
    case .headerOnly: "The header says \(header?.rawValue ?? ""). \(anatomySentence)"
    case .anatomyOnly: "The header does not say the side. \(anatomySentence)"
    case .unknown: "The side is unknown. \(anatomySentence)"
    }
  }
}

/// The middle of the voxels of some labels.
struct Centroid {
  /// The mean of the voxel centres.
  let point: PatientPoint
  /// Their volume in mm³.
  let volume: Double

  /// One pass; nil when there is no such voxel.
  init?(_ labels: Volume<UInt8>, of values: Set<UInt8>) {
    var isWanted = [Bool](repeating: false, count: 256)
    for value in values { isWanted[Int(value)] = true }
    let (size, voxels, wanted) = (labels.size, labels.voxels.span, isWanted.span)
    var (count, sumX, sumY, sumZ) = (0, 0, 0, 0)
    var row = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        var inRow = 0
        for x in 0..<size.x where wanted[Int(voxels[row &+ x])] {
          inRow &+= 1
          sumX &+= x
        }
        count &+= inRow
        sumY &+= y &* inRow
        sumZ &+= z &* inRow
        row &+= size.x
      }
    }
    guard count > 0 else { return nil }
    let mean = SIMD3(Double(sumX), Double(sumY), Double(sumZ)) / Double(count)
    point = labels.geometry.point(GridPoint(mean))
    volume = Double(count) * labels.geometry.voxelVolume
  }
}

extension LateralityEvidence {
  /// How the side was found, in a few words for a picture.
  public var shortSource: String {
    switch agreement {
    case .agree: "header \(header?.letter ?? ""), fibula agrees"
    case .disagree: "header \(header?.letter ?? "") but fibula \(anatomy?.letter ?? "")"
    case .headerOnly: "header \(header?.letter ?? "")"
    case .anatomyOnly: "from the fibula"
    case .unknown: ""
    }
  }
}
