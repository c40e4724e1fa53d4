import Meshing
import TestKit
import Testing
import Volumes

@Suite("distance from a surface")
struct SurfaceDistanceTests {
  /// A cube of 2 mm about the origin, outward, two triangles a side.
  private static let cube = Mesh(
    positions: (0..<8).map { SIMD3($0 & 1 == 0 ? -1 : 1, $0 & 2 == 0 ? -1 : 1, $0 < 4 ? -1 : 1) },
    triangles: [
      0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
      2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5,
    ])

  @Test("faces, edges and corners of a cube, by hand")
  func cube() {
    let distance = SurfaceDistance(to: Self.cube)
    let cases: [(SIMD3<Float>, Float)] = [
      ([0, 0, 0], -1), ([0.5, 0, 0.25], -0.5), ([3, 0.3, 0.2], 2), ([0.9, 0.95, 0.1], -0.05),
      // Beside an edge, and beside a corner: 3-4-5 and 2-3-6-7.
      ([4, 5, 0.5], 5), ([-0.5, -4, -5], 5), ([3, 4, 7], 7), ([-3, -4, -7], 7),
      // On a face, an edge and a corner.
      ([1, 0.2, 0.3], 0), ([1, 1, 0.3], 0), ([1, 1, -1], 0),
    ]
    for (place, expected) in cases {
      #expect(abs(distance.signedDistance(from: place) - expected) < 1e-6, "at \(place)")
    }
  }

  @Test("a cavity's wall turns the sides round")
  func cavity() {
    let inward = stride(from: 0, to: 36, by: 3).flatMap { at in
      [Self.cube.triangles[at], Self.cube.triangles[at + 2], Self.cube.triangles[at + 1]]
    }
    let distance = SurfaceDistance(to: Mesh(positions: Self.cube.positions, triangles: inward))
    #expect(distance.signedDistance(from: [0, 0, 0]) == 1)
    #expect(distance.signedDistance(from: [3, 4, 7]) == -7)
  }

  @Test("beside the sharp tip of a thin wedge the side is right all round it")
  func wedge() {
    // A pyramid so steep that at its tip a single face's normal tells the wrong side.
    let base: [SIMD3<Float>] = [[-0.1, -0.1, 0], [0.1, -0.1, 0], [0.1, 0.1, 0], [-0.1, 0.1, 0]]
    let mesh = Mesh(
      positions: base + [[2, 0, 1]],
      triangles: [0, 2, 1, 0, 3, 2, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4])
    let distance = SurfaceDistance(to: mesh)
    let tip = SIMD3<Float>(2, 0, 1)
    for direction: SIMD3<Float> in [[1, 0, 0], [0, 0, 1], [0.9, 0.3, 0.3], [0.9, -0.3, 0.3]] {
      #expect(distance.signedDistance(from: tip + direction) > 0, "towards \(direction)")
    }
    #expect(distance.signedDistance(from: tip * 0.98) < 0)
  }

  @Test("a ball of 10 mm: every distance within the roughness of its surface")
  func ball() throws {
    let labels = Shapes.ball(GridSize(41, 41, 41), radius: 10)
    let surface = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    let distance = SurfaceDistance(to: surface)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      var place = SIMD3<Float>.zero
      for axis in 0..<3 { place[axis] = Float.random(in: -18...18, using: &generator) }
      let radius = (place * place).sum().squareRoot()
      let found = distance.signedDistance(from: place + 20)
      #expect(abs(found - (radius - 10)) < 0.5, "at \(place)")
      if abs(radius - 10) > 0.5 { #expect((found > 0) == (radius > 10), "at \(place)") }
    }
  }

  @Test("the nearest of all triangles is found, against every triangle by hand", arguments: 0..<6)
  func brute(_ seed: Int) {
    // Triangles anywhere: long, thin, in line, and a corner that is no number.
    var generator = SeededGenerator(seed: UInt64(seed))
    var mesh = Mesh()
    func any(_ range: ClosedRange<Float>) -> SIMD3<Float> {
      SIMD3(
        Float.random(in: range, using: &generator), Float.random(in: range, using: &generator),
        Float.random(in: range, using: &generator))
    }
    let count = [1, 3, 4, 17, 64, 700][seed]
    for triangle in 0..<count {
      let a = any(-10...10)
      let (u, v) = (any(-2...2), any(-2...2))
      mesh.positions += [a, a + u, triangle % 9 == 8 ? a + u * 3 : a + v]
      mesh.triangles += (0..<3).map { UInt32(3 * triangle + $0) }
    }
    let sound = mesh
    mesh.positions.append(SIMD3(.nan, 0, 0))
    mesh.triangles += [0, 1, UInt32(3 * count), 0, 1, 999_999]
    let distance = SurfaceDistance(to: mesh)
    for _ in 0..<300 {
      let place = any(-14...14)
      var best = Double.infinity
      for triangle in 0..<count {
        let corners = sound.positions[3 * triangle..<3 * triangle + 3].map { SIMD3<Double>($0) }
        best = min(best, Self.distance(SIMD3<Double>(place), corners[0], corners[1], corners[2]))
      }
      let found = abs(Double(distance.signedDistance(from: place)))
      #expect(abs(found - best) < 1e-4, "seed \(seed), at \(place)")
    }
  }

  /// Another way than the one that is tested: the plane where the foot lies inside, else three edges.
  private static func distance(
    _ p: SIMD3<Double>, _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>
  ) -> Double {
    func toEdge(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
      let share = min(max(dot(p - a, b - a) / dot(b - a, b - a), 0), 1)
      return length(p - a - (b - a) * share)
    }
    var best = min(toEdge(a, b), min(toEdge(b, c), toEdge(c, a)))
    let normal = cross(b - a, c - a)
    // Corners in line, but for the rounding to floats.
    guard length(normal) > 1e-5 else { return best }
    let isOver = [(a, b), (b, c), (c, a)].allSatisfy {
      dot(cross($0.1 - $0.0, p - $0.0), normal) >= 0
    }
    if isOver { best = min(best, abs(dot(p - a, normal)) / length(normal)) }
    return best
  }

  @Test("triangles that share places but no corners have edges and corners all the same")
  func soup() {
    let soup = Mesh(
      positions: Self.cube.triangles.map { Self.cube.positions[Int($0)] }, triangles: Array(0..<36))
    let distance = SurfaceDistance(to: soup)
    #expect(distance.signedDistance(from: [3, 4, 7]) == 7)
    #expect(abs(distance.signedDistance(from: [0.9, 0.9, 0.1]) + 0.1) < 1e-6)
  }

  @Test("no surface, or a place that is no number, is infinitely far")
  func ends() {
    #expect(SurfaceDistance(to: Mesh()).signedDistance(from: [1, 2, 3]) == .infinity)
    let distance = SurfaceDistance(to: Self.cube)
    #expect(distance.signedDistance(from: [.nan, 0, 0]) == .infinity)
    #expect(distance.signedDistance(from: [0, .infinity, 0]) == .infinity)
    #expect(distance.signedDistances(from: [[3, 0.3, 0.2], [0, 0, 0]]) == [2, -1])
    let points = Mesh(positions: [[1, 1, 1]], triangles: [0, 0, 0])
    #expect(abs(SurfaceDistance(to: points).signedDistance(from: [1, 1, 4])) == 3)
  }
}
