import Meshing
import Testing
import Volumes

/// One defect is planted in a sound surface at a time.
@Suite("defects of meshes")
struct MeshDefectsTests {
  private let sound = Shapes.tetrahedron

  private func defects(_ mesh: Mesh) -> MeshDefects { MeshDefects(of: MeshFacts(of: mesh)) }

  @Test("a sound surface has none, nor has one with a cavity")
  func none() throws {
    let facts = defects(sound)
    #expect(facts.isEmpty && facts.words.isEmpty && facts.isSearchedForCrossings)
    let hollow = Shapes.volume(GridSize(9, 9, 9)) { index in
      let apart = [index.x, index.y, index.z].map { abs($0 - 4) }
      return (apart.max() ?? 9) <= 3 && (apart.max() ?? 9) > 0 ? 1 : 0
    }
    let mesh = try SurfaceExtraction.mesh(of: [1], in: hollow).mesh
    #expect(MeshFacts(of: mesh).cavityCount == 1)
    #expect(defects(mesh).isEmpty)
  }

  @Test("crossings that were not looked for are no defect, and that is said")
  func unsearched() {
    let facts = MeshFacts(of: sound, findingSelfIntersections: false)
    let defects = MeshDefects(of: facts)
    #expect(defects.isEmpty && !defects.isSearchedForCrossings)
  }

  @Test("no triangles")
  func empty() {
    #expect(defects(Mesh()).words == "no triangles")
  }

  @Test("a coordinate that is no number")
  func notFinite() {
    var mesh = sound
    mesh.positions[2].y = .nan
    #expect(defects(mesh).count(of: .notFinite) == 1)
    mesh.positions[1].x = .infinity
    #expect(defects(mesh).count(of: .notFinite) == 2)
  }

  @Test("a missing triangle: three open edges")
  func open() {
    var mesh = sound
    mesh.triangles.removeLast(3)
    let found = defects(mesh)
    #expect(found.all.map(\.kind) == [.openEdges] && found.words == "3 open edges (holes)")
  }

  @Test("four triangles at one edge, once equal corners are joined")
  func edge() {
    let turned = Mesh(
      positions: sound.positions.map { [-$0.x, -$0.y, $0.z] }, triangles: sound.triangles)
    let apart = defects(Shapes.together(sound, turned))
    // Both ends of the edge are corners where the two only touch.
    #expect(apart.all.map(\.kind) == [.nonManifoldEdges, .nonManifoldVertices])
    #expect(
      apart.all.allSatisfy { $0.isAfterJoining } && apart.count(of: .nonManifoldVertices) == 2)
    #expect(
      apart.all.first?.words
        == "1 edge of more than two triangles once equal corners are joined")
    let joined = defects(Shapes.together(sound, turned).welded)
    #expect(joined.all.first?.words == "1 edge of more than two triangles")
    #expect(joined.all.first?.isAfterJoining == false)
  }

  @Test("two bodies that touch at a corner")
  func corner() {
    let opposite = Mesh(positions: sound.positions.map { -$0 }, triangles: sound.triangles)
    // Mirrored through a point, it is inside out, and is turned back.
    var mirrored = opposite
    for at in stride(from: 0, to: 12, by: 3) { mirrored.triangles.swapAt(at, at + 1) }
    let found = defects(Shapes.together(sound, mirrored).welded)
    #expect(found.words == "1 corner where sheets only touch")
  }

  @Test("a turned triangle: three edges between triangles turned differently")
  func orientation() {
    var mesh = sound
    mesh.triangles.swapAt(0, 1)
    let found = defects(mesh)
    #expect(found.all.map(\.kind) == [.misorientedEdges])
    #expect(found.count(of: .misorientedEdges) == 3)
  }

  @Test("the whole inside out")
  func insideOut() {
    var mesh = sound
    for at in stride(from: 0, to: 12, by: 3) { mesh.triangles.swapAt(at, at + 1) }
    #expect(defects(mesh).words == "the whole is turned inside out")
  }

  @Test("a triangle without area, while every edge has two triangles")
  func degenerate() {
    // A corner in the middle of an edge: the triangle that closes the crack has no area.
    let mesh = Mesh(
      positions: sound.positions + [[0.5, 0, 0]],
      triangles: [0, 2, 4, 4, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3, 0, 4, 1])
    let found = defects(mesh)
    #expect(found.all.map(\.kind) == [.degenerateTriangles])
    #expect(found.words == "1 triangle without area")
  }

  @Test("a triangle given twice")
  func duplicate() {
    let found = defects(
      Mesh(positions: sound.positions, triangles: sound.triangles + [0, 2, 1]))
    #expect(found.count(of: .duplicateTriangles) == 1)
    #expect(found.words.contains("1 triangle given twice"))
  }

  @Test("two bodies that pass through each other")
  func crossing() {
    let other = Shapes.moved(sound, by: [0.1, 0.15, 0.2])
    let found = defects(Shapes.together(sound, other))
    #expect(found.all.map(\.kind) == [.selfIntersections])
    #expect(found.count(of: .selfIntersections) > 2)
  }

  @Test("a surface that lies away from its voxels")
  func away() throws {
    let labels = Shapes.ball(GridSize(13, 13, 13), radius: 5)
    var mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    func found(_ mesh: Mesh) -> MeshDefects {
      MeshDefects(
        of: MeshFacts(of: mesh), deviation: SurfaceDeviation(of: mesh, from: [1], in: labels),
        greatestDeviation: 1)
    }
    #expect(found(mesh).isEmpty)
    mesh = Shapes.moved(mesh, by: [2, 0, 0])
    #expect(found(mesh).all.map(\.kind) == [.awayFromVoxels])
    #expect(found(mesh).words.hasPrefix("up to "))
    mesh = Shapes.moved(mesh, by: [200, 0, 0])
    #expect(found(mesh).words == "corners far away from its voxels")
  }

  @Test("handles: none in a ball, one in a ring, two in two rings, none told of a broken surface")
  func genus() throws {
    func facts(_ inside: @escaping (VoxelIndex) -> Bool) throws -> MeshFacts {
      let labels = Shapes.volume(GridSize(14, 8, 3)) { inside($0) ? 1 : 0 }
      return MeshFacts(of: try SurfaceExtraction.mesh(of: [1], in: labels).mesh)
    }
    func isRing(_ index: VoxelIndex, at x: Int) -> Bool {
      let (i, j) = (index.x - x, index.y - 1)
      return (0...4).contains(i) && (0...4).contains(j) && (i == 0 || i == 4 || j == 0 || j == 4)
        && index.z == 1
    }
    #expect(MeshFacts(of: sound).genus == 0)
    #expect(try facts { isRing($0, at: 1) }.genus == 1)
    let two = try facts { isRing($0, at: 1) || isRing($0, at: 8) }
    #expect(two.genus == 2 && two.componentCount == 2 && two.topology.eulerNumber == 0)
    // Sharing a side: one body with two holes.
    let eight = try facts { isRing($0, at: 1) || isRing($0, at: 5) }
    #expect(eight.genus == 2 && eight.componentCount == 1)
    var broken = sound
    broken.triangles.removeLast(3)
    #expect(MeshFacts(of: broken).genus == nil)
  }

  @Test("the difference to the voxels is told in percent")
  func volume() {
    let facts = MeshFacts(of: sound)
    #expect(abs((facts.volumeDifference(toVoxels: 1.0 / 3) ?? 0) + 50) < 1e-9)
    #expect(facts.volumeDifference(toVoxels: 0) == nil)
  }
}
