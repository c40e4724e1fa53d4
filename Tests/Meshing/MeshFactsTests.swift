import Meshing
import Testing

@Suite("facts about meshes")
struct MeshFactsTests {
  private let tetrahedron = Shapes.tetrahedron

  @Test("a tetrahedron is sound; its numbers can be checked by hand")
  func tetrahedronFacts() throws {
    let facts = MeshFacts(of: tetrahedron)
    #expect(facts.triangleCount == 4 && facts.vertexCount == 4)
    #expect(facts.topology.edgeCount == 6 && facts.topology.eulerNumber == 2)
    #expect(facts.isManifold && facts.isWatertight && facts.componentCount == 1)
    #expect(facts.coincidentVertices == 0 && facts.degenerateTriangles == 0)
    #expect(abs(facts.volume - 1.0 / 6) < 1e-12)
    #expect(abs(facts.area - (1.5 + 3.0.squareRoot() / 2)) < 1e-12)
    #expect(facts.bounds == MeshFacts(of: tetrahedron).bounds)
    #expect(facts.bounds?.lower == [0, 0, 0] && facts.bounds?.upper == [1, 1, 1])
    #expect(abs((facts.smallestAngle ?? 0) - 45) < 1e-9)
    #expect(facts.selfIntersections == 0)
  }

  @Test("the volume does not suffer far from the origin")
  func farAway() {
    let facts = MeshFacts(of: Shapes.moved(tetrahedron, by: [4096, -2048, 8192]))
    #expect(abs(facts.volume - 1.0 / 6) < 1e-12)
  }

  @Test("an empty mesh has no facts to be afraid of")
  func empty() {
    let facts = MeshFacts(of: Mesh())
    #expect(facts.triangleCount == 0 && facts.volume == 0 && facts.area == 0)
    #expect(facts.bounds == nil && facts.smallestAngle == nil && facts.selfIntersections == 0)
  }

  @Test("a missing triangle leaves three open edges")
  func hole() {
    let facts = MeshFacts(
      of: Mesh(
        positions: tetrahedron.positions, triangles: Array(tetrahedron.triangles.dropLast(3))))
    #expect(facts.topology.openEdges == 3 && !facts.isWatertight && !facts.isManifold)
    #expect(facts.topology.nonManifoldEdges == 0 && facts.topology.misorientedEdges == 0)
  }

  @Test("a turned triangle has three edges in the wrong direction")
  func turned() {
    var mesh = tetrahedron
    mesh.triangles.swapAt(0, 1)
    let facts = MeshFacts(of: mesh)
    #expect(facts.topology.misorientedEdges == 3 && facts.isWatertight && !facts.isManifold)
  }

  @Test("a surface inside out has a negative volume and counts as a cavity")
  func insideOut() {
    var mesh = tetrahedron
    for at in stride(from: 0, to: 12, by: 3) { mesh.triangles.swapAt(at, at + 1) }
    let facts = MeshFacts(of: mesh)
    #expect(facts.volume < 0 && facts.topology.isSound && facts.cavityCount == 1)
  }

  @Test(
    "two tetrahedra joined at an edge share a non-manifold edge, at a corner a non-manifold corner")
  func pinched() {
    // The second one is the first turned half about the z axis, which is their common edge.
    let turned = Mesh(
      positions: tetrahedron.positions.map { [-$0.x, -$0.y, $0.z] },
      triangles: tetrahedron.triangles)
    let edge = MeshFacts(of: Shapes.together(tetrahedron, turned))
    #expect(edge.topology.isSound && !edge.isManifold)
    #expect(edge.coincidentVertices == 2 && edge.weldedTopology.nonManifoldEdges == 1)
    #expect(edge.weldedTopology.openEdges == 0)

    let opposite = Mesh(
      positions: tetrahedron.positions.map { -$0 },
      triangles: tetrahedron.triangles)
    let corner = MeshFacts(of: Shapes.together(tetrahedron, opposite).welded)
    #expect(corner.topology.nonManifoldVertices == 1 && corner.topology.nonManifoldEdges == 0)
    #expect(corner.isWatertight && !corner.isManifold && corner.coincidentVertices == 0)
  }

  @Test("two separate tetrahedra are two parts")
  func parts() {
    let far = Shapes.moved(tetrahedron, by: [5, 0, 0])
    let facts = MeshFacts(of: Shapes.together(tetrahedron, far))
    #expect(facts.componentCount == 2 && facts.topology.eulerNumber == 4 && facts.isManifold)
    #expect(facts.partVolumes.allSatisfy { abs($0 - 1.0 / 6) < 1e-9 })
  }

  @Test("a triangle given twice is found, turned or not")
  func duplicate() {
    for twin in [[0, 2, 1], [2, 0, 1], [1, 0, 2]] as [[UInt32]] {
      let facts = MeshFacts(
        of: Mesh(positions: tetrahedron.positions, triangles: tetrahedron.triangles + twin))
      #expect(facts.topology.duplicateTriangles == 1)
      #expect(facts.topology.nonManifoldEdges == 3 && !facts.isManifold)
      #expect((facts.selfIntersections ?? 0) >= 1)
    }
  }

  @Test("triangles without area are found: a corner twice, two at one place, three in line")
  func degenerate() {
    let twice = MeshFacts(
      of: Mesh(positions: tetrahedron.positions, triangles: tetrahedron.triangles + [0, 1, 1]))
    #expect(twice.degenerateTriangles == 1 && twice.topology.collapsedTriangles == 1)
    #expect(twice.smallestAngle == 0 && !twice.isManifold)
    let samePlace = MeshFacts(
      of: Mesh(positions: [[0, 0, 0], [1, 0, 0], [1, 0, 0]], triangles: [0, 1, 2]))
    #expect(samePlace.degenerateTriangles == 1 && samePlace.topology.collapsedTriangles == 0)
    #expect(samePlace.weldedTopology.collapsedTriangles == 1)
    let inLine = MeshFacts(
      of: Mesh(positions: [[0, 0, 0], [1, 1, 1], [3, 3, 3]], triangles: [0, 1, 2]))
    #expect(inLine.degenerateTriangles == 1)
  }

  @Test("a corner of very many triangles is sorted all the same")
  func largeFan() {
    // A double cone over a polygon of 400 corners.
    let count = 400
    var mesh = Mesh(positions: [[0, 0, 1], [0, 0, -1]])
    for i in 0..<count {
      let next = UInt32(2 + (i + 1) % count)
      mesh.positions.append([Float(i < count / 2 ? i : count - i), Float(i % (count / 2)), 0])
      mesh.triangles += [0, UInt32(2 + i), next, 1, next, UInt32(2 + i)]
    }
    #expect(MeshTopology(triangles: mesh.triangles, vertexCount: count + 2).isSound)
  }
}
