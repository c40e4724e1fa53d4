import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("bit rows")
struct BitRowsTests {
  @Test("bits are the voxels of the values, also across words, with a border of background")
  func bits() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var random = SeededGenerator(seed: seed)
    let labels = Shapes.volume(GridSize(75, 3, 4)) { _ in UInt8.random(in: 0...4, using: &random) }
    let box = VoxelBox(lower: VoxelIndex(2, 1, 0), upper: VoxelIndex(73, 3, 4))
    let bits = BitRows(of: [2, 4], in: labels, box: box)
    var count = 0
    for z in 0..<bits.size.z {
      for y in 0..<bits.size.y {
        for x in 0..<bits.size.x {
          let voxel = VoxelIndex(x + bits.origin.x, y + bits.origin.y, z + bits.origin.z)
          let expected = box.contains(voxel) && [2, 4].contains(labels[voxel])
          let word = BitRows.bits(bits.words.span, row: bits.row(y, z), from: x)
          #expect((word & 1 == 1) == expected, "seed \(seed), voxel \(voxel)")
          count += expected ? 1 : 0
        }
      }
    }
    #expect(bits.count == count)
    #expect(bits.origin.x <= box.lower.x - BitRows.padding)
    #expect(bits.size.x + bits.origin.x >= box.upper.x + BitRows.padding)
  }

  @Test("every value is told from every other", arguments: [1, 2, 127, 128, 129, 255] as [UInt8])
  func everyValue(value: UInt8) {
    let labels = Shapes.volume(GridSize(256, 1, 1)) { UInt8($0.x) }
    #expect(BitRows(of: [value], in: labels, box: VoxelBox(labels.size)).count == 1)
  }

  @Test("crossed edges are counted once each")
  func crossedEdges() {
    let one = Shapes.volume(GridSize(3, 3, 3), inside: [VoxelIndex(1, 1, 1)])
    #expect(BitRows(of: [1], in: one, box: VoxelBox(one.size)).crossedEdgeCount == 6)
    let row = Shapes.volume(GridSize(70, 1, 1)) { _ in 1 }
    #expect(BitRows(of: [1], in: row, box: VoxelBox(row.size)).crossedEdgeCount == 4 * 70 + 2)
  }

  @Test("background is never inside")
  func background() {
    let labels = Shapes.volume(GridSize(9, 2, 2)) { _ in 0 }
    #expect(BitRows(of: [0, 1], in: labels, box: VoxelBox(labels.size)).count == 0)
  }
}
