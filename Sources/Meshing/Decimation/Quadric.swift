/// A sum of squared distances to planes, weighted by area, as a function of a place.
///
/// After Garland and Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997. To the planes
/// a weak pull to the vertices' own places is added, so that there always is one best place, and flat
/// regions keep triangles of good shape.
struct Quadric: Sendable {
  /// The weight of the pull against that of the planes.
  static let pull = 1e-3

  // xᵀAx - 2bᵀx + c; the diagonal of A, then A's yz, zx and xy.
  private(set) var diagonal = SIMD3<Double>.zero
  private(set) var mixed = SIMD3<Double>.zero
  private(set) var linear = SIMD3<Double>.zero
  private(set) var constant = 0.0
  /// The area in mm² that was added.
  private(set) var area = 0.0

  /// Nothing.
  init() {}

  /// The plane through `place` with a unit normal, and the pull to `place`.
  init(plane normal: SIMD3<Double>, through place: SIMD3<Double>, area: Double) {
    let height = inner(normal, place)
    diagonal = (normal * normal + Self.pull) * area
    mixed = SIMD3(normal.y * normal.z, normal.z * normal.x, normal.x * normal.y) * area
    linear = (normal * height + place * Self.pull) * area
    constant = (height * height + inner(place, place) * Self.pull) * area
    self.area = area
  }

  static func += (sum: inout Quadric, other: Quadric) {
    sum.diagonal += other.diagonal
    sum.mixed += other.mixed
    sum.linear += other.linear
    sum.constant += other.constant
    sum.area += other.area
  }

  @inline(__always)
  static func + (a: Quadric, b: Quadric) -> Quadric {
    var sum = a
    sum += b
    return sum
  }

  /// The error at a place, in mm⁴.
  @inline(__always)
  func error(at p: SIMD3<Double>) -> Double {
    let crossed = SIMD3(p.y * p.z, p.z * p.x, p.x * p.y)
    return inner(p * p, diagonal) + 2 * (inner(crossed, mixed) - inner(p, linear)) + constant
  }

  /// The place of the smallest error; nil when rounding leaves none.
  @inline(__always)
  var best: SIMD3<Double>? {
    let (a, b, c) = (diagonal.x, diagonal.y, diagonal.z)
    let (d, e, f) = (mixed.x, mixed.y, mixed.z)
    let rowX = SIMD3(b * c - d * d, d * e - f * c, f * d - b * e)
    let rowY = SIMD3(rowX.y, a * c - e * e, e * f - a * d)
    let rowZ = SIMD3(rowX.z, rowY.z, a * b - f * f)
    let determinant = a * rowX.x + f * rowX.y + e * rowX.z
    guard determinant > 0 else { return nil }
    let place = SIMD3(inner(rowX, linear), inner(rowY, linear), inner(rowZ, linear)) / determinant
    return place.sum().isFinite ? place : nil
  }
}
