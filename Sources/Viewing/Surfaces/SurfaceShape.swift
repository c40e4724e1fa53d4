internal import Meshing

/// A mesh made ready to be drawn many times: its corners with their normals.
struct SurfaceShape: Sendable {
  /// The corners in mm, LPS.
  let positions: [SIMD3<Float>]
  /// The direction that the surface faces at each corner; length 1, or 0 where there is none.
  let normals: [SIMD3<Float>]
  /// Three corners a triangle, all of which exist.
  let triangles: [UInt32]

  /// Makes a mesh ready; triangles with a corner that is missing are left out.
  init(_ mesh: Mesh) {
    positions = mesh.positions
    normals = Self.normals(mesh)
    let count = UInt32(clamping: mesh.positions.count)
    let isWhole =
      mesh.triangles.count % 3 == 0 && (mesh.triangles.max().map { $0 < count } ?? true)
    triangles = isWhole ? mesh.triangles : Self.existing(mesh.triangles, count)
  }

  /// Takes what is ready; every triangle's corners exist.
  init(positions: [SIMD3<Float>], normals: [SIMD3<Float>], triangles: [UInt32]) {
    (self.positions, self.normals, self.triangles) = (positions, normals, triangles)
  }

  private static func existing(_ triangles: [UInt32], _ count: UInt32) -> [UInt32] {
    var kept: [UInt32] = []
    for triangle in 0..<triangles.count / 3 {
      let corners = triangles[3 * triangle..<3 * triangle + 3]
      if corners.allSatisfy({ $0 < count }) { kept += corners }
    }
    return kept
  }

  /// The mean normals of the triangles round each corner, weighted by their areas; length 1 or 0.
  private static func normals(_ mesh: Mesh) -> [SIMD3<Float>] {
    let count = mesh.positions.count
    var sums = [SIMD3<Float>](repeating: .zero, count: count)
    let positions = mesh.positions.span
    let triangles = mesh.triangles.span
    var sum = sums.mutableSpan
    for triangle in 0..<triangles.count / 3 {
      let (a, b, c) = (
        Int(triangles[3 &* triangle]), Int(triangles[3 &* triangle &+ 1]),
        Int(triangles[3 &* triangle &+ 2])
      )
      if a >= count || b >= count || c >= count { continue }
      let u = positions[b] - positions[a]
      let v = positions[c] - positions[a]
      let normal = SIMD3(
        u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
      sum[a] += normal
      sum[b] += normal
      sum[c] += normal
    }
    for corner in 0..<count { sum[corner] = SurfaceLight.unit(sum[corner]) }
    return sums
  }
}
