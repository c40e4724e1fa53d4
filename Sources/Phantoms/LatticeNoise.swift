/// Repeatable noise from integer hashes: the same on every machine, without any state.
enum LatticeNoise {
  /// 64 well-mixed bits of a number: Steele, Lea and Flood, "Fast splittable pseudorandom number
  /// generators" (2014).
  @inline(__always)
  static func hash(_ key: UInt64) -> UInt64 {
    var bits = key &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number of mean 0 and standard deviation 1, the sum of four even ones, within ±3.5.
  static func bell(_ key: UInt64) -> Double {
    let bits = hash(key)
    let sum =
      (bits & 0xFFFF) &+ ((bits >> 16) & 0xFFFF) &+ ((bits >> 32) & 0xFFFF) &+ (bits >> 48)
    // Four even numbers below 65 536 have the mean 131 070 and the deviation 37 837.
    return (Double(Int(sum)) - 131_070) / 37_837
  }

  /// Value noise within ±1: hashed values at the corners of cells of 1, smoothed by a cubic.
  ///
  /// Perlin, "An image synthesizer" (1985), in its value form.
  static func value(_ x: Double, _ y: Double, _ z: Double, seed: UInt64) -> Double {
    // The shift makes every coordinate positive, so that truncation rounds down.
    let (sx, sy, sz) = (x + 4096, y + 4096, z + 4096)
    let (i, j, k) = (UInt64(sx), UInt64(sy), UInt64(sz))
    let (u, v, w) = (fade(sx - Double(i)), fade(sy - Double(j)), fade(sz - Double(k)))
    let near = plane(i, j, k, u, v, seed)
    let far = plane(i, j, k &+ 1, u, v, seed)
    return near + (far - near) * w
  }

  private static func plane(
    _ i: UInt64, _ j: UInt64, _ k: UInt64, _ u: Double, _ v: Double, _ seed: UInt64
  ) -> Double {
    let a = corner(i, j, k, seed)
    let b = corner(i &+ 1, j, k, seed)
    let c = corner(i, j &+ 1, k, seed)
    let d = corner(i &+ 1, j &+ 1, k, seed)
    let front = a + (b - a) * u
    let back = c + (d - c) * u
    return front + (back - front) * v
  }

  @inline(__always)
  private static func corner(_ i: UInt64, _ j: UInt64, _ k: UInt64, _ seed: UInt64) -> Double {
    let bits = hash((i << 42) ^ (j << 21) ^ k ^ (seed << 57))
    return Double(Int(bits >> 43)) / 1_048_576 - 1
  }

  @inline(__always)
  private static func fade(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}
