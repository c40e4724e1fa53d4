import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("self-intersections")
struct SelfIntersectionsTests {
  private func pair(_ a: [SIMD3<Float>], _ b: [SIMD3<Float>]) -> Int? {
    let mesh = Mesh(positions: a + b, triangles: [0, 1, 2, 3, 4, 5]).welded
    return SelfIntersections.count(in: mesh)
  }

  private let flat: [SIMD3<Float>] = [[0, 0, 0], [4, 0, 0], [0, 4, 0]]

  @Test("a triangle that passes through another is found, one that passes beside it is not")
  func crossing() {
    #expect(pair(flat, [[1, 1, -1], [1, 1, 1], [2, 1, 1]]) == 1)
    #expect(pair(flat, [[3, 3, -1], [3, 3, 1], [4, 3, 1]]) == 0)
    #expect(pair(flat, [[1, 1, 1], [2, 1, 1], [1, 2, 1]]) == 0)
  }

  @Test("neighbours are no pair by what they share")
  func neighbours() {
    #expect(pair(flat, [[0, 0, 0], [4, 0, 0], [0, -4, 1]]) == 0)
    #expect(pair(flat, [[0, 0, 0], [4, 0, 0], [0, -4, 0]]) == 0)
    #expect(pair(flat, [[0, 0, 0], [-4, 0, 1], [0, -4, -1]]) == 0)
    #expect(pair(flat, [[0, 0, 0], [-4, 0, 0], [0, -4, 0]]) == 0)
  }

  @Test("neighbours that cross or lie on each other are a pair")
  func crossingNeighbours() {
    #expect(pair(flat, [[0, 0, 0], [1, 1, -1], [2, 2, 3]]) == 1)
    #expect(pair(flat, [[0, 0, 0], [4, 0, 0], [1, 1, 0]]) == 1)
    #expect(pair(flat, [[0, 0, 0], [2, 1, 0], [1, 2, 0]]) == 1)
  }

  @Test("triangles of one plane are a pair when they share area")
  func coplanar() {
    #expect(pair(flat, [[1, 1, 0], [5, 1, 0], [1, 5, 0]]) == 1)
    #expect(pair(flat, [[5, 5, 0], [9, 5, 0], [5, 9, 0]]) == 0)
    #expect(pair(flat, flat) == 1)
  }

  @Test("two balls that overlap cross along a ring; side by side they do not")
  func balls() throws {
    let labels = Shapes.ball(GridSize(13, 13, 13), radius: 5)
    let ball = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    let crossing = Shapes.together(ball, Shapes.moved(ball, by: [4.3, 0.2, 0.1]))
    #expect((SelfIntersections.count(in: crossing) ?? 0) > 20)
    let apart = Shapes.together(ball, Shapes.moved(ball, by: [11, 0, 0]))
    #expect(SelfIntersections.count(in: apart) == 0)
  }

  @Test("the grid finds what testing all pairs finds, small triangles among large ones")
  func allPairs() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for large in [Float(2), 9, 40] {
      for offset in [Float(0), 900] {
        var mesh = Mesh()
        for triangle in 0..<150 {
          let scale: Float = triangle % 10 == 0 ? large : 2
          let base = SIMD3<Float>.random(in: 0...7, using: &random) + offset
          for corner in 0..<3 {
            mesh.positions.append(base + scale * SIMD3<Float>.random(in: 0...1, using: &random))
            mesh.triangles.append(UInt32(3 * triangle + corner))
          }
        }
        var pairs = 0
        for a in 0..<150 {
          for b in (a + 1)..<150 where TrianglePair(mesh, a, b).isCrossing { pairs += 1 }
        }
        #expect(pairs > 10)
        #expect(SelfIntersections.count(in: mesh) == pairs, "seed \(seed), \(large), \(offset)")
      }
    }
  }

  @Test("neighbours of a crumpled sheet are tested as all pairs are")
  func sheet() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var mesh = Mesh()
    for row in 0..<12 {
      for column in 0..<12 {
        // Coordinates on a coarse lattice, so that many corners lie exactly in others' planes.
        let shift = SIMD3<Float>(
          Float(Int.random(in: -3...3, using: &random)) / 4,
          Float(Int.random(in: -3...3, using: &random)) / 4,
          Float(Int.random(in: -1...1, using: &random)) / 4)
        mesh.positions.append(SIMD3(Float(column), Float(row), 0) + shift)
        guard row > 0, column > 0 else { continue }
        let here = UInt32(12 * row + column)
        mesh.triangles += [here - 13, here - 12, here, here - 13, here, here - 1]
      }
    }
    var pairs = 0
    for a in 0..<mesh.triangleCount {
      for b in (a + 1)..<mesh.triangleCount where TrianglePair(mesh, a, b).isCrossing { pairs += 1 }
    }
    #expect(pairs > 10)
    #expect(SelfIntersections.count(in: mesh) == pairs, "seed \(seed)")
  }

  @Test("positions that are no numbers give no answer")
  func notFinite() {
    #expect(pair(flat, [[1, 1, .nan], [1, 1, 1], [2, 1, 1]]) == nil)
  }
}
