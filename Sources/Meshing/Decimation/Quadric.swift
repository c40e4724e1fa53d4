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

  /// The area in mm² that was added: the trace holds each plane's once, and the pull three times.
  var area: Double { diagonal.sum() / (1 + 3 * Self.pull) }

  /// Nothing.
  init() {}

  /// The plane through `place` with a unit normal, and the pull to `place`.
  init(plane normal: SIMD3<Double>, through place: SIMD3<Double>, area: Double) {
    let height = inner(normal, place)
    diagonal = (normal * normal + Self.pull) * area
    mixed = SIMD3(normal.y * normal.z, normal.z * normal.x, normal.x * normal.y) * area
    linear = (normal * height + place * Self.pull) * area
    constant = (height * height + inner(place, place) * Self.pull) * area
  }

  static func += (sum: inout Quadric, other: Quadric) {
    sum.diagonal += other.diagonal
    sum.mixed += other.mixed
    sum.linear += other.linear
    sum.constant += other.constant
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

  /// The same function of places counted from `step` on.
  @inline(__always)
  func moved(by step: SIMD3<Double>) -> Quadric {
    let (d, e, f) = (mixed.x, mixed.y, mixed.z)
    let product =
      diagonal * step
      + SIMD3(f * step.y + e * step.z, f * step.x + d * step.z, e * step.x + d * step.y)
    var moved = self
    moved.linear = linear - product
    moved.constant = constant - 2 * inner(linear, step) + inner(product, step)
    return moved
  }
}

extension Quadric {
  /// A quadric as it is kept for each vertex, counted from the vertex's own place: there 32 bits do, and
  /// half as much memory is asked for in random order.
  struct Stored: Sendable {
    // Diagonal and the constant; then mixed and linear.
    private var first: SIMD4<Float>
    private var second: SIMD4<Float>
    private var third: SIMD2<Float>

    @inline(__always)
    init(_ quadric: Quadric) {
      first = SIMD4(SIMD4(quadric.diagonal, max(0, quadric.constant)))
      second = SIMD4(SIMD4(quadric.mixed, quadric.linear.x))
      third = SIMD2(SIMD2(quadric.linear.y, quadric.linear.z))
    }

    @inline(__always)
    var quadric: Quadric {
      let (one, two) = (SIMD4<Double>(first), SIMD4<Double>(second))
      var quadric = Quadric()
      quadric.diagonal = SIMD3(one.x, one.y, one.z)
      quadric.constant = one.w
      quadric.mixed = SIMD3(two.x, two.y, two.z)
      quadric.linear = SIMD3(two.w, Double(third.x), Double(third.y))
      return quadric
    }
  }
}
