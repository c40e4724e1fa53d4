import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("the field")
struct SurfaceFieldTests {
  @Test("weights are symmetric and sum to one", arguments: [0.3, 0.75, 1, 1.2])
  func weights(sigma: Double) {
    let taps = SurfaceField.gaussianTaps(sigma: sigma)
    #expect(taps.count == 7 && taps.reduce(0, +) == 512)
    #expect(taps == taps.reversed())
    var sum: Int32 = 0
    for z in -3...3 {
      for y in -3...3 {
        for x in -3...3 {
          let weight = SurfaceField.compensated(x, y, z)
          #expect(weight == SurfaceField.compensated(-z, x, -y))
          sum += weight
        }
      }
    }
    #expect(sum == 2 * SurfaceField.half)
  }

  @Test("the Gaussian's second moment is near σ², the compensated one's below zero")
  func moments() {
    var sum = 0
    for (place, tap) in SurfaceField.gaussianTaps(sigma: 0.75).enumerated() {
      sum += (place - 3) * (place - 3) * Int(tap)
    }
    #expect(abs(Double(sum) / 512 - 0.5625) < 0.02)
    // The bells' own are 304/256 and 858/256: (20 · 304 - 12 · 858) / (8 · 256).
    var moment = 0
    for z in -3...3 {
      for y in -3...3 {
        for x in -3...3 { moment += x * x * Int(SurfaceField.compensated(x, y, z)) }
      }
    }
    #expect(Double(moment) / Double(2 * SurfaceField.half) == -4216.0 / 2048)
  }

  // The value of a field at every voxel of a small volume and its border.
  private func values(
    _ labels: Volume<UInt8>, _ field: SurfaceRecipe.Field
  ) -> (BitRows, [Int32]) {
    let bits = BitRows(of: [1], in: labels, box: VoxelBox(labels.size))
    let sampler = SurfaceField(field, spacing: labels.geometry.spacing)
    var windows: [UInt64] = []
    for z in -4..<37 {
      for y in -4..<37 { windows.append(bits.window(bits.words.span, y, z, from: -4)) }
    }
    let all = (0..<bits.size.count).map { offset in
      let index = bits.size.index(offset)
      return sampler.value(
        windows.span, row: (index.z + 4) * 41 + index.y + 4, bit: index.x + 4)
    }
    return (bits, all)
  }

  @Test("values keep their label's sign and stay off zero")
  func signs() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let labels = Shapes.volume(GridSize(9, 7, 6)) { _ in UInt8.random(in: 0...1, using: &random) }
    for field in [.middle, .compensated, .clampedGaussian(sigma: 1)] as [SurfaceRecipe.Field] {
      let (bits, values) = values(labels, field)
      for (offset, value) in values.enumerated() {
        let index = bits.size.index(offset)
        let inside =
          BitRows.bits(bits.words.span, row: bits.row(index.y, index.z), from: index.x) & 1 == 1
        #expect((value > 0) == inside, "seed \(seed), \(index)")
        #expect((SurfaceField.clamp...SurfaceField.half).contains(abs(value)), "seed \(seed)")
      }
    }
  }

  @Test("a flat face lies exactly in the middle between the voxel centres")
  func flat() {
    let labels = Shapes.volume(GridSize(13, 12, 11)) { $0.z >= 5 ? 1 : 0 }
    for field in [.compensated, .clampedGaussian(sigma: 1)] as [SurfaceRecipe.Field] {
      let (bits, values) = values(labels, field)
      let inside = VoxelIndex(6 - bits.origin.x, 6 - bits.origin.y, 5 - bits.origin.z)
      let outside = VoxelIndex(inside.x, inside.y, inside.z - 1)
      let (above, below) = (values[bits.size.offset(inside)], values[bits.size.offset(outside)])
      #expect(above == -below)
    }
  }
}
