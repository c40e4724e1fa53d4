import Files
import Meshing
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct VerdictBindingTests {
  private static func digest(
    _ labels: LabelMap, _ value: UInt8 = 2, within box: VoxelBox? = nil, ct: Digest? = nil,
    side: Side? = .right, recipe: SurfaceRecipe = .standard
  ) -> Digest {
    VerdictBinding.digest(
      of: value, in: labels.volume, within: box, ctDigest: ct, side: side, recipe: recipe)
  }

  @Test("the bytes are those that are documented, on 3×2×1 voxels worked out by hand")
  func bytes() throws {
    var volume = Volume<UInt8>(size: GridSize(3, 2, 1), geometry: .unit, filledWith: 0)
    // Row 0 holds the value at 0 and 2; row 1 at 3 and 4: a run ends with its row.
    volume.voxels = [7, 0, 7, 7, 7, 1]
    var expected = ByteWriter()
    for part in [
      Array("condyle verdict 1".utf8), GridCodec.encode(volume.size, volume.geometry), [],
      Array("left".utf8), Array(SurfaceRecipe.standard.identifier.utf8),
    ] {
      expected.fixed(UInt64(part.count))
      for byte in part { expected.byte(byte) }
    }
    for number in [0, 1, 2, 1, 3, 2] { expected.fixed(UInt64(number)) }
    let found = VerdictBinding.digest(
      of: 7, in: volume, ctDigest: nil, side: .left, recipe: .standard)
    #expect(found == SHA256.digest(of: expected.bytes))
  }

  @Test("everything that is bound changes the digest, and nothing else does")
  func bound() throws {
    let labels = try CaseFixture.labels()
    let ct = SHA256.digest(of: [UInt8](1...3))
    let other = SHA256.digest(of: [UInt8](2...4))
    let base = Self.digest(labels)
    var digests = [
      base, Self.digest(labels, ct: ct), Self.digest(labels, ct: other),
      Self.digest(labels, side: .left), Self.digest(labels, side: nil),
      Self.digest(labels, recipe: SurfaceRecipe(field: .middle)), Self.digest(labels, 1),
    ]
    var more = labels
    more.volume[VoxelIndex(12, 10, 6)] = 2
    digests.append(Self.digest(more))
    var fewer = labels
    fewer.volume[VoxelIndex(3, 2, 3)] = 0
    digests.append(Self.digest(fewer))
    let moved = try Geometry(
      spacing: labels.volume.geometry.spacing, origin: PatientPoint(-12.5, 30, 410.001),
      direction: labels.volume.geometry.direction)
    digests.append(
      Self.digest(
        LabelMap(
          volume: Volume(size: labels.volume.size, geometry: moved, voxels: labels.volume.voxels),
          table: .knee)))
    #expect(Set(digests).count == digests.count)

    var same = labels
    for offset in 0..<same.volume.voxels.count where same.volume.voxels[offset] != 2 {
      same.volume.voxels[offset] = UInt8(offset % 2) * 3
    }
    same.table[2]?.name = "shin"
    same.table[2]?.isLocked = true
    #expect(Self.digest(same) == base, "other bones, names and locks are not bound")
  }

  @Test("any box that holds the bone gives the same digest, whatever the values and widths")
  func boxes() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let size = GridSize(
        Int.random(in: 1...40, using: &generator), Int.random(in: 1...9, using: &generator),
        Int.random(in: 1...5, using: &generator))
      var labels = LabelMap(
        volume: Volume(size: size, geometry: .unit, filledWith: 0), table: .knee)
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let start = Int.random(in: 0..<size.count, using: &generator)
        let end = min(size.count, start + Int.random(in: 1...30, using: &generator))
        let value = UInt8.random(in: 0...2, using: &generator)
        for offset in start..<end { labels.volume.voxels[offset] = value }
      }
      let tight = LabelBounds(of: labels.volume).boxes[2]
      let whole = Self.digest(labels)
      #expect(Self.digest(labels, within: tight) == whole, "seed \(seed)")
      #expect(Self.digest(labels, within: tight.grown(by: 2)) == whole, "seed \(seed)")
      // The plain reading of the definition.
      var runs: [UInt64] = []
      for row in 0..<size.y * size.z {
        var x = 0
        while x < size.x {
          var end = x
          while end < size.x, labels.volume.voxels[row * size.x + end] == 2 { end += 1 }
          if end > x { runs += [UInt64(row * size.x + x), UInt64(end - x)] }
          x = max(end, x + 1)
        }
      }
      var hash = SHA256()
      for part in [
        Array("condyle verdict 1".utf8), GridCodec.encode(size, .unit), [], Array("right".utf8),
        Array(SurfaceRecipe.standard.identifier.utf8),
      ] {
        hash.update([UInt64(part.count)])
        hash.update(part)
      }
      hash.update(runs)
      #expect(hash.finish() == whole, "seed \(seed)")
    }
  }
}
