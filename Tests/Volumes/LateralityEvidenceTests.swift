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

  @Test("least, greatest and mean of a CT")
  func statistics() throws {
    let ct = Volume<Int16>(
      size: GridSize(3, 1, 2), geometry: .unit, voxels: [-1024, 3071, 0, 1, 2, 7])
    let statistics = ct.statistics()
    #expect((statistics.min, statistics.max) == (-1024, 3071))
    #expect(abs(statistics.mean - 2057.0 / 6) < 1e-12)
  }
}
