import Meshing
import Testing

@testable import Running

@Suite struct SurfaceDefectsTests {
  /// A tetrahedron of right angles at its first corner, outward.
  private func tetrahedron(at origin: SIMD3<Float> = .zero, first: UInt32 = 0) -> Mesh {
    Mesh(
      positions: [[0, 0, 0], [4, 0, 0], [0, 4, 0], [0, 0, 4]].map { origin + $0 },
      triangles: [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3].map { first + $0 })
  }

  private func defects(_ mesh: Mesh) -> [SurfaceDefects.Defect] {
    SurfaceDefects(MeshFacts(of: mesh)).found
  }

  private func defect(_ kind: SurfaceDefects.Kind, _ count: Int) -> SurfaceDefects.Defect {
    SurfaceDefects.Defect(kind: kind, count: count)
  }

  @Test("a sound surface has none, nor have two that do not meet, nor nothing at all")
  func sound() {
    #expect(defects(tetrahedron()).isEmpty)
    let far = tetrahedron(at: [9, 9, 9], first: 4)
    let both = Mesh(
      positions: tetrahedron().positions + far.positions,
      triangles: tetrahedron().triangles + far.triangles)
    #expect(defects(both).isEmpty)
    #expect(defects(Mesh()).isEmpty)
  }

  @Test("a triangle that is missing leaves three open edges")
  func open() {
    var mesh = tetrahedron()
    mesh.triangles.removeLast(3)
    let found = defects(mesh)
    #expect(found.first == defect(.openEdges, 3))
    #expect(SurfaceDefects(MeshFacts(of: mesh)).text.hasPrefix("3 open edges"))
  }

  @Test("a triangle that is turned round has three misoriented edges")
  func misoriented() {
    var mesh = tetrahedron()
    mesh.triangles.swapAt(0, 1)
    #expect(defects(mesh).contains(defect(.misorientedEdges, 3)))
  }

  @Test("a surface that is turned round as a whole is inside out, once")
  func insideOut() {
    var mesh = tetrahedron()
    for at in stride(from: 0, to: mesh.triangles.count, by: 3) { mesh.triangles.swapAt(at, at + 1) }
    #expect(defects(mesh) == [defect(.insideOut, 1)])
    #expect(SurfaceDefects(MeshFacts(of: mesh)).text == "its inside turned out")
  }

  @Test("a triangle that is there twice is a duplicate, and its edges have three triangles")
  func duplicate() {
    var mesh = tetrahedron()
    mesh.triangles += mesh.triangles.prefix(3)
    let found = defects(mesh)
    #expect(found.contains(defect(.duplicateTriangles, 1)))
    #expect(found.contains(defect(.nonManifoldEdges, 3)))
  }

  @Test("a triangle without area is degenerate")
  func degenerate() {
    var mesh = tetrahedron()
    mesh.positions.append([2, 0, 0])
    mesh.triangles += [0, 1, 4]
    #expect(defects(mesh).contains(defect(.degenerateTriangles, 1)))
  }

  @Test("two solids through each other cross, though both are closed")
  func crossing() throws {
    let other = tetrahedron(at: [1, 1, 0.5], first: 4)
    let both = Mesh(
      positions: tetrahedron().positions + other.positions,
      triangles: tetrahedron().triangles + other.triangles)
    let found = defects(both)
    #expect(found.map(\.kind) == [.selfIntersections])
    #expect(try #require(found.first).count > 1)
  }

  @Test("two solids that a reader of STL would join at one corner have a non-manifold vertex")
  func welded() {
    let other = tetrahedron(at: [-4, 0, 0], first: 4)
    let both = Mesh(
      positions: tetrahedron().positions + other.positions,
      triangles: tetrahedron().triangles + other.triangles)
    let found = SurfaceDefects(MeshFacts(of: both))
    #expect(found.found.contains(defect(.nonManifoldVertices, 1)))
    #expect(found.text.hasPrefix("1 non-manifold vertex"))
  }
}
