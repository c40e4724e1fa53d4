import Testing
import Volumes

@testable import Viewing

@Suite("Outlines")
struct ContoursTests {
  /// Lines of an axial slice drawn with `#`, rows from the front; indices count as drawn.
  private func lines(
    _ rows: [String], inset: Double = 0, isExact: Bool = false
  ) throws -> [Contours.Line] {
    let width = rows[0].count
    let size = GridSize(width, rows.count, 1)
    let voxels = rows.joined().map { $0 == "#" ? UInt8(3) : $0 == "o" ? 4 : 0 }
    let geometry = try Geometry(spacing: [0.5, 0.7, 2], origin: PatientPoint(0, 0, 0))
    let view = PlaneView(
      fitting: VoxelBox(size), axes: PlaneAxes(.axial, geometry), size: size,
      spacing: geometry.spacing, slice: 0, width: 10, height: 10)
    return Contours.outlines(
      of: 3, in: Volume(size: size, geometry: geometry, voxels: voxels), view: view, inset: inset,
      isExact: isExact)
  }

  /// The signed area inside a closed line in square voxels.
  private func area(_ line: Contours.Line) -> Double {
    line.indices.reduce(0) { sum, at in
      let (a, b) = (line[at], line[(at + 1) % line.count])
      return sum + (a.x * b.y - a.y * b.x) / 2
    }
  }

  @Test("a block of 2×2 voxels is an octagon between the centres, a square where exact")
  func block() throws {
    let rows = ["....", ".##.", ".##.", "...."]
    let octagon = try #require(try lines(rows).first)
    let expected: Set<SIMD2<Double>> = [
      [1, 0.5], [2, 0.5], [2.5, 1], [2.5, 2], [2, 2.5], [1, 2.5], [0.5, 2], [0.5, 1],
    ]
    #expect(Set(octagon) == expected && octagon.count == 8)
    #expect(abs(abs(area(octagon)) - 3.5) < 1e-9)
    let square = try #require(try lines(rows, isExact: true).first)
    #expect(abs(abs(area(square)) - 4) < 1e-9)
    #expect(square.contains([0.5, 0.5]) && square.contains([2.5, 2.5]))
  }

  @Test("an exact line encloses just the voxels, round every concave corner as well")
  func exact() throws {
    let found = try lines(["###..", "#.#..", "###..", "..##."], isExact: true)
    // Ten voxels, eight of them round a hole, whose line runs the other way.
    #expect(abs(abs(found.reduce(0) { $0 + area($1) }) - 10) < 1e-9)
    #expect(Set(found.map { area($0) > 0 }).count == 2)
  }

  @Test("a label at the grid's edge is closed there")
  func edge() throws {
    let found = try lines(["###", "###"], isExact: true)
    #expect(found.count == 1)
    #expect(abs(abs(found.reduce(0) { $0 + area($1) }) - 6) < 1e-9)
  }

  @Test("voxels that meet only in a corner keep a line each")
  func diagonal() throws {
    #expect(try lines(["#.", ".#"]).count == 2)
    #expect(try lines([".#", "#."]).count == 2)
  }

  @Test("an inset line lies within the label, so that touching labels keep both lines")
  func inset() throws {
    let line = try #require(try lines(["#o"], inset: 0.2).first)
    #expect(abs((line.map(\.x).max() ?? 0) - 0.3) < 1e-6)
  }

  @Test("a line of equal doubt lies between the centres in proportion")
  func isoLine() throws {
    let size = GridSize(3, 1, 1)
    let view = PlaneView(
      fitting: VoxelBox(size), axes: PlaneAxes(.axial, .unit), size: size, spacing: [1, 1, 1],
      slice: 0, width: 3, height: 1)
    let doubt = Volume<UInt8>(size: size, geometry: .unit, voxels: [255, 255, 0])
    let line = try #require(Contours.isoLines(of: doubt, view: view, level: 0.3).first)
    #expect(abs((line.map(\.x).max() ?? 0) - 1.7) < 1e-6)
    #expect(Contours.isoLines(of: doubt, view: view, level: 0.3).count == 1)
  }
}
