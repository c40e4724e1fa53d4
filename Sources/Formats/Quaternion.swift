internal import Volumes

/// Rotations as NIfTI stores them: b, c, d of a unit quaternion of which a ≥ 0 is implied.
enum Quaternion {
  /// The rotation matrix of b, c, d, after the reference code of the NIfTI standard.
  static func rotation(_ stored: SIMD3<Double>) -> Matrix3 {
    var vector = stored
    let rest = 1 - dot(vector, vector)
    var a = 0.0
    if rest < 1e-7 {
      // Half a turn: 32-bit rounding may have made the three numbers longer than 1.
      vector /= length(vector)
    } else {
      a = rest.squareRoot()
    }
    let (b, c, d) = (vector.x, vector.y, vector.z)
    return Matrix3(
      columns: [a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)],
      [2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)],
      [2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c])
  }

  /// b, c, d of a proper rotation.
  ///
  /// Starts from the largest of the four components, so that nothing is divided by almost zero
  /// (Shepperd, "Quaternion from Rotation Matrix", 1978).
  static func components(of rotation: Matrix3) -> SIMD3<Double> {
    let (x, y, z) = rotation.columns
    let squares = [
      1 + x.x + y.y + z.z, 1 + x.x - y.y - z.z, 1 - x.x + y.y - z.z, 1 - x.x - y.y + z.z,
    ]
    let largest = (0..<4).max { squares[$0] < squares[$1] } ?? 0
    let double = max(0, squares[largest]).squareRoot()
    let other = 1 / (2 * double)
    let half = double / 2
    var result: (a: Double, vector: SIMD3<Double>)
    switch largest {
    case 0: result = (half, SIMD3(y.z - z.y, z.x - x.z, x.y - y.x) * other)
    case 1:
      result = (
        (y.z - z.y) * other, SIMD3(half, (x.y + y.x) * other, (z.x + x.z) * other)
      )
    case 2:
      result = (
        (z.x - x.z) * other, SIMD3((x.y + y.x) * other, half, (y.z + z.y) * other)
      )
    default:
      result = (
        (x.y - y.x) * other, SIMD3((z.x + x.z) * other, (y.z + z.y) * other, half)
      )
    }
    if result.a < 0 { result.vector = -result.vector }
    return result.vector
  }
}
