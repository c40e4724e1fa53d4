import Editing
import TestKit
import Testing
import Volumes

@Suite struct StrokeCoverageTests {
  private func voxels(
    _ path: [GridPoint], _ brush: Brush, through: Int = 2, size: GridSize = GridSize(11, 11, 11),
    geometry: Geometry = .unit
  ) -> Set<VoxelIndex> {
    let coverage = StrokeCoverage(
      path: path, brush: brush, through: through, size: size, geometry: geometry)
    return Set(coverage.stretches.flatMap { $0 }.map(size.index))
  }

  @Test("a disc of 2 mm on 1 mm voxels is a plus of five")
  func discOfTwo() {
    let reached = voxels([GridPoint(5, 5, 5)], Brush(shape: .disc, diameter: 2))
    #expect(
      reached == [
        VoxelIndex(5, 5, 5), VoxelIndex(4, 5, 5), VoxelIndex(6, 5, 5), VoxelIndex(5, 4, 5),
        VoxelIndex(5, 6, 5),
      ])
  }

  @Test("a ball of 2 mm on 1 mm voxels is seven voxels, a square nine")
  func ballAndSquare() {
    #expect(voxels([GridPoint(5, 5, 5)], Brush(shape: .ball, diameter: 2)).count == 7)
    #expect(voxels([GridPoint(5, 5, 5)], Brush(shape: .square, diameter: 2)).count == 9)
  }

  @Test("a brush smaller than a voxel still paints the voxel it is on")
  func tinyBrush() {
    #expect(
      voxels([GridPoint(3, 4, 5)], Brush(shape: .ball, diameter: 0.1)) == [VoxelIndex(3, 4, 5)])
  }

  @Test("a ball is round in millimetres on flat voxels")
  func roundInMillimetres() throws {
    let geometry = try Geometry(spacing: [1, 1, 3], origin: PatientPoint(0, 0, 0))
    let reached = voxels(
      [GridPoint(5, 5, 5)], Brush(shape: .ball, diameter: 6), geometry: geometry)
    #expect(reached.map(\.z).max() == 6 && reached.map(\.z).min() == 4)
    #expect(reached.map(\.x).max() == 8 && reached.map(\.y).min() == 2)
  }

  @Test("what is painted is what lies within half a diameter of the path, on an oblique grid")
  func agreesWithTheDefinition() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let geometry = try Fixtures.geometry()
    let size = Fixtures.size
    for _ in 0..<12 {
      let path = (0..<3).map { _ in
        GridPoint(
          Double.random(in: -2...18, using: &random), Double.random(in: -2...14, using: &random),
          Double.random(in: -2...12, using: &random))
      }
      let brush = Brush(shape: .ball, diameter: Double.random(in: 0.5...6, using: &random))
      let reached = voxels(path, brush, size: size, geometry: geometry)
      let points = path.map { geometry.point($0).vector }
      for offset in 0..<size.count {
        let voxel = size.index(offset)
        let place = geometry.point(voxel).vector
        let distance =
          zip(points, points.dropFirst())
          .map { Self.distance(place, $0, $1) }.min() ?? .infinity
        guard abs(distance - brush.diameter / 2) > 1e-5 else { continue }
        #expect(
          reached.contains(voxel) == (distance < brush.diameter / 2),
          "seed \(seed), voxel \(voxel), distance \(distance), diameter \(brush.diameter)")
      }
    }
  }

  private static func distance(
    _ p: SIMD3<Double>, _ a: SIMD3<Double>, _ b: SIMD3<Double>
  ) -> Double {
    let d = b - a
    let t = max(0, min(1, dot(p - a, d) / max(dot(d, d), 1e-12)))
    return length(p - a - d * t)
  }

  @Test("a stroke has no gaps, however far apart its points are")
  func strokeHasNoGaps() {
    let reached = voxels(
      [GridPoint(0, 0, 5), GridPoint(10, 10, 5)], Brush(shape: .disc, diameter: 1.5))
    #expect((0...10).allSatisfy { reached.contains(VoxelIndex($0, $0, 5)) })
  }

  @Test("a disc stays in its slice, and follows a path through slices", arguments: [0, 1, 2])
  func discStaysInItsPlane(through: Int) {
    var start = VoxelIndex(5, 5, 5)
    #expect(
      voxels([GridPoint(start)], Brush(shape: .disc, diameter: 6), through: through)
        .allSatisfy { $0[through] == 5 })
    start[through] = 2
    var end = start
    end[through] = 8
    let reached = voxels(
      [GridPoint(start), GridPoint(end)], Brush(shape: .disc, diameter: 2), through: through)
    #expect(Set(reached.map { $0[through] }) == Set(2...8))
    #expect(reached.count == 7 * 5)
  }

  @Test("stretches are ascending, disjoint and inside the volume")
  func stretchesAreOrdered() {
    let size = GridSize(11, 7, 5)
    let coverage = StrokeCoverage(
      path: [GridPoint(-3, 2, 1), GridPoint(14, 6, 3), GridPoint(0, 0, 0)],
      brush: Brush(shape: .ball, diameter: 5), through: 2, size: size, geometry: .unit)
    #expect(!coverage.stretches.isEmpty)
    #expect(coverage.stretches.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= size.count })
    #expect(
      zip(coverage.stretches, coverage.stretches.dropFirst())
        .allSatisfy { $0.upperBound < $1.lowerBound })
  }
}
