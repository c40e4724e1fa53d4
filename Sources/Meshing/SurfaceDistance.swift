internal import Glibc

/// How far places lie from a surface, and on which side of it.
///
/// The distance is that to the nearest point of the nearest triangle, exact but for the rounding of
/// 32-bit floats. The side comes from the angle-weighted normal of the face, edge or corner that is
/// nearest: J. A. Bærentzen and H. Aanæs, "Signed distance computation using the angle weighted
/// pseudonormal", 2005. It means something only for a closed surface that is turned outward.
public struct SurfaceDistance: Sendable {
  private let tree: TriangleTree
  /// Corners at one place count as one, so that a surface read from STL has its edges.
  private let positions: [SIMD3<Float>]
  private let triangles: [UInt32]
  /// The triangles round each corner: those of corner `c` are at `starts[c]..<starts[c + 1]`.
  private let starts: [UInt32]
  private let around: [UInt32]
  /// Where its corners lie: most of a corrected bone's surface is the AI's, to the last bit.
  private let places: PlaceSet

  /// Prepares a surface; corners that are missing or not finite take their triangles with them.
  public init(to mesh: Mesh) {
    let count = mesh.positions.count
    let weld = VertexWeld(mesh.positions)
    var welded = Mesh(positions: weld.positions)
    welded.triangles.reserveCapacity(mesh.triangles.count)
    for triangle in 0..<mesh.triangleCount {
      let corners = mesh.triangles[3 * triangle..<3 * triangle + 3]
      guard corners.allSatisfy({ $0 < count }) else { continue }
      for corner in corners { welded.triangles.append(weld.map[Int(corner)]) }
    }
    tree = TriangleTree(welded)
    positions = welded.positions
    triangles = welded.triangles
    var starts = [UInt32](repeating: 0, count: positions.count + 1)
    for corner in triangles { starts[Int(corner) + 1] &+= 1 }
    for corner in positions.indices { starts[corner &+ 1] &+= starts[corner] }
    var next = starts
    var around = [UInt32](repeating: 0, count: triangles.count)
    for at in triangles.indices {
      let corner = Int(triangles[at])
      around[Int(next[corner])] = UInt32(at / 3)
      next[corner] &+= 1
    }
    (self.starts, self.around) = (starts, around)
    places = PlaceSet(
      positions.indices.lazy.filter { starts[$0] < starts[$0 + 1] }.map { welded.positions[$0] })
  }

  /// The distance in mm, positive outside and negative inside; infinite when there is no surface or
  /// the place is not finite.
  public func signedDistance(from point: SIMD3<Float>) -> Float {
    tree.nearest(to: point).map { signedDistance(from: point, to: $0) } ?? .infinity
  }

  /// The distances of many places, in their order; fastest when neighbours follow one another.
  public func signedDistances(from points: [SIMD3<Float>]) -> [Float] {
    var distances = [Float](repeating: .infinity, count: points.count)
    var hint: UInt32?
    for number in points.indices {
      if places.contains(points[number]) {
        distances[number] = 0
        continue
      }
      guard let hit = tree.nearest(to: points[number], hint: hint) else { continue }
      distances[number] = signedDistance(from: points[number], to: hit)
      hint = hit.place
    }
    return distances
  }

  private func signedDistance(
    from point: SIMD3<Float>, to hit: TriangleTree.Hit
  ) -> Float {
    if hit.squaredDistance == 0 { return 0 }
    let distance = hit.squaredDistance.squareRoot()
    // Not a number and exactly beside the surface count as outside.
    return (normal(at: hit) * (point - hit.point)).sum() < 0 ? -distance : distance
  }

  /// The direction that the surface faces at a point of it; not of length 1.
  private func normal(at hit: TriangleTree.Hit) -> SIMD3<Float> {
    let at = 3 &* Int(hit.triangle)
    let (a, b, c) = (triangles[at], triangles[at &+ 1], triangles[at &+ 2])
    switch hit.feature {
    case .face: return normal(of: Int(hit.triangle))
    case .cornerA: return normal(ofCorner: a)
    case .cornerB: return normal(ofCorner: b)
    case .cornerC: return normal(ofCorner: c)
    case .edgeAB: return normal(ofEdge: a, b)
    case .edgeBC: return normal(ofEdge: b, c)
    case .edgeCA: return normal(ofEdge: c, a)
    }
  }

  /// The sum of the normals of the triangles at an edge.
  private func normal(ofEdge one: UInt32, _ other: UInt32) -> SIMD3<Float> {
    var sum = SIMD3<Float>.zero
    for place in starts[Int(one)]..<starts[Int(one) &+ 1] {
      let triangle = Int(around[Int(place)])
      let at = 3 &* triangle
      if triangles[at] == other || triangles[at &+ 1] == other || triangles[at &+ 2] == other {
        sum += normal(of: triangle)
      }
    }
    return sum
  }

  /// The sum of the normals of the triangles at a corner, weighted by their angles there.
  private func normal(ofCorner corner: UInt32) -> SIMD3<Float> {
    var sum = SIMD3<Float>.zero
    for place in starts[Int(corner)]..<starts[Int(corner) &+ 1] {
      let triangle = Int(around[Int(place)])
      let at = 3 &* triangle
      let (a, b, c) = (triangles[at], triangles[at &+ 1], triangles[at &+ 2])
      let (next, last) = corner == a ? (b, c) : corner == b ? (c, a) : (a, b)
      let u = unit(positions[Int(next)] - positions[Int(corner)])
      let v = unit(positions[Int(last)] - positions[Int(corner)])
      // From the chord: near 0° and 180° the cosine alone would lose the angle.
      let (difference, total) = (u - v, u + v)
      let angle =
        2 * atan2f((difference * difference).sum().squareRoot(), (total * total).sum().squareRoot())
      sum += normal(of: triangle) * angle
    }
    return sum
  }

  /// The direction that a triangle faces, of length 1; 0 without area.
  private func normal(of triangle: Int) -> SIMD3<Float> {
    let at = 3 &* triangle
    let a = positions[Int(triangles[at])]
    let u = positions[Int(triangles[at &+ 1])] - a
    let v = positions[Int(triangles[at &+ 2])] - a
    return unit(SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x))
  }

  private func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    let square = (vector * vector).sum()
    return square > 0 && square.isFinite ? vector / square.squareRoot() : .zero
  }
}
