import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("decimation")
struct DecimationTests {
  private func mesh(
    _ labels: Volume<UInt8>, _ decimation: SurfaceRecipe.Decimation?
  ) throws -> Mesh {
    try SurfaceExtraction.mesh(
      of: [1], in: labels, recipe: SurfaceRecipe(field: .compensated, decimation: decimation)
    ).mesh
  }

  @Test("surfaces of random labels stay two-manifold with every part and hole, at any goal")
  func random() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<24 {
      let labels = Shapes.volume(GridSize(9, 10, 11), try Shapes.oblique(isLeftHanded: true)) { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...1, using: &random) : .random(in: 0...4, using: &random)
      }
      let before = MeshFacts(of: try mesh(labels, nil), findingSelfIntersections: false)
      for goal: SurfaceRecipe.Decimation in [.share(0.5), .share(0), .distance(0.1)] {
        let after = MeshFacts(of: try mesh(labels, goal), findingSelfIntersections: false)
        #expect(after.isManifold && after.degenerateTriangles == 0, "seed \(seed)")
        #expect(after.coincidentVertices == 0, "seed \(seed)")
        #expect(after.topology.eulerNumber == before.topology.eulerNumber, "seed \(seed)")
        #expect(after.componentCount == before.componentCount, "seed \(seed)")
        #expect(after.triangleCount < before.triangleCount, "seed \(seed)")
      }
    }
  }

  @Test("a share is reached to the triangle", arguments: [0.5, 0.15, 0.0503])
  func share(_ share: Double) throws {
    let ball = Shapes.octahedralBall(parts: 20, radius: 30)
    #expect(ball.triangleCount == 3200)
    let result = try #require(Decimation.decimated(ball, to: .share(share)))
    #expect(abs(Double(result.triangleCount) - (share * 3200).rounded()) <= 1)
    let facts = MeshFacts(of: result)
    #expect(facts.isManifold && facts.topology.eulerNumber == 2 && facts.selfIntersections == 0)
    #expect(abs(facts.volume / MeshFacts(of: ball).volume - 1) < 0.04)
  }

  @Test("a goal that asks for nothing changes nothing")
  func nothing() {
    let ball = Shapes.octahedralBall(parts: 3, radius: 4)
    for goal: SurfaceRecipe.Decimation in [
      .share(1), .share(-1), .share(.nan), .distance(0), .distance(-1), .distance(.nan),
      .distance(.infinity),
    ] {
      #expect(Decimation.decimated(ball, to: goal) == ball)
    }
    #expect(Decimation.decimated(Mesh(), to: .share(0.1)) == Mesh())
  }

  @Test("a tetrahedron stays; every part keeps at least one")
  func tetrahedron() throws {
    #expect(Decimation.decimated(Shapes.tetrahedron, to: .share(0)) == Shapes.tetrahedron)
    let two = Shapes.together(
      Shapes.octahedralBall(parts: 4, radius: 5),
      Shapes.moved(Shapes.octahedralBall(parts: 5, radius: 5), by: [20, 0, 0]))
    let facts = MeshFacts(of: try #require(Decimation.decimated(two, to: .share(0))))
    #expect(facts.isManifold && facts.componentCount == 2 && facts.topology.eulerNumber == 4)
    #expect(facts.partVolumes.allSatisfy { $0 > 0 } && facts.triangleCount < 60)
  }

  @Test("a ring keeps its hole, cubes that touch at an edge or a corner stay two")
  func shapes() throws {
    let ring = Shapes.ring(GridSize(31, 31, 13), radius: 10, thickness: 4)
    for goal: SurfaceRecipe.Decimation in [.share(0.05), .share(0), .distance(0.3)] {
      let facts = MeshFacts(of: try mesh(ring, goal))
      #expect(facts.isManifold && facts.topology.eulerNumber == 0 && facts.componentCount == 1)
    }
    for step in [VoxelIndex(3, 3, 0), VoxelIndex(3, 3, 3)] {
      let cubes = Shapes.volume(GridSize(10, 10, 10)) { index in
        let isFirst = [index.x, index.y, index.z].allSatisfy { (1...3).contains($0) }
        let other = [index.x - step.x, index.y - step.y, index.z - step.z]
        return isFirst || other.allSatisfy { (1...3).contains($0) } ? 1 : 0
      }
      for goal: SurfaceRecipe.Decimation in [.share(0.3), .distance(0.1)] {
        let facts = MeshFacts(of: try mesh(cubes, goal))
        #expect(facts.isManifold && facts.componentCount == 2 && facts.topology.eulerNumber == 4)
      }
    }
  }

  @Test("the distance holds in both directions, measured by trying every triangle")
  func distance() throws {
    let ball = Shapes.octahedralBall(parts: 11, radius: 8)
    let bone = try mesh(Shapes.ring(GridSize(19, 17, 9), radius: 5, thickness: 2.3), nil)
    let thin = try mesh(
      Shapes.volume(GridSize(15, 13, 6)) {
        (2...12).contains($0.x) && (2...10).contains($0.y) && $0.z == 3 ? 1 : 0
      }, nil)
    for source in [ball, bone, thin] {
      for limit in [0.05, 0.15, 0.4] {
        let result = try #require(Decimation.decimated(source, to: .distance(limit)))
        #expect(BruteDistance.greatest(from: source, to: result, parts: 3) <= limit)
        #expect(BruteDistance.greatest(from: result, to: source, parts: 6) <= limit)
        #expect(result.triangleCount < source.triangleCount * (limit < 0.1 ? 19 : 12) / 20)
        #expect(MeshFacts(of: result, findingSelfIntersections: false).isManifold)
      }
    }
  }

  @Test("a cut end stays flat where it was and keeps its size")
  func capped() throws {
    for goal: SurfaceRecipe.Decimation in [.share(0.1), .distance(0.1)] {
      let labels = Shapes.post(try Shapes.anisotropic())
      let (before, after) = (try mesh(labels, nil), try mesh(labels, goal))
      let top = try #require(before.positions.map(\.z).max())
      #expect(after.positions.map(\.z).max() == top)
      let (old, new) = (capArea(before, top), capArea(after, top))
      #expect(old.count > 300 && new.count < old.count / 3)
      #expect(abs(new.area / old.area - 1) < 0.08)
    }
  }

  @Test("a cut end stays flat on oblique grids of either hand", arguments: [false, true])
  func oblique(isLeftHanded: Bool) throws {
    let geometry = try Shapes.oblique(isLeftHanded: isLeftHanded)
    let labels = Shapes.post(geometry)
    let before = MeshFacts(of: try mesh(labels, nil))
    let mesh = try mesh(labels, .share(0.1))
    let facts = MeshFacts(of: mesh)
    #expect(facts.isManifold && facts.topology.eulerNumber == 2)
    #expect(facts.volume > 0 && abs(facts.volume / before.volume - 1) < 0.01)
    let heights = mesh.positions.map {
      geometry.gridPoint(PatientPoint(SIMD3<Double>($0))).vector.z
    }
    // 11.5 is half a voxel beyond the last slice.
    #expect(heights.allSatisfy { $0 < 11.5 + 1e-4 })
    #expect(heights.count { abs($0 - 11.5) < 1e-4 } >= 8)
    #expect(!heights.contains { $0 > 11.45 && $0 < 11.5 - 1e-4 })
  }

  @Test("a surface that is open, branches or meets itself at a corner is refused")
  func refused() {
    let tetrahedron = Shapes.tetrahedron
    let open = Mesh(
      positions: tetrahedron.positions, triangles: Array(tetrahedron.triangles.dropLast(3)))
    let turned = Mesh(
      positions: tetrahedron.positions,
      triangles: [0, 1, 2] + Array(tetrahedron.triangles.dropFirst(3)))
    let doubled = Mesh(
      positions: tetrahedron.positions, triangles: tetrahedron.triangles + tetrahedron.triangles)
    let corner = Mesh(
      positions: tetrahedron.positions + [[-1, 0, 0], [0, -1, 0], [0, 0, -1]],
      triangles: tetrahedron.triangles + [0, 4, 5, 0, 6, 4, 0, 5, 6, 4, 6, 5])
    let missing = Mesh(positions: [[0, 0, 0]], triangles: [0, 1, 2])
    for mesh in [open, turned, doubled, corner, missing] {
      #expect(Decimation.decimated(mesh, to: .share(0.5)) == nil)
    }
  }

  @Test("the result is the same to the last bit, on every machine")
  func deterministic() throws {
    let ball = Shapes.octahedralBall(parts: 12, radius: 9)
    let byShare = try #require(Decimation.decimated(ball, to: .share(0.2)))
    let byDistance = try #require(Decimation.decimated(ball, to: .distance(0.1)))
    #expect(Shapes.fingerprint(byShare) == 9_640_442_364_930_989_865)
    #expect(Shapes.fingerprint(byDistance) == 6_439_606_952_129_129_674)
  }

  @Test("a place that was taken once is taken, whatever the sign of its zeros")
  func places() {
    var places = PlaceSet([[1, 2, 3], [0, -4, 0]])
    let asked: [SIMD3<Float>] = [
      [1, 2, 3], [-0.0, -4, 0], [1, 2, 3.000_000_2], [1, 2, 3.000_000_2],
    ]
    let areNew = asked.map { places.insert($0) }
    #expect(areNew == [false, false, true, false])
  }

  /// The triangles that lie at a height, and their area.
  private func capArea(_ mesh: Mesh, _ top: Float) -> (count: Int, area: Double) {
    let corners = mesh.triangles.map { mesh.positions[Int($0)] }
    let flat = stride(from: 0, to: corners.count, by: 3).filter { at in
      corners[at..<(at + 3)].allSatisfy { $0.z == top }
    }
    let area = flat.reduce(0.0) { sum, at in
      let (a, b, c) = (corners[at], corners[at + 1], corners[at + 2])
      return sum + length(cross(SIMD3<Double>(b - a), SIMD3<Double>(c - a))) / 2
    }
    return (flat.count, area)
  }
}
