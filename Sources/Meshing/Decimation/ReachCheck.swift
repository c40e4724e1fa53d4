internal import Volumes

/// Whether every place of a surface lies within a distance of another: proven, not sampled.
///
/// The distance to one triangle is a convex function, so a piece whose three corners are within the
/// limit of one and the same triangle is so everywhere. Pieces for which no such triangle is found are
/// divided in four; a corner out of reach, or a piece too small to be divided on, answers no.
struct ReachCheck {
  private static let greatestDepth = 12

  private let mesh: Mesh
  private let greatestSquare: Double
  private let origin: SIMD3<Double>
  private let cellSide: Double
  private let size: SIMD3<Int>
  // The triangles within reach of each cell of a grid, one cell after the other.
  private var starts: [UInt32]
  private var members: [UInt32]

  /// Sorts the triangles of a mesh that is not empty.
  init(_ mesh: Mesh, limit: Double) {
    self.mesh = mesh
    greatestSquare = limit * limit
    var (lower, upper) = (SIMD3<Double>(mesh.positions[0]), SIMD3<Double>(mesh.positions[0]))
    for position in mesh.positions {
      lower = pointwiseMin(lower, SIMD3<Double>(position))
      upper = pointwiseMax(upper, SIMD3<Double>(position))
    }
    let extent = upper - lower + 2 * limit
    var widths = 0.0
    for triangle in 0..<mesh.triangleCount {
      let (low, high) = Self.box(of: mesh, triangle)
      widths += (high - low).max()
    }
    var side = widths / Double(max(1, mesh.triangleCount)) + limit
    while (extent.x / side + 1) * (extent.y / side + 1) * (extent.z / side + 1) > 4_000_000 {
      side *= 1.25
    }
    let size = SIMD3<Int>((extent / side).rounded(.down)) &+ 1
    (origin, cellSide, self.size) = (lower - limit, side, size)
    starts = Array(repeating: 0, count: size.x * size.y * size.z + 2)
    members = []
    forEachEntry(limit) { check, cell, _ in check.starts[cell + 2] += 1 }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    members = Array(repeating: 0, count: Int(starts[starts.count - 1]))
    forEachEntry(limit) { check, cell, triangle in
      check.members[Int(check.starts[cell + 1])] = UInt32(triangle)
      check.starts[cell + 1] += 1
    }
  }

  private mutating func forEachEntry(
    _ limit: Double, _ body: (inout ReachCheck, _ cell: Int, _ triangle: Int) -> Void
  ) {
    for triangle in 0..<mesh.triangleCount {
      let (lower, upper) = Self.box(of: mesh, triangle)
      let (low, high) = (place(lower - limit), place(upper + limit))
      for z in low.z...high.z {
        for y in low.y...high.y {
          for x in low.x...high.x { body(&self, (z * size.y + y) * size.x + x, triangle) }
        }
      }
    }
  }

  private static func box(of mesh: Mesh, _ triangle: Int) -> (SIMD3<Double>, SIMD3<Double>) {
    let (a, b, c) = corners(of: mesh, triangle)
    return (pointwiseMin(a, pointwiseMin(b, c)), pointwiseMax(a, pointwiseMax(b, c)))
  }

  @inline(__always)
  private static func corners(
    of mesh: Mesh, _ triangle: Int
  ) -> (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) {
    let at = 3 &* triangle
    return (
      SIMD3<Double>(mesh.positions[Int(mesh.triangles[at])]),
      SIMD3<Double>(mesh.positions[Int(mesh.triangles[at &+ 1])]),
      SIMD3<Double>(mesh.positions[Int(mesh.triangles[at &+ 2])])
    )
  }

  @inline(__always)
  private func place(_ position: SIMD3<Double>) -> SIMD3<Int> {
    let cell = ((position - origin) / cellSide).rounded(.down)
    return SIMD3<Int>(
      pointwiseMin(pointwiseMax(cell, .zero), SIMD3<Double>(size &- 1)))
  }

  /// The triangles that may be within reach of a place.
  @inline(__always)
  private func candidates(_ position: SIMD3<Double>) -> Range<Int> {
    let cell = place(position)
    let at = (cell.z &* size.y &+ cell.y) &* size.x &+ cell.x
    return Range(uncheckedBounds: (Int(starts[at]), Int(starts[at &+ 1])))
  }

  /// Whether all of `other` is within the limit of the mesh.
  func holds(_ other: Mesh) -> Bool {
    for triangle in 0..<other.triangleCount {
      let (a, b, c) = Self.corners(of: other, triangle)
      guard isNear(a), isNear(b), isNear(c), isPieceNear(a, b, c, depth: 0) else { return false }
    }
    return true
  }

  /// Whether some triangle is within the limit of a place.
  private func isNear(_ place: SIMD3<Double>) -> Bool {
    for at in candidates(place) where square(place, Int(members[at])) <= greatestSquare {
      return true
    }
    return false
  }

  @inline(__always)
  private func square(_ place: SIMD3<Double>, _ triangle: Int) -> Double {
    let (a, b, c) = Self.corners(of: mesh, triangle)
    return TriangleDistance.square(from: place, to: a, b, c)
  }

  /// Whether a piece whose corners are near is near everywhere.
  private func isPieceNear(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, depth: Int
  ) -> Bool {
    for at in candidates((a + b + c) / 3) {
      let triangle = Int(members[at])
      if square(a, triangle) <= greatestSquare, square(b, triangle) <= greatestSquare,
        square(c, triangle) <= greatestSquare
      {
        return true
      }
    }
    guard depth < Self.greatestDepth else { return false }
    let (ab, bc, ca) = ((a + b) * 0.5, (b + c) * 0.5, (c + a) * 0.5)
    return isNear(ab) && isNear(bc) && isNear(ca)
      && isPieceNear(a, ab, ca, depth: depth + 1) && isPieceNear(ab, b, bc, depth: depth + 1)
      && isPieceNear(ca, bc, c, depth: depth + 1) && isPieceNear(ab, bc, ca, depth: depth + 1)
  }
}
