internal import Volumes

/// Two triangles of one mesh, and whether they pass through each other.
///
/// Orientation tests are made in doubles on 32-bit positions relative to a corner; touching without
/// passing through (a corner exactly on the other's plane) is not a crossing, lying on each other in
/// one plane is.
struct TrianglePair {
  private typealias Corners = InlineArray<3, SIMD3<Double>>

  private let a: Corners
  private let b: Corners
  private let shared: Int

  /// Takes triangles number `first` and `second` of a mesh.
  @inline(__always)
  init(_ mesh: Mesh, _ first: Int, _ second: Int) {
    self.init(mesh.positions.span, mesh.triangles.span, first, second)
  }

  /// Takes triangles number `first` and `second` of a mesh that is given by its lists.
  @inline(__always)
  init(_ positions: Span<SIMD3<Float>>, _ triangles: Span<UInt32>, _ first: Int, _ second: Int) {
    var one = Self.indices(triangles, first)
    var two = Self.indices(triangles, second)
    // Shared corners come first, in the same order.
    var shared = 0
    for i in 0..<3 {
      for j in 0..<3 where j >= shared && i >= shared && two[j] == one[i] {
        one.swapAt(shared, i)
        two.swapAt(shared, j)
        shared &+= 1
        break
      }
    }
    self.shared = shared
    let origin = SIMD3<Double>(positions[Int(one[0])])
    a = Self.corners(positions, one, origin)
    b = Self.corners(positions, two, origin)
  }

  @inline(__always)
  private static func indices(_ triangles: Span<UInt32>, _ triangle: Int) -> InlineArray<3, UInt32>
  {
    let at = 3 &* triangle
    return [triangles[at], triangles[at &+ 1], triangles[at &+ 2]]
  }

  @inline(__always)
  private static func corners(
    _ positions: Span<SIMD3<Float>>, _ indices: InlineArray<3, UInt32>, _ origin: SIMD3<Double>
  ) -> Corners {
    [
      SIMD3<Double>(positions[Int(indices[0])]) - origin,
      SIMD3<Double>(positions[Int(indices[1])]) - origin,
      SIMD3<Double>(positions[Int(indices[2])]) - origin,
    ]
  }

  /// Whether they cross.
  var isCrossing: Bool {
    let normalA = cross(a[1] - a[0], a[2] - a[0])
    let (low, high) = heights(of: b, over: a[0], along: normalA)
    // All on one side of the other's plane: the usual case.
    guard low <= 0, high >= 0 else { return false }
    let normalB = cross(b[1] - b[0], b[2] - b[0])
    guard dot(normalA, normalA) > 0, dot(normalB, normalB) > 0 else { return false }
    if low == 0, high == 0 { return isOverlappingInPlane(normalA) }
    // Two planes meet in one line: triangles with a common edge meet there and nowhere else.
    guard shared < 2 else { return false }
    let (lowA, highA) = heights(of: a, over: b[0], along: normalB)
    guard lowA <= 0, highA >= 0 else { return false }
    guard shared == 0 else {
      return Self.passes(b[1], b[2], through: a) || Self.passes(a[1], a[2], through: b)
    }
    for i in 0..<3 {
      let next = i == 2 ? 0 : i &+ 1
      if Self.passes(b[i], b[next], through: a) || Self.passes(a[i], a[next], through: b) {
        return true
      }
    }
    return false
  }

  /// The least and the greatest height of the corners that are not shared, over a plane.
  private func heights(
    of corners: Corners, over base: SIMD3<Double>, along normal: SIMD3<Double>
  ) -> (Double, Double) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for i in shared..<3 {
      let height = dot(normal, corners[i] - base)
      low = min(low, height)
      high = max(high, height)
    }
    // Three shared corners: the same triangle twice.
    return shared == 3 ? (0, 0) : (low, high)
  }

  /// Whether a segment passes through the inside of a triangle, from one side to the other.
  private static func passes(
    _ p: SIMD3<Double>, _ q: SIMD3<Double>, through t: Corners
  ) -> Bool {
    let (low, high) = (side(t[0], t[1], t[2], p), side(t[0], t[1], t[2], q))
    guard low != 0, high != 0, (low > 0) != (high > 0) else { return false }
    let (one, two) = (side(p, q, t[0], t[1]), side(p, q, t[1], t[2]))
    let three = side(p, q, t[2], t[0])
    return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0)
  }

  private static func side(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ d: SIMD3<Double>
  ) -> Double {
    dot(cross(b - a, c - a), d - a)
  }

  /// Whether two triangles in one plane share some area.
  ///
  /// They do not exactly when the line of one of their edges parts them.
  private func isOverlappingInPlane(_ normal: SIMD3<Double>) -> Bool {
    // Seen along the axis nearest to the normal: in two dimensions the sign of an orientation is a
    // difference of two exact products, so that corners on a line are found to be on it.
    let size = pointwiseMax(normal, -normal)
    let axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2
    let (u, v) = (axis == 0 ? 1 : 0, axis == 2 ? 1 : 2)
    return !Self.isParted(a, from: b, u, v) && !Self.isParted(b, from: a, u, v)
  }

  private static func isParted(
    _ one: Corners, from other: Corners, _ u: Int, _ v: Int
  ) -> Bool {
    for i in 0..<3 {
      let (from, to) = (one[i], one[(i &+ 1) % 3])
      let inner = turn(from, to, one[(i &+ 2) % 3], u, v)
      var reach = -Double.infinity
      for j in 0..<3 {
        reach = max(reach, turn(from, to, other[j], u, v) * (inner > 0 ? 1 : -1))
      }
      if reach <= 0 { return true }
    }
    return false
  }

  @inline(__always)
  private static func turn(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ u: Int, _ v: Int
  ) -> Double {
    (b[u] - a[u]) * (c[v] - a[v]) - (b[v] - a[v]) * (c[u] - a[u])
  }
}
