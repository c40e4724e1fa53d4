import Meshing
import TestKit
import Testing
import Volumes

@Suite("the dual net")
struct DualNetTests {
  static let fields: [SurfaceRecipe.Field] = [.middle, .compensated, .clampedGaussian(sigma: 1)]

  private func facts(
    _ labels: Volume<UInt8>, _ field: SurfaceRecipe.Field
  ) throws -> MeshFacts {
    let surface = try SurfaceExtraction.mesh(
      of: [1], in: labels, recipe: SurfaceRecipe(field: field))
    return MeshFacts(of: surface.mesh, findingSelfIntersections: false)
  }

  @Test("all 256 cells give a closed two-manifold", arguments: fields)
  func everyCell(field: SurfaceRecipe.Field) throws {
    for pattern in 1..<256 {
      let labels = Shapes.volume(GridSize(2, 2, 2)) {
        UInt8(pattern >> ($0.x + 2 * $0.y + 4 * $0.z) & 1)
      }
      let facts = try facts(labels, field)
      #expect(facts.isManifold && facts.coincidentVertices == 0, "pattern \(pattern)")
    }
  }

  @Test("all pairs of cells across an ambiguous face give a closed two-manifold", arguments: 0..<3)
  func everyPair(axis: Int) throws {
    let size = [GridSize(3, 2, 2), GridSize(2, 3, 2), GridSize(2, 2, 3)][axis]
    for low in 0..<16 {
      for high in 0..<16 {
        for diagonal in [0b1001, 0b0110] {
          let slices = [low, diagonal, high]
          let labels = Shapes.volume(size) { index in
            let across = index[(axis + 1) % 3] + 2 * index[(axis + 2) % 3]
            return UInt8(slices[index[axis]] >> across & 1)
          }
          let facts = try facts(labels, .middle)
          #expect(facts.isManifold, "slices \(slices)")
          #expect(facts.coincidentVertices == 0)
        }
      }
    }
  }

  @Test(
    "random volumes give closed two-manifolds, also after joining equal corners",
    arguments: [0.2, 0.5, 0.8], fields)
  func random(fill: Double, field: SurfaceRecipe.Field) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let size = GridSize(
        Int.random(in: 1...7, using: &random), Int.random(in: 1...6, using: &random),
        Int.random(in: 1...5, using: &random))
      let labels = Shapes.volume(size, try Shapes.anisotropic()) { _ in
        Double.random(in: 0..<1, using: &random) < fill ? 1 : 0
      }
      let facts = try facts(labels, field)
      #expect(facts.isManifold, "seed \(seed), size \(size)")
      #expect(facts.coincidentVertices == 0, "seed \(seed), size \(size)")
      #expect(facts.degenerateTriangles == 0, "seed \(seed), size \(size)")
      #expect(facts.volume >= 0, "seed \(seed), size \(size)")
    }
  }

  @Test(
    "each of five random labels, and sets of them, give closed two-manifolds", arguments: fields)
  func fiveLabels(field: SurfaceRecipe.Field) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let labels = Shapes.volume(GridSize(6, 7, 5), try Shapes.oblique(isLeftHanded: true)) { _ in
        UInt8.random(in: 0...5, using: &random)
      }
      for values in [[1], [2], [3], [4], [5], [1, 4], [2, 3, 5]] as [Set<UInt8>] {
        let surface = try SurfaceExtraction.mesh(
          of: values, in: labels, recipe: SurfaceRecipe(field: field))
        let facts = MeshFacts(of: surface.mesh, findingSelfIntersections: false)
        #expect(facts.isManifold && facts.coincidentVertices == 0, "seed \(seed), \(values)")
      }
    }
  }

  @Test("a row wider than a word gives a closed two-manifold wherever it begins")
  func wideRows() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for width in 50...60 {
      let labels = Shapes.volume(GridSize(width, 3, 2)) { _ in
        UInt8.random(in: 0...1, using: &random)
      }
      let facts = try facts(labels, .compensated)
      #expect(facts.isManifold, "seed \(seed), width \(width)")
    }
  }

  @Test("the surface does not depend on what else lies in the box")
  func placement() throws {
    // A second part far away makes the box larger; the first part's corners must stay bit-equal.
    let size = GridSize(23, 9, 8)
    let part: (VoxelIndex) -> Bool = {
      (2...4).contains($0.x) && (2...5).contains($0.y) && $0.z < 4
    }
    let alone = Shapes.volume(size, try Shapes.anisotropic()) { part($0) ? 1 : 0 }
    let both = Shapes.volume(size, try Shapes.anisotropic()) {
      part($0) || ($0.x > 12 && $0.y != 3) ? 1 : 0
    }
    let one = try SurfaceExtraction.mesh(of: [1], in: alone).mesh
    let two = try SurfaceExtraction.mesh(of: [1], in: both).mesh
    #expect(!one.positions.isEmpty)
    #expect(Set(one.positions).isSubset(of: Set(two.positions)))
  }
}
