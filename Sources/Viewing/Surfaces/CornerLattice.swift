/// The corners of a surface gathered by the cells of a lattice, and by the way they face.
struct CornerLattice {
  /// The surface of gathered corners; triangles that have shrunk to a line or a point are left out.
  let shape: SurfaceShape
  /// For each corner given, the gathered one.
  let corners: [UInt32]
  /// How many corners of the surface as it is each gathered one stands for.
  let weights: [Float]

  /// Gathers; nil when a corner is not finite or the cells are too many to be numbered.
  init?(_ shape: SurfaceShape, _ weights: [Float], cell: Float) {
    let positions = shape.positions.span
    let normals = shape.normals.span
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for corner in 0..<positions.count {
      let position = positions[corner]
      // Also false for what is not a number.
      guard abs(position.x) < 1e6, abs(position.y) < 1e6, abs(position.z) < 1e6 else { return nil }
      low = pointwiseMin(low, position)
      high = pointwiseMax(high, position)
    }
    guard cell > 0, (high - low).max() / cell < Float(1 << 20) else { return nil }
    var keys = GatheringTable(count: positions.count)
    var corners = [UInt32](repeating: 0, count: positions.count)
    var sums: [SIMD3<Float>] = []
    var facing: [SIMD3<Float>] = []
    var gathered: [Float] = []
    for corner in 0..<positions.count {
      let (position, normal) = (positions[corner], normals[corner])
      let place = (position - low) / cell
      let side =
        (normal.x < 0 ? 1 : 0) as UInt64 | (normal.y < 0 ? 2 : 0) | (normal.z < 0 ? 4 : 0)
      let key =
        side | UInt64(place.x) &<< 3 | UInt64(place.y) &<< 23 | UInt64(place.z) &<< 43
      let number = Int(keys.number(of: key))
      if number == sums.count {
        sums.append(.zero)
        facing.append(.zero)
        gathered.append(0)
      }
      let weight = weights[corner]
      // From the lattice's corner: far from the origin a long sum would lose digits.
      sums[number] += (position - low) * weight
      facing[number] += normal * weight
      gathered[number] += weight
      corners[corner] = UInt32(truncatingIfNeeded: number)
    }
    var triangles: [UInt32] = []
    triangles.reserveCapacity(shape.triangles.count / 3)
    for triangle in 0..<shape.triangles.count / 3 {
      let a = corners[Int(shape.triangles[3 &* triangle])]
      let b = corners[Int(shape.triangles[3 &* triangle &+ 1])]
      let c = corners[Int(shape.triangles[3 &* triangle &+ 2])]
      guard a != b, b != c, c != a else { continue }
      triangles.append(a)
      triangles.append(b)
      triangles.append(c)
    }
    for number in sums.indices {
      sums[number] = low + sums[number] / gathered[number]
      facing[number] = SurfaceLight.unit(facing[number])
    }
    self.shape = SurfaceShape(positions: sums, normals: facing, triangles: triangles)
    (self.corners, self.weights) = (corners, gathered)
  }
}

/// Numbers keys in the order in which they first come; open addressing.
private struct GatheringTable {
  private var keys: [UInt64]
  private var numbers: [UInt32]
  private var next: UInt32 = 0
  private let mask: Int

  /// Has room for so many different keys.
  init(count: Int) {
    let slots = 1 << (Int.bitWidth - max(16, 2 * count).leadingZeroBitCount)
    keys = [UInt64](repeating: .max, count: slots)
    numbers = [UInt32](repeating: 0, count: slots)
    mask = slots - 1
  }

  /// The number of a key, which is new when it was not asked for before.
  mutating func number(of key: UInt64) -> UInt32 {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
    while keys[slot] != key {
      if keys[slot] == .max {
        keys[slot] = key
        numbers[slot] = next
        next &+= 1
        return next &- 1
      }
      slot = (slot &+ 1) & mask
    }
    return numbers[slot]
  }
}
