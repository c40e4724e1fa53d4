import Foundation
import Meshing
import TestKit
import Testing
import Volumes

@Suite("surfaces of labels")
struct SurfaceExtractionTests {
  private let middle = SurfaceRecipe(field: .middle)

  private func facts(_ labels: Volume<UInt8>, _ recipe: SurfaceRecipe = .standard) throws
    -> MeshFacts
  {
    MeshFacts(of: try SurfaceExtraction.mesh(of: [1], in: labels, recipe: recipe).mesh)
  }

  @Test("one voxel is eight corners and twelve triangles around its centre")
  func oneVoxel() throws {
    let labels = Shapes.volume(GridSize(3, 4, 5), inside: [VoxelIndex(1, 2, 3)])
    let facts = try facts(labels, middle)
    #expect(facts.vertexCount == 8 && facts.triangleCount == 12)
    #expect(facts.isManifold && facts.topology.eulerNumber == 2 && facts.componentCount == 1)
    // Each corner is the mean of three edge middles: a third of the way from 1 to 1 ± ½.
    let third = Float(1) / 6
    #expect(facts.bounds?.lower == [1 - third, 2 - third, 3 - third])
    #expect(facts.bounds?.upper == [1 + third, 2 + third, 3 + third])
  }

  @Test("two voxels that share an edge or a corner are two parts; a face makes them one")
  func touching() throws {
    for (other, parts) in [
      (VoxelIndex(2, 1, 1), 1), (VoxelIndex(2, 2, 1), 2), (VoxelIndex(2, 2, 2), 2),
    ] {
      let labels = Shapes.volume(GridSize(4, 5, 6), inside: [VoxelIndex(1, 1, 1), other])
      for recipe in [middle, .standard] {
        let facts = try facts(labels, recipe)
        #expect(facts.isManifold && facts.componentCount == parts)
        #expect(facts.topology.eulerNumber == 2 * parts)
        #expect(facts.selfIntersections == 0)
      }
    }
  }

