/// How far a place lies from a triangle.
enum TriangleDistance {
  /// The squared distance to the nearest point of the triangle, its sides and corners included.
  ///
  /// After Ericson, "Real-Time Collision Detection", 2005, section 5.1.5: the regions of corners, sides
  /// and inside are told apart by signs.
  @inline(__always)
  static func square(
    from place: SIMD3<Double>, to a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>
  ) -> Double {
    let (ab, ac, ap) = (b - a, c - a, place - a)
    let (d1, d2) = (inner(ab, ap), inner(ac, ap))
    if d1 <= 0, d2 <= 0 { return inner(ap, ap) }
    let bp = place - b
    let (d3, d4) = (inner(ab, bp), inner(ac, bp))
    if d3 >= 0, d4 <= d3 { return inner(bp, bp) }
    let vc = d1 * d4 - d3 * d2
    if vc <= 0, d1 >= 0, d3 <= 0 { return square(ap - ab * (d1 / (d1 - d3))) }
    let cp = place - c
    let (d5, d6) = (inner(ab, cp), inner(ac, cp))
    if d6 >= 0, d5 <= d6 { return inner(cp, cp) }
    let vb = d5 * d2 - d1 * d6
    if vb <= 0, d2 >= 0, d6 <= 0 { return square(ap - ac * (d2 / (d2 - d6))) }
    let va = d3 * d6 - d5 * d4
    if va <= 0, d4 >= d3, d5 >= d6 {
      return square(bp - (c - b) * ((d4 - d3) / ((d4 - d3) + (d5 - d6))))
    }
    let share = 1 / (va + vb + vc)
    return square(ap - ab * (vb * share) - ac * (vc * share))
  }

  @inline(__always)
  private static func square(_ way: SIMD3<Double>) -> Double { inner(way, way) }
}
