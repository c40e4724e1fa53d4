import Files
import TestKit
import Testing
import Volumes

@testable import Volumes

@Suite("Bringing a volume onto another grid")
struct PlacementTests {
  private let size = GridSize(5, 4, 3)

  private func geometry() throws -> Geometry {
    try Geometry(spacing: [0.5, 0.8, 1.5], origin: PatientPoint(-20, 30, 100))
  }

  private func numbered(_ size: GridSize, _ geometry: Geometry) -> Volume<UInt8> {
    Volume(size: size, geometry: geometry, voxels: (0..<size.count).map { UInt8($0 % 250 + 1) })
  }

  @Test("the same grid shares the voxels and takes the target's geometry")
  func identical() throws {
    let here = try geometry()
    let nearly = try Geometry(spacing: [0.5, 0.8, 1.5], origin: PatientPoint(-20.005, 30, 100))
    let volume = numbered(size, nearly)
    let placed = try Placement.place(volume, onto: size, here, background: 0, what: "label map")
    #expect(placed.relation == .identical)
    #expect(placed.volume.geometry == here)
    #expect(placed.volume.voxels == volume.voxels)
    #expect(placed.notices.isEmpty)
  }

  @Test("all 48 orders and signs of the axes land on the same voxels")
  func flips() throws {
    let here = try geometry()
    let volume = numbered(size, here)
    let columns = [here.columns[0], here.columns[1], here.columns[2]]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      for signs in 0..<8 {
        // A grid whose axis n is axis order[n] of `here`, reversed where the bit is set.
        var first = VoxelIndex(0, 0, 0)
        var axes: [SIMD3<Double>] = []
        for (axis, source) in order.enumerated() {
          let isReversed = signs >> axis & 1 == 1
          if isReversed { first[source] = size[source] - 1 }
          axes.append(columns[source] * (isReversed ? -1 : 1))
        }
        let other = try Geometry(
          columns: Matrix3(columns: axes[0], axes[1], axes[2]), origin: here.point(first))
        let otherSize = GridSize(size[order[0]], size[order[1]], size[order[2]])
        let placed = try Placement.place(
          volume, onto: otherSize, other, background: 0, what: "label map")
        for offset in 0..<otherSize.count {
          let point = other.point(otherSize.index(offset))
          let source = try #require(here.gridPoint(point).nearestIndex)
          #expect(placed.volume.voxels[offset] == volume[source])
        }
        let isSame = order == [0, 1, 2] && signs == 0
        #expect(placed.relation == (isSame ? .identical : .reordered))
        let back = try Placement.place(
          placed.volume, onto: size, here, background: 0, what: "label map")
        #expect(back.volume.voxels == volume.voxels)
      }
    }
  }

  @Test("a finer grid takes the nearest voxel, and what lies outside is counted")
  func resampled() throws {
    let coarse = try Geometry(spacing: [2, 2, 2], origin: PatientPoint(0, 0, 0))
    let fine = try Geometry(spacing: [1, 1, 1], origin: PatientPoint(0.25, 0.25, 0.25))
    var volume = Volume<UInt8>(size: GridSize(3, 3, 3), geometry: coarse, filledWith: 0)
    volume[VoxelIndex(0, 0, 0)] = 7
    volume[VoxelIndex(2, 2, 2)] = 9
    let placed = try Placement.place(
      volume, onto: GridSize(4, 4, 4), fine, background: 0, what: "label map")
    #expect(placed.relation == .resampled)
    // Fine voxel n lies at n + 0.25 mm: 0 is nearest to coarse voxel 0, 1 and 2 to 1, 3 to 2.
    #expect(placed.volume[VoxelIndex(0, 0, 0)] == 7)
    #expect(placed.volume[VoxelIndex(1, 0, 0)] == 0)
    #expect(placed.volume[VoxelIndex(3, 3, 3)] == 9)
    // Coarse voxel (2,2,2) lies at 4 mm, beyond the last fine voxel at 3.25 mm and its half.
    #expect(placed.lostCount == 1)
    #expect(placed.notices.count == 2)
    #expect(placed.notices[1].hasPrefix("1 voxels of the label map lie outside"))
  }

  @Test("oblique grids: every voxel is that of the nearest centre", arguments: [1, 2, 3, 4, 5])
  func oblique(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let source = try turned(&generator, spacing: [0.7, 0.9, 1.3])
    let target = try turned(&generator, spacing: [0.6, 1.1, 0.8])
    let volume = numbered(GridSize(9, 7, 6), source)
    let size = GridSize(8, 9, 10)
    let placed = try Placement.place(
      volume, onto: size, target, background: 0, what: "label map")
    var reached = 0
    for offset in 0..<size.count {
      let place = source.gridPoint(target.point(size.index(offset)))
      let rest = place.vector - place.vector.rounded(.down) - 0.5
      // Half way between two voxels either may be taken.
      guard (0..<3).allSatisfy({ abs(rest[$0]) > 1e-4 }) else { continue }
      let index = try #require(place.nearestIndex)
      let expected = volume.size.contains(index) ? volume[index] : 0
      if expected != 0 { reached += 1 }
      #expect(placed.volume.voxels[offset] == expected, "seed \(seed) at \(size.index(offset))")
    }
    #expect(reached > 20)
  }

  @Test("no overlap is refused with both boxes in mm")
  func elsewhere() throws {
    let far = try Geometry(spacing: [1, 1, 1], origin: PatientPoint(500, 0, 0))
    #expect {
      try Placement.place(
        numbered(size, far), onto: size, geometry(), background: 0, what: "label map")
    } throws: { error in
      guard let error = error as? Placement.NoOverlap else { return false }
      return error.message.contains("500.0…504.0") && error.message.contains("-20.0…-18.0")
    }
  }

  @Test("a refusal names the file, its control characters shown, and the owner of the grid")
  func namesTheFile() throws {
    let far = try Geometry(spacing: [1, 1, 1], origin: PatientPoint(500, 0, 0))
    #expect {
      try Placement.place(
        numbered(size, far), onto: size, geometry(), background: 0, what: "uncertainty map",
        path: "a/far\u{1B}.nii", grid: "case")
    } throws: { error in
      "\(error)".contains("The uncertainty map a/far\\u{1b}.nii lies elsewhere than the case")
    }
  }

  @Test("an origin beyond all measure is refused, not a crash")
  func absurd() throws {
    let far = try Geometry(spacing: [1, 1, 1], origin: PatientPoint(1e300, 0, 0))
    #expect(throws: Placement.NoOverlap.self) {
      try Placement.place(
        numbered(size, far), onto: size, geometry(), background: 0, what: "label map")
    }
  }

  private func turned(_ generator: inout SeededGenerator, spacing: SIMD3<Double>) throws -> Geometry
  {
    func random() -> SIMD3<Double> {
      SIMD3(
        Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator),
        Double.random(in: -1...1, using: &generator))
    }
    let x = random()
    let i = x / length(x)
    let y = cross(i, random())
    let j = y / length(y)
    let direction = Matrix3(columns: i, j, cross(i, j))
    let middle = direction * (spacing * 3.5)
    return try Geometry(
      spacing: spacing, origin: PatientPoint(-middle), direction: direction)
  }
}
