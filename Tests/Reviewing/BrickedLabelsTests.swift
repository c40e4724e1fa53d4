import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct BrickedLabelsTests {
  static func volume(_ size: GridSize, seed: UInt64) -> Volume<UInt8> {
    var generator = SeededGenerator(seed: seed)
    var volume = Volume<UInt8>(size: size, geometry: .unit, filledWith: 0)
    for offset in 0..<size.count where size.index(offset).x > 20 {
      volume.voxels[offset] = UInt8.random(in: 0...3, using: &generator)
    }
    return volume
  }

  @Test("all voxels come back, on grids that bricks do not divide")
  func roundTrip() throws {
    for size in [GridSize(33, 7, 5), GridSize(1, 1, 1), GridSize(40, 35, 3), GridSize(32, 32, 32)] {
      let volume = Self.volume(size, seed: 3)
      let bricked = BrickedLabels(volume)
      #expect(bricked.voxels() == volume.voxels)
      #expect(try BrickedLabels(decoding: bricked.encoded, size: size) == bricked)
    }
  }

  @Test("a box across bricks, and single voxels, are those of the volume")
  func boxes() {
    let volume = Self.volume(GridSize(40, 35, 4), seed: 5)
    let bricked = BrickedLabels(volume)
    let box = VoxelBox(lower: VoxelIndex(29, 30, 1), upper: VoxelIndex(37, 34, 3))
    var expected: [UInt8] = []
    for z in 1..<3 {
      for y in 30..<34 { for x in 29..<37 { expected.append(volume[VoxelIndex(x, y, z)]) } }
    }
    #expect(bricked.voxels(in: box) == expected)
    #expect(bricked[VoxelIndex(39, 34, 3)] == volume[VoxelIndex(39, 34, 3)])
    #expect(bricked.voxels(in: .empty).isEmpty)
  }

  @Test("empty labels of 262144 voxels take 3 bytes in a file")
  func empty() {
    let volume = Volume<UInt8>(size: GridSize(64, 64, 64), geometry: .unit, filledWith: 0)
    #expect(BrickedLabels(volume).encoded == [0, 8, 0])
  }

  @Test("damaged bytes are refused or decode, and never trap")
  func fuzz() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let size = GridSize(40, 9, 3)
    let good = BrickedLabels(Self.volume(size, seed: 1)).encoded
    for _ in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: 0..<min(bytes.count, 40), using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0...5, using: &generator))
      if let labels = try? BrickedLabels(decoding: bytes, size: size) {
        #expect(labels.voxels().count == size.count, "seed \(seed)")
      }
    }
    #expect(throws: CodecError.self) { try BrickedLabels(decoding: [], size: size) }
    #expect(throws: CodecError.self) {
      try BrickedLabels(decoding: good, size: GridSize(80, 9, 3))
    }
  }
}
