import Meshing
import Testing
import Volumes

@Suite("deviation from the voxels")
struct SurfaceDeviationTests {
  private func deviation(_ points: [SIMD3<Double>]) throws -> SurfaceDeviation {
    // One voxel at (2, 3, 1), 0.4 × 0.5 × 0.8 mm.
    let labels = Shapes.volume(
      GridSize(6, 7, 5), try Shapes.oblique(isLeftHanded: true), inside: [VoxelIndex(2, 3, 1)])
    let positions = points.map { place in
      SIMD3<Float>(labels.geometry.point(GridPoint(place)).vector)
    }
    return SurfaceDeviation(of: Mesh(positions: positions), from: [1], in: labels)
  }

  @Test("distances to the faces of one voxel, by hand")
  func byHand() throws {
    let cases: [(SIMD3<Double>, Double)] = [
      ([2, 3, 1], 0.2),  // The centre: half of 0.4 mm.
      ([2.5, 3, 1], 0),  // On a face.
      ([2, 3.25, 1], 0.125),  // A quarter of 0.5 mm from the face at 3.5, inside.
      ([2, 3, 3.5], 1.6),  // Two voxels of 0.8 mm above the upper face.
      ([4, 4.5, 1], (0.6 * 0.6 + 0.5 * 0.5).squareRoot()),  // Beside an edge.
      ([5.5, 3, 1], 1.2),
    ]
    for (place, distance) in cases {
      let result = try deviation([place])
      #expect(abs((result.max ?? 9) - distance) < 1e-4, "at \(place)")
    }
  }

  @Test("mean and greatest over several corners")
  func mean() throws {
    let result = try deviation([[2.5, 3, 1], [2, 3, 1]])
    #expect(abs((result.mean ?? 9) - 0.1) < 1e-4 && abs((result.max ?? 9) - 0.2) < 1e-4)
  }

  @Test("a corner far away is infinitely far, no corner gives no distance")
  func ends() throws {
    #expect(try deviation([[2, 3, 1], [90, 3, 1]]).max == .infinity)
    #expect(try deviation([[.nan, 3, 1]]).max == .infinity)
    #expect(try deviation([]).mean == nil)
    let empty = Shapes.volume(GridSize(3, 3, 3)) { _ in 0 }
    let alone = Mesh(positions: [[1, 1, 1]])
    #expect(SurfaceDeviation(of: alone, from: [1], in: empty).max == .infinity)
  }
}
