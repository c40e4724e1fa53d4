/// Implicit surfaces in plain arithmetic: negative inside, roughly millimetres near the surface.
///
/// Only + − × ÷ and square root are used, which IEEE 754 rounds the same way on every machine; a
/// sine or an exponential from the C library would not be. Scalars, not SIMD vectors, because an
/// unoptimised build runs them many times faster.
///
/// The ellipsoid's estimate is Quilez, "Ellipsoid – distance" (2008), the blends are his
/// "Smooth minimum" (2013).
enum Implicit {
  /// The lesser of two numbers; the generic `min` is slow in an unoptimised build.
  @inline(__always)
  static func least(_ a: Double, _ b: Double) -> Double { a < b ? a : b }

  /// The greater of two numbers.
  @inline(__always)
  static func greatest(_ a: Double, _ b: Double) -> Double { a > b ? a : b }

  /// A number held within 0...1.
  @inline(__always)
  static func unit(_ value: Double) -> Double { value < 0 ? 0 : value > 1 ? 1 : value }

  /// The union of two shapes with a fillet about `fillet` mm wide.
  static func union(_ a: Double, _ b: Double, fillet: Double) -> Double {
    let apart = a > b ? a - b : b - a
    let overlap = apart < fillet ? fillet - apart : 0
    return least(a, b) - overlap * overlap / (4 * fillet)
  }

  /// What two shapes share, with an edge rounded over about `fillet` mm.
  static func intersection(_ a: Double, _ b: Double, fillet: Double) -> Double {
    -union(-a, -b, fillet: fillet)
  }

  /// A shape without another, with an edge rounded over about `fillet` mm.
  static func difference(_ a: Double, _ b: Double, fillet: Double) -> Double {
    -union(-a, b, fillet: fillet)
  }

  /// An ellipsoid about the origin with three radii in mm.
  static func ellipsoid(
    _ x: Double, _ y: Double, _ z: Double, _ rx: Double, _ ry: Double, _ rz: Double
  ) -> Double {
    let (u, v, w) = (x / rx, y / ry, z / rz)
    let reach = (u * u + v * v + w * w).squareRoot()
    let (du, dv, dw) = (u / rx, v / ry, w / rz)
    let slope = (du * du + dv * dv + dw * dw).squareRoot()
    // At the centre both vanish; any depth beyond the thickest cortex will do.
    return slope < 1e-9 ? -least(rx, least(ry, rz)) : reach * (reach - 1) / slope
  }

  /// An endless elliptic cylinder about the third axis with two radii in mm.
  static func cylinder(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double) -> Double {
    let (u, v) = (x / rx, y / ry)
    let reach = (u * u + v * v).squareRoot()
    let (du, dv) = (u / rx, v / ry)
    let slope = (du * du + dv * dv).squareRoot()
    return slope < 1e-9 ? -least(rx, ry) : reach * (reach - 1) / slope
  }

  /// 0 below `start`, 1 above `end`, and a cubic without a kink between; `end` may be the lesser.
  static func ramp(_ value: Double, _ start: Double, _ end: Double) -> Double {
    let t = unit((value - start) / (end - start))
    return t * t * (3 - 2 * t)
  }

  /// The number that lies `share` of the way from `a` to `b`.
  @inline(__always)
  static func mix(_ a: Double, _ b: Double, _ share: Double) -> Double { a + (b - a) * share }

  /// How much of a voxel a shape fills: the partial volume at a border `width` mm wide.
  @inline(__always)
  static func fill(_ distance: Double, width: Double) -> Double { unit(0.5 - distance / width) }
}
