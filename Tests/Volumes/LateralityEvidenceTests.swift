import Testing
import Volumes

@Suite("Which knee it is")
struct LateralityEvidenceTests {
  /// Tibia (2) in the middle, fibula (4) `offset` voxels of 2 mm to the patient's left of it.
  private func knee(offset: Int, geometry: Geometry? = nil) throws -> LabelMap {
    let size = GridSize(31, 9, 5)
    let here = try geometry ?? Geometry(spacing: [2, 2, 2], origin: PatientPoint(0, 0, 0))
    var volume = Volume<UInt8>(size: size, geometry: here, filledWith: 0)
    for z in 0..<5 {
      for y in 2..<7 {
        for x in 12..<19 { volume[VoxelIndex(x, y, z)] = 2 }
      }
      if offset != 0 { for y in 3..<6 { volume[VoxelIndex(15 + offset, y, z)] = 4 } }
    }
    return LabelMap(volume: volume, table: .knee)
  }

  @Test("the fibula to the patient's right of the tibia: a right knee")
  func right() throws {
    let evidence = LateralityEvidence(try knee(offset: -12), header: nil)
    #expect(evidence.anatomy == .right)
    #expect(evidence.fibulaOffset == -24)
    #expect(evidence.agreement == .anatomyOnly)
    #expect(evidence.side == .right)
    #expect(evidence.sentence.contains("24.0 mm to the patient's right"))
    #expect(LateralityEvidence(try knee(offset: 12), header: nil).anatomy == .left)
  }

  @Test("a grid stored from right to left gives the same side")
  func mirrored() throws {
    let flipped = try Geometry(
      spacing: [2, 2, 2], origin: PatientPoint(60, 0, 0),
      direction: Matrix3(columns: [-1, 0, 0], [0, 1, 0], [0, 0, 1]))
    #expect(
      LateralityEvidence(try knee(offset: -12, geometry: flipped), header: nil).anatomy == .left)
  }

  @Test("a header that contradicts the bones leaves no side")
  func disagree() throws {
    let evidence = LateralityEvidence(try knee(offset: -12), header: .left)
    #expect(evidence.agreement == .disagree)
    #expect(evidence.side == nil)
    #expect(evidence.sentence.contains("header says left, but the bones say right"))
    #expect(LateralityEvidence(try knee(offset: -12), header: .right).agreement == .agree)
  }

  @Test("without a fibula, or with one close to the middle, only the header speaks")
  func unknown() throws {
    for offset in [0, 8] {
      var map = try knee(offset: offset)
      if offset == 8 {
        // A second fibula on the other side: the centroid comes to the middle.
        for z in 0..<5 { for y in 3..<6 { map.volume[VoxelIndex(7, y, z)] = 4 } }
      }
      #expect(LateralityEvidence(map, header: nil).agreement == .unknown)
      let evidence = LateralityEvidence(map, header: .left)
      #expect(evidence.agreement == .headerOnly && evidence.side == .left)
    }
  }

  /// Labels of given names and sides, each a box of 3×5×5 voxels of 2 mm at a column.
  private func bones(_ bones: [(name: String, side: Side?, column: Int)]) throws -> LabelMap {
    let size = GridSize(41, 9, 5)
    let here = try Geometry(spacing: [2, 2, 2], origin: PatientPoint(0, 0, 0))
    var volume = Volume<UInt8>(size: size, geometry: here, filledWith: 0)
    var entries: [LabelEntry] = []
    for (position, bone) in bones.enumerated() {
      let value = UInt8(position + 1)
      entries.append(LabelEntry(value: value, name: bone.name, side: bone.side))
      guard bone.column >= 0 else { continue }
      for z in 0..<5 {
        for y in 2..<7 {
          for x in bone.column..<bone.column + 3 { volume[VoxelIndex(x, y, z)] = value }
        }
      }
    }
    return LabelMap(volume: volume, table: LabelTable(entries))
  }

  @Test("muscles whose names hold a bone's are no bones")
  func muscles() throws {
    // The muscles lie far to the left; the bones alone make a right knee.
    let map = try bones([
      ("tibialis_anterior", nil, 38), ("tibia", nil, 12), ("fibula", nil, 4),
      ("fibularis longus", nil, 34),
    ])
    let evidence = LateralityEvidence(map, header: nil)
    #expect(evidence.anatomy == .right && evidence.fibulaOffset == -16)
    let only = try bones([("tibialis", nil, 12), ("fibularis", nil, 4)])
    #expect(LateralityEvidence(only, header: nil).anatomy == nil)
  }

  @Test("both legs in one map show no side, and the sentence says so")
  func bothLegs() throws {
    let legs: [(name: String, side: Side?, column: Int)] = [
      ("fibula_right", .right, 0), ("tibia_right", .right, 6), ("tibia_left", .left, 26),
      ("fibula_left", .left, 36),
    ]
    let both = LateralityEvidence(try bones(legs), header: .left)
    #expect(both.anatomy == nil && both.fibulaOffset == nil && both.agreement == .headerOnly)
    #expect(both.anatomySentence.contains("more than one tibia is there (tibia_right, tibia_left)"))
    // Without the other tibia there are still two fibulas.
    let three = LateralityEvidence(
      try bones([legs[0], ("tibia_right", .right, -1), legs[2], legs[3]]), header: nil)
    #expect(three.anatomy == nil && three.anatomySentence.contains("more than one fibula"))
  }

  @Test("of a table with both sides the leg that is there is compared, and never across")
  func oneLeg() throws {
    let left = try bones([
      ("tibia_right", .right, -1), ("fibula_right", .right, -1), ("tibia_left", .left, 6),
      ("fibula_left", .left, 16),
    ])
    let evidence = LateralityEvidence(left, header: nil)
    #expect(evidence.anatomy == .left && evidence.fibulaOffset == 20)
    let across = try bones([("tibia_left", .left, 6), ("fibula_right", .right, 16)])
    let none = LateralityEvidence(across, header: nil)
    #expect(none.anatomy == nil && none.anatomySentence.contains("different legs"))
  }

  @Test("least, greatest and mean of a CT")
  func statistics() throws {
    let ct = Volume<Int16>(
      size: GridSize(3, 1, 2), geometry: .unit, voxels: [-1024, 3071, 0, 1, 2, 7])
    let statistics = ct.statistics()
    #expect((statistics.min, statistics.max) == (-1024, 3071))
    #expect(abs(statistics.mean - 2057.0 / 6) < 1e-12)
  }
}
