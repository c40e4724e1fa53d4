import Testing
import Volumes

@testable import Phantoms

@Suite struct KneePhantomTests {
  private let coarse = PhantomGrid.every(7)

  @Test("the grid is right-handed, oblique, anisotropic, and its axes run right, front and up")
  func grid() {
    let geometry = PhantomGrid.full.geometry
    #expect(PhantomGrid.full.size == GridSize(200, 208, 160))
    #expect(!geometry.isLeftHanded)
    #expect(AnatomicalAxes(geometry).letters == "RAS")
    #expect(abs(geometry.spacing.x - 0.7) < 1e-9 && abs(geometry.spacing.z - 0.9) < 1e-9)
    #expect((0..<3).allSatisfy { abs(geometry.direction[$0][$0]) < 0.9999 })
  }

  @Test("it is a right knee: femur above tibia, patella in front, fibula lateral and behind")
  func anatomy() throws {
    let knee = KneePhantom.make(clean: true, on: coarse)
    func centre(_ value: UInt8) throws -> SIMD3<Double> {
      let volume = knee.truthLabels.volume
      var sum = SIMD3<Double>.zero
      var count = 0.0
      for offset in volume.voxels.indices where volume.voxels[offset] == value {
        sum += volume.geometry.point(volume.size.index(offset)).vector
        count += 1
      }
      try #require(count > 10)
      return sum / count
    }
    let (femur, tibia, patella, fibula) = (
      try centre(1), try centre(2), try centre(3), try centre(4)
    )
    #expect(femur.z > tibia.z + 40)
    #expect(patella.y < femur.y - 20)
    #expect(fibula.x < tibia.x - 20, "the patient's right is -x in LPS")
    #expect(fibula.y > tibia.y)
  }

  @Test("tissues have the HU that a knee has, and air is constant")
  func tissues() {
    let knee = KneePhantom.make(clean: true, on: coarse)
    let statistics = knee.ct.statistics()
    #expect(statistics.min == -1000 && statistics.max > 900 && statistics.max < 2000)
    #expect(knee.ct[VoxelIndex(0, 28, 10)] == -1000)
    let bone = zip(knee.ct.voxels, knee.truthLabels.volume.voxels).filter { $0.1 > 0 }.map(\.0)
    let mean = bone.reduce(0) { $0 + Int($1) } / bone.count
    #expect((150...800).contains(mean), "mean HU of bone is \(mean)")
  }

  @Test("a clean knee has the true labels, no errors, and the same CT")
  func clean() {
    let clean = KneePhantom.make(clean: true, on: coarse)
    let faulty = KneePhantom.make(clean: false, on: coarse)
    #expect(clean.aiLabels.volume == clean.truthLabels.volume)
    #expect(clean.errors.isEmpty)
    #expect(clean.ct == faulty.ct)
    #expect(clean.truthLabels.volume == faulty.truthLabels.volume)
    #expect(faulty.aiLabels.volume != faulty.truthLabels.volume)
  }

  @Test("a part is the whole's part, voxel by voxel")
  func partEqualsWhole() {
    // Every 8th voxel of the whole, and of a box that begins at a multiple of 8.
    let whole = KneePhantom.make(clean: true, on: .every(8))
    let corner = VoxelIndex(96, 96, 64)
    let part = KneePhantom.make(
      clean: true,
      on: .box(VoxelBox(lower: corner, upper: VoxelIndex(105, 105, 73))))
    #expect(
      part.truthLabels.volume[VoxelIndex(0, 0, 0)]
        == whole.truthLabels.volume[VoxelIndex(12, 12, 8)])
    #expect(part.ct[VoxelIndex(0, 0, 0)] == whole.ct[VoxelIndex(12, 12, 8)])
    #expect(part.ct[VoxelIndex(8, 8, 8)] == whole.ct[VoxelIndex(13, 13, 9)])
  }

  @Test("probabilities add up to one and their greatest is the label, without ties")
  func probabilities() {
    let knee = KneePhantom.make(clean: false, on: coarse)
    let classes = (0..<KneeProbabilities.classCount).map {
      knee.probabilities.probabilities(class: $0)
    }
    for offset in knee.aiLabels.volume.voxels.indices {
      let values = classes.map { $0[offset] }
      #expect(values.reduce(0, +) == 1)
      let label = Int(knee.aiLabels.volume.voxels[offset])
      let others = values.indices.filter { $0 != label }.map { values[$0] }
      #expect(others.allSatisfy { $0 < values[label] })
    }
  }
}
