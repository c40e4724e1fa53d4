import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("smoothing")
struct TaubinSmoothingTests {
  private let raw = SurfaceRecipe(field: .middle)
  private let smooth = SurfaceRecipe(field: .middle, smoothing: .init(pairs: 5))

  private func mesh(_ labels: Volume<UInt8>, _ recipe: SurfaceRecipe) throws -> Mesh {
    try SurfaceExtraction.mesh(of: [1], in: labels, recipe: recipe).mesh
  }

  @Test("surfaces of random labels stay two-manifold, also after joining equal corners")
  func random() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<24 {
      let labels = Shapes.volume(GridSize(9, 10, 11), try Shapes.oblique(isLeftHanded: true)) { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...1, using: &random) : .random(in: 0...4, using: &random)
      }
      let facts = MeshFacts(of: try mesh(labels, smooth), findingSelfIntersections: false)
      #expect(facts.isManifold && facts.coincidentVertices == 0, "seed \(seed)")
    }
  }

  @Test("no corner moves by more than a quarter voxel nor out of its cell; some do move so far")
  func bounded() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for isLeftHanded in [false, true] {
      let geometry = try Shapes.oblique(isLeftHanded: isLeftHanded)
      let labels = Shapes.volume(GridSize(9, 10, 11), geometry) { _ in
        UInt8.random(in: 0...1, using: &random)
      }
      let (before, after) = (try mesh(labels, raw), try mesh(labels, smooth))
      #expect(before.triangles == after.triangles)
      var greatest = 0.0
      for (old, new) in zip(before.positions, after.positions) {
        let from = geometry.gridPoint(PatientPoint(SIMD3<Double>(old))).vector
        let to = geometry.gridPoint(PatientPoint(SIMD3<Double>(new))).vector
        let step = pointwiseMax(to - from, from - to).max()
        greatest = max(greatest, step)
        #expect(step <= 0.25 + 1e-3, "seed \(seed)")
        #expect(from.rounded(.down) == to.rounded(.down), "seed \(seed)")
      }
      #expect(greatest > 0.249, "seed \(seed)")
    }
  }

  @Test("a ball keeps its volume within 0.2 % and loses its steps")
  func ball() throws {
    let labels = Shapes.ball(GridSize(29, 29, 29), radius: 12.3)
    let (before, after) = (try mesh(labels, raw), try mesh(labels, smooth))
    let (old, new) = (MeshFacts(of: before), MeshFacts(of: after))
    #expect(abs(new.volume / old.volume - 1) < 0.002)
    #expect(new.isManifold && new.topology.eulerNumber == 2 && new.selfIntersections == 0)
    func spread(_ mesh: Mesh) -> Double {
      let radii = mesh.positions.map { length(SIMD3<Double>($0) - 14) }
      let mean = radii.reduce(0, +) / Double(radii.count)
      return (radii.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(radii.count)).squareRoot()
    }
    #expect(spread(after) < 0.8 * spread(before))
  }

  @Test("a ring and cubes that touch at a corner or an edge keep their shape")
  func shapes() throws {
    let ring = Shapes.ring(GridSize(25, 25, 11), radius: 8, thickness: 3)
    let ringFacts = MeshFacts(of: try mesh(ring, smooth))
    #expect(ringFacts.isManifold && ringFacts.topology.eulerNumber == 0)
    for step in [VoxelIndex(3, 3, 0), VoxelIndex(3, 3, 3)] {
      let cubes = Shapes.volume(GridSize(10, 10, 10)) { index in
        let isFirst = [index.x, index.y, index.z].allSatisfy { (1...3).contains($0) }
        let other = [index.x - step.x, index.y - step.y, index.z - step.z]
        return isFirst || other.allSatisfy { (1...3).contains($0) } ? 1 : 0
      }
      let facts = MeshFacts(of: try mesh(cubes, smooth))
      #expect(facts.isManifold && facts.componentCount == 2 && facts.topology.eulerNumber == 4)
      #expect(facts.selfIntersections == 0)
    }
  }

  @Test("a cut end stays flat where it was")
  func capped() throws {
    let labels = Shapes.post(try Shapes.anisotropic())
    let (before, after) = (try mesh(labels, raw), try mesh(labels, smooth))
    let top = before.positions.map(\.z).max()
    let cap = before.positions.indices.filter { before.positions[$0].z == top }
    #expect(cap.count > 200)
    #expect(cap.allSatisfy { after.positions[$0].z == top })
    #expect(after.positions.map(\.z).max() == top)
    // Its corners do move within the plane, near the rim.
    #expect(cap.contains { after.positions[$0] != before.positions[$0] })
  }

  @Test("corners that smoothing would put at one place stay where they were")
  func apart() {
    // Two tips in one cell between four corners far above: both are stopped at the cell's upper face.
    let tips: [SIMD3<Float>] = [[20.5, 20.5, 20.875], [20.5, 20.5, 20.75]]
    let ring: [SIMD3<Float>] = [
      [15.5, 20.5, 30.5], [20.5, 15.5, 30.5], [25.5, 20.5, 30.5], [20.5, 25.5, 30.5],
    ]
    let triangles = (0..<4).flatMap { (at: UInt32) -> [UInt32] in
      let (a, b) = (2 + at, 2 + (at + 1) % 4)
      return [0, a, b, 1, b, a]
    }
    let mesh = Mesh(positions: tips + ring, triangles: triangles)
    let result = TaubinSmoothing.smoothed(
      mesh, pairs: 1, geometry: .unit, volume: GridSize(50, 50, 50))
    #expect(Array(result.positions[..<2]) == tips)
    #expect(result.positions[2] != ring[0])
    #expect(VertexWeld(result.positions).positions.count == 6)
  }

  @Test("the result is the same to the last bit, on every machine")
  func deterministic() throws {
    let ball = Shapes.octahedralBall(parts: 8, radius: 7.3)
    let mesh = Mesh(positions: ball.positions.map { $0 + 10.3 }, triangles: ball.triangles)
    let result = TaubinSmoothing.smoothed(
      mesh, pairs: 5, geometry: try Shapes.oblique(isLeftHanded: false),
      volume: GridSize(400, 400, 400))
    #expect(result != mesh)
    #expect(Shapes.fingerprint(result) == 16_446_978_467_572_011_175)
  }
}
