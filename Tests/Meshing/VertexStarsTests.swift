import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("rings of triangles around corners")
struct VertexStarsTests {
  /// A small closed surface that chance made, and with it some damage.
  private func mesh(_ random: inout SeededGenerator, damage: Int) throws -> Mesh {
    let labels = Shapes.volume(GridSize(5, 5, 5)) { _ in
      Bool.random(using: &random) ? 1 : 0
    }
    var mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    for _ in 0..<damage {
      let triangle = 3 * Int.random(in: 0..<mesh.triangleCount, using: &random)
      let corners = Array(mesh.triangles[triangle..<triangle + 3])
      switch Int.random(in: 0..<6, using: &random) {
      case 0: mesh.triangles.removeSubrange(triangle..<triangle + 3)
      case 1: mesh.triangles.swapAt(triangle, triangle + 1)
      case 2: mesh.triangles += corners
      case 3: mesh.triangles += corners.reversed()
      case 4: mesh.triangles[triangle] = mesh.triangles[triangle + 1]
      default:
        mesh.triangles[triangle] = UInt32.random(
          in: 0..<UInt32(mesh.positions.count), using: &random)
      }
    }
    return mesh
  }

  @Test("what is found by rings is what sorting finds, damaged or not")
  func agrees() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var sound = 0
    for round in 0..<300 {
      let mesh = try mesh(&random, damage: round % 3)
      let count = mesh.positions.count
      let fast = MeshTopology(triangles: mesh.triangles, vertexCount: count)
      #expect(
        fast == MeshTopology(sorting: mesh.triangles, vertexCount: count),
        "seed \(seed), round \(round)")
      let rings = VertexStars(triangles: mesh.triangles, vertexCount: count).ringCount
      if fast.isSound { sound += 1 }
      #expect((rings != nil) == fast.isSound, "seed \(seed), round \(round)")
    }
    #expect(sound >= 100 && sound < 300)
  }

  @Test("two triangles back to back, and a pair of twins at one corner, are no rings")
  func backToBack() {
    #expect(VertexStars(triangles: [0, 1, 2, 0, 2, 1], vertexCount: 3).ringCount == nil)
    #expect(VertexStars(triangles: [0, 1, 1], vertexCount: 2).ringCount == nil)
    #expect(VertexStars(triangles: [], vertexCount: 4).ringCount == 0)
    let twice = Shapes.tetrahedron.triangles + Shapes.tetrahedron.triangles
    #expect(VertexStars(triangles: twice, vertexCount: 4).ringCount == nil)
  }

  @Test("parts are numbered in the order of their corners; corners of no triangle are in none")
  func parts() {
    let stars = VertexStars(triangles: [5, 6, 7, 1, 2, 3, 3, 2, 4], vertexCount: 8)
    let parts = stars.parts()
    #expect(parts.count == 2 && parts.ofVertex == [0, 0, 0, 0, 0, 1, 1, 1])
  }
}
