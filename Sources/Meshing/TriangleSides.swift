/// The two sides of a triangle's plane, for leaving out most of its neighbours at once.
///
/// What lies on one side beyond any doubt of rounding needs no other test; the rest is left to
/// `TrianglePair`.
struct TriangleSides {
  private let one: UInt32
  private let two: UInt32
  private let three: UInt32
  private let base: SIMD3<Double>
  private let normal: SIMD3<Double>
  private let doubt: Double

  /// Takes a triangle, and how many mm other triangles that meet its box may extend.
  @inline(__always)
  init(_ mesh: Mesh, _ triangle: Int, within reach: Double) {
    let (positions, corners) = (mesh.positions.span, mesh.triangles.span)
    (one, two, three) = (
      corners[3 &* triangle], corners[3 &* triangle &+ 1], corners[3 &* triangle &+ 2]
    )
    base = SIMD3<Double>(positions[Int(one)])
    let u = SIMD3<Double>(positions[Int(two)]) - base
    let v = SIMD3<Double>(positions[Int(three)]) - base
    normal = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    // Far more than the rounding of a product of three such differences.
    let extents = pointwiseMax(pointwiseMax(u, -u), pointwiseMax(v, -v))
    let extent = max(extents.x, extents.y, extents.z)
    doubt = 1e-12 * extent * extent * (2 * extent + reach)
  }

  /// Whether the corners of another triangle that are not this one's all lie on one side.
  @inline(__always)
  func isOnOneSide(_ mesh: Mesh, _ other: Int) -> Bool {
    let (positions, corners) = (mesh.positions.span, mesh.triangles.span)
    var (low, high) = (Double.infinity, -Double.infinity)
    for i in 0..<3 {
      let corner = corners[3 &* other &+ i]
      if corner == one || corner == two || corner == three { continue }
      let apart = SIMD3<Double>(positions[Int(corner)]) - base
      let height = normal.x * apart.x + normal.y * apart.y + normal.z * apart.z
      low = min(low, height)
      high = max(high, height)
    }
    return low <= high && (low > doubt || high < -doubt)
  }
}