  @Test("a ball of more than 5000 voxels keeps its volume within 1 %, and is one sphere")
  func ball() throws {
    let labels = Shapes.ball(GridSize(28, 27, 29), try Shapes.anisotropic(), radius: 10.8)
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels)
    #expect(surface.voxelCount > 5000)
    let facts = MeshFacts(of: surface.mesh)
    #expect(facts.isManifold && facts.topology.eulerNumber == 2 && facts.componentCount == 1)
    #expect(abs(facts.volume / surface.voxelVolume - 1) < 0.01)
    let truth = 4 / 3 * Double.pi * pow(10.8, 3) * 0.4 * 0.5 * 0.8
    #expect(abs(facts.volume / truth - 1) < 0.015)
    #expect(facts.selfIntersections == 0)
  }

  @Test("the field takes away the staircase of a ball")
  func noStaircase() throws {
    // Corners of a surface without steps lie at nearly one distance from the centre.
    func spread(_ recipe: SurfaceRecipe) throws -> Double {
      let labels = Shapes.ball(GridSize(23, 23, 23), radius: 9.5)
      let mesh = try SurfaceExtraction.mesh(of: [1], in: labels, recipe: recipe).mesh
      let radii = mesh.positions.map { length(SIMD3<Double>($0) - 11) }
      let mean = radii.reduce(0, +) / Double(radii.count)
      let variance = radii.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(radii.count)
      return variance.squareRoot()
    }
    let steps = try spread(middle)
    let gaussian = try spread(SurfaceRecipe(field: .clampedGaussian(sigma: 1)))
    let standard = try spread(.standard)
    #expect(steps > 0.1 && gaussian < 0.8 * steps && standard < 0.9 * steps)
  }

  @Test("a ring has Euler number 0, a hollow box has a cavity")
  func topology() throws {
    let ring = Shapes.volume(GridSize(9, 10, 5), try Shapes.anisotropic()) { index in
      let isRing =
        (1...7).contains(index.x) && (1...8).contains(index.y) && (1...3).contains(index.z)
      return isRing && !((3...5).contains(index.x) && (3...6).contains(index.y)) ? 1 : 0
    }
    let ringFacts = try facts(ring)
    #expect(ringFacts.isManifold && ringFacts.topology.eulerNumber == 0)
    #expect(ringFacts.componentCount == 1 && ringFacts.cavityCount == 0)

    let hollow = Shapes.volume(GridSize(9, 8, 7)) { index in
      index == VoxelIndex(4, 4, 3)
        ? 0
        : (1...7).contains(index.x) && (1...6).contains(index.y) && (1...5).contains(index.z)
          ? 1 : 0
    }
    let hollowFacts = try facts(hollow)
    #expect(hollowFacts.componentCount == 2 && hollowFacts.cavityCount == 1)
    #expect(hollowFacts.topology.eulerNumber == 4 && hollowFacts.isManifold)
  }

  @Test("a cut end is closed flat, half a voxel beyond the last slice, and is listed")
  func capped() throws {
    let size = GridSize(15, 14, 9)
    let labels = Shapes.volume(size, try Shapes.anisotropic()) { index in
      (3...11).contains(index.x) && (3...10).contains(index.y) && index.z >= 3 ? 1 : 0
    }
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels)
    #expect(surface.cappedFaces == [.z1])
    let facts = MeshFacts(of: surface.mesh)
    #expect(facts.isManifold && facts.componentCount == 1)
    let top = Float(labels.geometry.point(GridPoint(7, 6.5, Double(size.z) - 0.5)).vector.z)
    #expect(abs((facts.bounds?.upper.z ?? 0) - top) < 1e-4)
    // The 8 × 7 corners between the 9 × 8 voxels of the last slice lie at one height.
    let flat = surface.mesh.positions.filter { position in
      let place = labels.geometry.gridPoint(PatientPoint(SIMD3<Double>(position))).vector
      return place.z > 7.5 && place.x > 3 && place.x < 11 && place.y > 3 && place.y < 10
    }
    #expect(flat.count == 56)
    #expect(flat.allSatisfy { abs($0.z - top) < 1e-4 })
  }

  @Test("a volume that is all bone is capped on all six faces")
  func cappedEverywhere() throws {
    let labels = Shapes.volume(GridSize(4, 3, 2)) { _ in 1 }
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels)
    #expect(surface.cappedFaces == Set(VolumeFace.allCases))
    #expect(MeshFacts(of: surface.mesh).isManifold)
  }

  @Test("the volume is positive on oblique grids of either hand", arguments: [false, true])
  func handedness(isLeftHanded: Bool) throws {
    let geometry = try Shapes.oblique(isLeftHanded: isLeftHanded)
    #expect(geometry.isLeftHanded == isLeftHanded)
    let labels = Shapes.ball(GridSize(15, 16, 17), geometry, radius: 6)
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels, recipe: middle)
    let facts = MeshFacts(of: surface.mesh)
    #expect(facts.isManifold && facts.volume > 0)
    #expect(abs(facts.volume / surface.voxelVolume - 1) < 0.03)
    // Corners lie in the patient where the voxels do.
    let centre = labels.geometry.point(GridPoint(7, 7.5, 8)).vector
    let middle = surface.mesh.positions.reduce(SIMD3<Double>.zero) { $0 + SIMD3<Double>($1) }
    #expect(length(middle / Double(surface.mesh.positions.count) - centre) < 0.05)
  }

  @Test("a set of values is one surface, and background is never in it")
  func sets() throws {
    let labels = Shapes.volume(GridSize(8, 5, 4)) { index in
      (1...2).contains(index.y) && (1...2).contains(index.z)
        ? (1...3).contains(index.x) ? 1 : (4...6).contains(index.x) ? 7 : 0 : 0
    }
    let both = try SurfaceExtraction.mesh(of: [0, 1, 7], in: labels)
    #expect(both.voxelCount == 24)
    #expect(MeshFacts(of: both.mesh).componentCount == 1)
    let binary = Shapes.volume(labels.size) { labels[$0] > 0 ? 1 : 0 }
    #expect(both.mesh == (try SurfaceExtraction.mesh(of: [1], in: binary).mesh))
  }

  @Test("a value that does not occur gives an empty surface")
  func absent() throws {
    let labels = Shapes.volume(GridSize(3, 3, 3)) { _ in 2 }
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels)
    #expect(surface.mesh == Mesh() && surface.voxelCount == 0 && surface.cappedFaces.isEmpty)
  }

  @Test("every corner stays within half a voxel of the voxel faces")
  func withinHalfAVoxel() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let labels = Shapes.volume(GridSize(6, 5, 7)) { _ in UInt8.random(in: 0...1, using: &random) }
      let mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
      let deviation = SurfaceDeviation(of: mesh, from: [1], in: labels)
      #expect((deviation.max ?? 9) <= 0.5, "seed \(seed)")
    }
  }
}
