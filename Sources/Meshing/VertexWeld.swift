/// Which corners of a mesh lie at exactly the same place, as a reader of STL joins them.
///
/// Coordinates are compared as 32-bit floats, bit for bit, but for +0 and -0, which are equal.
public struct VertexWeld: Sendable {
  /// For each position given, its place in `positions`.
  public let map: [UInt32]
  /// The distinct positions, in the order of their first occurrence.
  public let positions: [SIMD3<Float>]

  /// Joins equal positions; one pass, open addressing.
  public init(_ all: [SIMD3<Float>]) {
    let slots = 1 << (Int.bitWidth - max(16, 2 * all.count).leadingZeroBitCount)
    // A key that differs from run to run, so that no file can be made whose corners all collide.
    let key = UInt64.random(in: 0...UInt64.max) | 1
    let empty = UInt32.max
    var table = [UInt32](repeating: empty, count: slots)
    var map = [UInt32](repeating: 0, count: all.count)
    var unique: [SIMD3<Float>] = []
    unique.reserveCapacity(all.count / 5)
    for index in all.indices {
      // Adding zero turns -0 into +0.
      let position = all[index] + SIMD3<Float>.zero
      var slot = Int(truncatingIfNeeded: Self.hash(position, key)) & (slots &- 1)
      while table[slot] != empty, !Self.isSame(unique[Int(table[slot])], position) {
        slot = (slot &+ 1) & (slots &- 1)
      }
      if table[slot] == empty {
        table[slot] = UInt32(truncatingIfNeeded: unique.count)
        unique.append(position)
      }
      map[index] = table[slot]
    }
    (self.map, positions) = (map, unique)
  }

  /// Whether two positions at least are equal.
  ///
  /// Much faster than joining them: a bit for each of eight hashes a position, and only positions that
  /// share a bit are compared.
  static func isNeeded(_ all: [SIMD3<Float>]) -> Bool {
    guard all.count > 1 else { return false }
    let bits = 1 << (Int.bitWidth - max(64, 32 * all.count).leadingZeroBitCount)
    let key = UInt64.random(in: 0...UInt64.max) | 1
    var once = [UInt64](repeating: 0, count: bits / 64)
    var twice = [UInt64](repeating: 0, count: bits / 64)
    let positions = all.span
    var seen = once.mutableSpan
    var again = twice.mutableSpan
    for index in positions.indices {
      let place =
        Int(truncatingIfNeeded: hash(positions[index] + SIMD3<Float>.zero, key)) & (bits &- 1)
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place & 63)
      let word = seen[place &>> 6]
      if word & bit != 0 { again[place &>> 6] |= bit }
      seen[place &>> 6] = word | bit
    }
    var candidates: [SIMD3<Float>] = []
    for index in positions.indices {
      let place =
        Int(truncatingIfNeeded: hash(positions[index] + SIMD3<Float>.zero, key)) & (bits &- 1)
      if again[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 == 1 {
        candidates.append(positions[index])
      }
    }
    return VertexWeld(candidates).positions.count < candidates.count
  }

  @inline(__always)
  private static func isSame(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Bool {
    a.x.bitPattern == b.x.bitPattern && a.y.bitPattern == b.y.bitPattern
      && a.z.bitPattern == b.z.bitPattern
  }

  @inline(__always)
  private static func hash(_ p: SIMD3<Float>, _ key: UInt64) -> UInt64 {
    let xy = UInt64(p.x.bitPattern) | UInt64(p.y.bitPattern) &<< 32
    var h = (xy ^ key).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let mixed = h.high ^ h.low ^ UInt64(p.z.bitPattern)
    h = (mixed ^ key).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return h.high ^ h.low
  }
}

extension Mesh {
  /// The mesh with equal corners joined; triangles keep their order.
  public var welded: Mesh {
    let weld = VertexWeld(positions)
    return Mesh(positions: weld.positions, triangles: triangles.map { weld.map[Int($0)] })
  }
}
