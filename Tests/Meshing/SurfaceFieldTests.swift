import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("the field")
struct SurfaceFieldTests {
  @Test("weights are symmetric and sum to one", arguments: [0.3, 0.75, 1, 1.2])
  func weights(sigma: Double) {
    for taps in [SurfaceField.gaussianTaps(sigma: sigma), SurfaceField.compensatedTaps] {
      #expect(taps.count == 7 && taps.reduce(0, +) == 512)
      #expect(taps == taps.reversed())
    }
  }

  @Test("the Gaussian's second moment is near σ², the compensated one's below zero")
  func moments() {
    func moment(_ taps: [Int32]) -> Double {
      var sum = 0
      for (place, tap) in taps.enumerated() { sum += (place - 3) * (place - 3) * Int(tap) }
      return Double(sum) / 512
    }
    #expect(abs(moment(SurfaceField.gaussianTaps(sigma: 0.75)) - 0.5625) < 0.02)
    #expect(abs(moment(SurfaceField.compensatedTaps) + 0.8125) < 1e-12)
  }

  // The values of a field at the voxels that have them, nil elsewhere.
  private func values(
    _ labels: Volume<UInt8>, _ field: SurfaceRecipe.Field
  ) -> (BitRows, [Int32?]) {
    let bits = BitRows(of: [1], in: labels, box: VoxelBox(labels.size))
    let sampler = SurfaceField(field, spacing: labels.geometry.spacing)
    var all: [Int32?] = []
    for z in 0..<bits.size.z {
      var slice = [Int32](repeating: .max, count: bits.size.x * bits.size.y)
      var span = slice.mutableSpan
      if z >= 3, z <= bits.size.z - 4 {
        for y in 3...(bits.size.y - 4) { sampler.fill(&span, at: 0, from: bits, y: y, z: z) }
      }
      all += slice.map { $0 == .max ? nil : $0 }
    }
    return (bits, all)
  }

  @Test("values are there exactly beside a change of sign, and keep their label's sign")
  func signs() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let labels = Shapes.volume(GridSize(9, 7, 6)) { _ in UInt8.random(in: 0...1, using: &random) }
    for field in [.middle, .compensated, .clampedGaussian(sigma: 1)] as [SurfaceRecipe.Field] {
      let (bits, values) = values(labels, field)
      func isInside(_ index: VoxelIndex) -> Bool {
        bits.size.contains(index)
          && BitRows.bits(bits.words.span, row: bits.row(index.y, index.z), from: index.x) & 1 == 1
      }
      for (offset, value) in values.enumerated() {
        let index = bits.size.index(offset)
        let inside = isInside(index)
        let isBeside = (0..<3).contains { axis in
          [-1, 1].contains { step in
            var other = index
            other[axis] += step
            return isInside(other) != inside
          }
        }
        #expect((value != nil) == isBeside, "seed \(seed), \(index)")
        guard let value else { continue }
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
      #expect(above != nil && above == below.map { -$0 })
    }
  }
}
