import Testing
import Volumes

@testable import Phantoms

/// Facts about the whole phantom, 6.7 million voxels; quick only when optimised.
@Suite struct SlowKneeTests {
  static let faulty = KneePhantom.make(clean: false)

  @Test("all five errors are planted, each where its position says, and nothing else differs")
  func errors() {
    let knee = Self.faulty
    #expect(Set(knee.errors.map(\.kind)) == Set(PlantedError.Kind.allCases))
    let voxelVolume = knee.ct.geometry.voxelVolume
    var wrong = 0.0
    for error in knee.errors {
      let ai = knee.aiLabels.volume[error.positionVoxel]
      #expect(ai != knee.truthLabels.volume[error.positionVoxel], "\(error.kind)")
      #expect(
        knee.ct.geometry.point(error.positionVoxel).distance(to: error.positionMillimetres) < 1e-9)
      wrong += error.volumeMM3
    }
    let differing = zip(knee.aiLabels.volume.voxels, knee.truthLabels.volume.voxels)
      .count { $0 != $1 }
    #expect(abs(Double(differing) * voxelVolume - wrong) < 1)
  }

  @Test("four slices of the fibula are empty, and the slices on both sides are not")
  func missingSlices() {
    let labels = Self.faulty.aiLabels.volume
    let area = labels.size.x * labels.size.y
    let filled = (20..<40).map { z in
      labels.voxels[(z * area)..<((z + 1) * area)].contains(4)
    }
    #expect(filled.count { !$0 } == 4)
    #expect(filled.first == true && filled.last == true)
  }

  @Test("doubt is high at every error")
  func doubtAtErrors() {
    let knee = Self.faulty
    let classes = (0..<5).map { knee.probabilities.probabilities(class: $0) }
    for error in knee.errors {
      let offset = knee.ct.size.offset(error.positionVoxel)
      let sorted = classes.map { $0[offset] }.sorted()
      #expect(1 - (sorted[4] - sorted[3]) >= 0.6, "\(error.kind)")
    }
  }

  @Test("on the clean knee doubt of 0.3 or more stays on voxels with a face on another label")
  func cleanDoubt() {
    let knee = KneePhantom.make(clean: true)
    let labels = knee.aiLabels.volume
    let size = labels.size
    let classes = (0..<5).map { knee.probabilities.probabilities(class: $0) }
    var stray = 0
    for offset in labels.voxels.indices {
      var greatest: Float = 0
      var second: Float = 0
      for values in classes {
        let value = values[offset]
        if value > greatest {
          (greatest, second) = (value, greatest)
        } else {
          second = max(second, value)
        }
      }
      guard 1 - (greatest - second) >= 0.3 else { continue }
      let v = size.index(offset)
      let isBorder = (0..<3).contains { axis in
        [-1, 1].contains { step in
          var other = v
          other[axis] += step
          return size.contains(other) && labels[other] != labels.voxels[offset]
        }
      }
      if !isBorder { stray += 1 }
    }
    #expect(stray == 0)
  }

  @Test("bones have the size of bones, and joints a gap")
  func sizes() {
    let volume = Self.faulty.truthLabels.volume
    let counts = Self.faulty.truthLabels.voxelCounts()
    let cubicCentimetres = (1...4).map { Double(counts[$0]) * volume.geometry.voxelVolume / 1000 }
    #expect((15...22).contains(cubicCentimetres[2]), "patella \(cubicCentimetres[2]) cm³")
    #expect(cubicCentimetres[0] > 100 && cubicCentimetres[1] > 60)
    // No two bones share a face: neighbours along x, y or z are the same bone or background.
    var touching = 0
    let strides = [1, volume.size.x, volume.size.x * volume.size.y]
    for offset in volume.voxels.indices where volume.voxels[offset] > 0 {
      for (axis, stride) in strides.enumerated() {
        let index = volume.size.index(offset)
        guard index[axis] + 1 < volume.size[axis] else { continue }
        let other = volume.voxels[offset + stride]
        if other > 0, other != volume.voxels[offset] { touching += 1 }
      }
    }
    #expect(touching == 0)
  }
}
