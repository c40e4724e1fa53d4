import Meshing
import TestKit
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

  @Test("the nearest face is found as by looking at all of them, also far from it and outside")
  func allFaces() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let size = GridSize(5, 4, 6)
    let labels = Shapes.volume(size, try Shapes.anisotropic()) { _ in
      Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0
    }
    guard labels.voxels.contains(1) else { return }
    let faces = Self.faces(labels)
    for _ in 0..<300 {
      let place = SIMD3(
        Double.random(in: -2...6, using: &random), Double.random(in: -2...5, using: &random),
        Double.random(in: -2...7, using: &random))
      let position = SIMD3<Float>(labels.geometry.point(GridPoint(place)).vector)
      let found = SurfaceDeviation(of: Mesh(positions: [position]), from: [1], in: labels)
      // The position was rounded to 32 bits.
      let rounded = labels.geometry.gridPoint(PatientPoint(SIMD3<Double>(position))).vector
      let wanted = faces.map { $0.distance(to: rounded, labels.geometry.spacing) }.min() ?? 0
      #expect(abs((found.max ?? -1) - wanted) < 1e-9, "seed \(seed), at \(place)")
    }
  }

  private struct Face {
    let centre: SIMD3<Double>
    let axis: Int

    func distance(to place: SIMD3<Double>, _ spacing: SIMD3<Double>) -> Double {
      var apart = place - centre
      for i in 0..<3 { apart[i] = i == axis ? apart[i] : max(0, abs(apart[i]) - 0.5) }
      return length(apart * spacing)
    }
  }

  private static func faces(_ labels: Volume<UInt8>) -> [Face] {
    func isInside(_ index: VoxelIndex) -> Bool {
      labels.size.contains(index) && labels[index] == 1
    }
    var faces: [Face] = []
    for at in 0..<labels.size.count where labels.voxels[at] == 1 {
      let here = labels.size.index(at)
      for axis in 0..<3 {
        for step in [-1, 1] {
          var there = here
          there[axis] += step
          if isInside(there) { continue }
          var centre = GridPoint(here).vector
          centre[axis] += Double(step) / 2
          faces.append(Face(centre: centre, axis: axis))
        }
      }
    }
    return faces
  }
}
