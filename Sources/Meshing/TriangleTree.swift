/// The triangles of a mesh in a tree of boxes, four to a node, for finding the nearest point.
///
/// Triangles are ordered along a Morton curve (Morton, 1966) and gathered by fours, level by level;
/// each node holds the boxes of its four children side by side.
struct TriangleTree: Sendable {
  /// Where on a triangle the nearest point lies.
  enum Feature: UInt8, Sendable {
    case face
    case cornerA, cornerB, cornerC
    case edgeAB, edgeBC, edgeCA
  }

  /// The nearest point that was found.
  struct Hit: Sendable {
    /// The point on the triangle.
    var point: SIMD3<Float>
    /// The square of its distance.
    var squaredDistance: Float
    /// The triangle's number in the mesh.
    var triangle: UInt32
    /// Where on the triangle it lies.
    var feature: Feature
    /// Its place in the tree's order: a hint for a search nearby.
    var place: UInt32
  }

  private struct Node {
    /// Lower and upper sides of the children's boxes; a child that is missing has an empty box.
    var lowX = SIMD4<Float>(repeating: .infinity)
    var lowY = SIMD4<Float>(repeating: .infinity)
    var lowZ = SIMD4<Float>(repeating: .infinity)
    var highX = SIMD4<Float>(repeating: -.infinity)
    var highY = SIMD4<Float>(repeating: -.infinity)
    var highZ = SIMD4<Float>(repeating: -.infinity)
    /// The first of four triangles or of four nodes.
    var first: UInt32 = 0

    /// The squared distances from a place to the children's boxes.
    @inline(__always)
    func squaredDistances(from p: SIMD3<Float>) -> SIMD4<Float> {
      let x = outside(lowX - p.x, p.x - highX)
      let y = outside(lowY - p.y, p.y - highY)
      let z = outside(lowZ - p.z, p.z - highZ)
      return x * x + y * y + z * z
    }

    /// The greatest of two numbers and zero.
    @inline(__always)
    private func outside(_ below: SIMD4<Float>, _ above: SIMD4<Float>) -> SIMD4<Float> {
      let far = below.replacing(with: above, where: below .< above)
      return far.replacing(with: 0, where: far .< 0)
    }
  }

  private var nodes: [Node] = []
  /// Nodes before this hold triangles, the others hold nodes; the last is the root.
  private var leafCount = 0
  /// Three corners a triangle, in the tree's order.
  private var corners: [SIMD3<Float>] = []
  /// The tree's order: numbers of triangles in the mesh.
  private var order: [UInt32] = []

  /// Sorts a mesh's triangles; those with a corner that is missing or not finite are left out.
  init(_ mesh: Mesh) {
    order = Self.mortonOrder(mesh)
    corners.reserveCapacity(3 * order.count)
    for triangle in order {
      for corner in 0..<3 {
        corners.append(mesh.positions[Int(mesh.triangles[3 &* Int(triangle) &+ corner])])
      }
    }
    gatherTriangles()
    guard leafCount > 0 else { return }
    var (start, end) = (0, nodes.count)
    while end - start > 1 {
      gatherNodes(start, end)
      (start, end) = (end, nodes.count)
    }
  }

  private mutating func gatherTriangles() {
    leafCount = (order.count + 3) / 4
    nodes.reserveCapacity(leafCount + leafCount / 3 + 16)
    for leaf in 0..<leafCount {
      var node = Node()
      node.first = UInt32(truncatingIfNeeded: 4 &* leaf)
      for child in 0..<min(4, order.count - 4 * leaf) {
        let at = 3 &* (4 &* leaf &+ child)
        let (a, b, c) = (corners[at], corners[at &+ 1], corners[at &+ 2])
        node.lowX[child] = min(a.x, b.x, c.x)
        node.lowY[child] = min(a.y, b.y, c.y)
        node.lowZ[child] = min(a.z, b.z, c.z)
        node.highX[child] = max(a.x, b.x, c.x)
        node.highY[child] = max(a.y, b.y, c.y)
        node.highZ[child] = max(a.z, b.z, c.z)
      }
      nodes.append(node)
    }
  }

  private mutating func gatherNodes(_ start: Int, _ end: Int) {
    for first in stride(from: start, to: end, by: 4) {
      var node = Node()
      node.first = UInt32(truncatingIfNeeded: first)
      for child in 0..<min(4, end - first) {
        let below = nodes[first + child]
        node.lowX[child] = below.lowX.min()
        node.lowY[child] = below.lowY.min()
        node.lowZ[child] = below.lowZ.min()
        node.highX[child] = below.highX.max()
        node.highY[child] = below.highY.max()
        node.highZ[child] = below.highZ.max()
      }
      nodes.append(node)
    }
  }

  /// The nearest point of all triangles; nil without triangles or from a place that is not finite.
  ///
  /// - Parameter hint: where the search for a place nearby ended; it saves time and changes nothing.
  func nearest(to place: SIMD3<Float>, hint: UInt32? = nil) -> Hit? {
    guard !nodes.isEmpty, place.x.isFinite, place.y.isFinite, place.z.isFinite else { return nil }
    let nodes = nodes.span
    let corners = corners.span
    var hit = Hit(
      point: place, squaredDistance: .infinity, triangle: 0, feature: .face, place: 0)
    if let hint, hint < UInt32(order.count) { test(Int(hint), place, corners, &hit) }
    // Thirteen levels hold more triangles than a mesh may have; each leaves at most three waiting.
    var waiting = InlineArray<64, UInt32>(repeating: 0)
    var distances = InlineArray<64, Float>(repeating: 0)
    waiting[0] = UInt32(truncatingIfNeeded: nodes.count &- 1)
    var depth = 1
    while depth > 0 {
      depth &-= 1
      if distances[depth] >= hit.squaredDistance { continue }
      let number = Int(waiting[depth])
      let squares = nodes[number].squaredDistances(from: place)
      let first = nodes[number].first
      if number < leafCount {
        for child in 0..<4 where squares[child] < hit.squaredDistance {
          test(Int(first) &+ child, place, corners, &hit)
        }
        continue
      }
      // The nearest child comes to lie on top.
      let base = depth
      for child in 0..<4 where squares[child] < hit.squaredDistance {
        var at = depth
        while at > base, distances[at &- 1] < squares[child] {
          distances[at] = distances[at &- 1]
          waiting[at] = waiting[at &- 1]
          at &-= 1
        }
        distances[at] = squares[child]
        waiting[at] = first &+ UInt32(truncatingIfNeeded: child)
        depth &+= 1
      }
    }
    guard hit.squaredDistance < .infinity else { return nil }
    hit.triangle = order[Int(hit.place)]
    return hit
  }

  /// Takes a triangle's nearest point when it is nearer than what was found before.
  @inline(__always)
  private func test(
    _ triangle: Int, _ place: SIMD3<Float>, _ corners: Span<SIMD3<Float>>, _ hit: inout Hit
  ) {
    let (point, feature) = Self.nearestPoint(
      to: place, corners[3 &* triangle], corners[3 &* triangle &+ 1], corners[3 &* triangle &+ 2])
    let apart = place - point
    let square = (apart * apart).sum()
    if square < hit.squaredDistance {
      hit = Hit(
        point: point, squaredDistance: square, triangle: 0, feature: feature,
        place: UInt32(truncatingIfNeeded: triangle))
    }
  }

  /// The point of a triangle nearest to a place.
  @inline(__always)
  private static func nearestPoint(
    to p: SIMD3<Float>, _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>
  ) -> (SIMD3<Float>, Feature) {
    if let found = nearest(to: p, a, b, c, leastSine: 0.03 as Float) { return found }
    return nearestPointOfSliver(to: p, a, b, c)
  }

  /// The same in doubles, for a triangle so thin that floats may lose its inside; of corners in line
  /// the nearest point of the three edges.
  @inline(never)
  private static func nearestPointOfSliver(
    to p: SIMD3<Float>, _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>
  ) -> (SIMD3<Float>, Feature) {
    let place = SIMD3<Double>(p)
    let corners = [SIMD3<Double>(a), SIMD3<Double>(b), SIMD3<Double>(c)]
    if let found = nearest(to: place, corners[0], corners[1], corners[2], leastSine: 1e-6 as Double)
    {
      return (SIMD3<Float>(found.0), found.1)
    }
    let names: [(edge: Feature, start: Feature, end: Feature)] = [
      (.edgeAB, .cornerA, .cornerB), (.edgeBC, .cornerB, .cornerC), (.edgeCA, .cornerC, .cornerA),
    ]
    var best = (point: a, feature: Feature.cornerA, square: Double.infinity)
    for (number, name) in names.enumerated() {
      let start = corners[number]
      let edge = corners[(number + 1) % 3] - start
      let square = (edge * edge).sum()
      let share = square > 0 ? min(max(((place - start) * edge).sum() / square, 0), 1) : 0
      let point = start + edge * share
      let apart = ((place - point) * (place - point)).sum()
      if apart < best.square {
        let feature = share == 0 ? name.start : share == 1 ? name.end : name.edge
        best = (SIMD3<Float>(point), feature, apart)
      }
    }
    return (best.point, best.feature)
  }

  /// After Ericson, "Real-Time Collision Detection", 2005, section 5.1.5; nil when the point would lie
  /// inside a triangle whose first corner has a smaller sine than `leastSine`.
  @inline(__always)
  private static func nearest<Scalar: BinaryFloatingPoint & SIMDScalar>(
    to p: SIMD3<Scalar>, _ a: SIMD3<Scalar>, _ b: SIMD3<Scalar>, _ c: SIMD3<Scalar>,
    leastSine: Scalar
  ) -> (SIMD3<Scalar>, Feature)? {
    let (ab, ac, ap) = (b - a, c - a, p - a)
    let (d1, d2) = ((ab * ap).sum(), (ac * ap).sum())
    if d1 <= 0, d2 <= 0 { return (a, .cornerA) }
    let bp = p - b
    let (d3, d4) = ((ab * bp).sum(), (ac * bp).sum())
    if d3 >= 0, d4 <= d3 { return (b, .cornerB) }
    let cp = p - c
    let (d5, d6) = ((ab * cp).sum(), (ac * cp).sum())
    if d6 >= 0, d5 <= d6 { return (c, .cornerC) }
    // The square of twice the area from the squares of two sides and their product: |ab|² is d1 - d3.
    let (bb, cc, bc) = (d1 - d3, d2 - d6, d1 - d5)
    guard bb * cc - bc * bc > leastSine * leastSine * bb * cc else { return nil }
    let vc = d1 * d4 - d3 * d2
    if vc <= 0, d1 >= 0, d3 <= 0 { return (a + ab * (d1 / bb), .edgeAB) }
    let vb = d5 * d2 - d1 * d6
    if vb <= 0, d2 >= 0, d6 <= 0 { return (a + ac * (d2 / cc), .edgeCA) }
    let va = d3 * d6 - d5 * d4
    let (along, left) = (d4 - d3, d5 - d6)
    if va <= 0, along >= 0, left >= 0 {
      return (b + (c - b) * (along / (along + left)), .edgeBC)
    }
    let sum = va + vb + vc
    return (a + ab * (vb / sum) + ac * (vc / sum), .face)
  }

  /// Numbers of the triangles that can be measured, along the curve.
  private static func mortonOrder(_ mesh: Mesh) -> [UInt32] {
    let positions = mesh.positions.span
    let triangles = mesh.triangles.span
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    var kept: [UInt32] = []
    var middles: [SIMD3<Float>] = []
    kept.reserveCapacity(mesh.triangleCount)
    middles.reserveCapacity(mesh.triangleCount)
    for triangle in 0..<mesh.triangleCount {
      let (i, j, k) = (
        Int(triangles[3 &* triangle]), Int(triangles[3 &* triangle &+ 1]),
        Int(triangles[3 &* triangle &+ 2])
      )
      guard i < positions.count, j < positions.count, k < positions.count else { continue }
      let middle = (positions[i] + positions[j] + positions[k]) / 3
      guard middle.x.isFinite, middle.y.isFinite, middle.z.isFinite else { continue }
      low = pointwiseMin(low, middle)
      high = pointwiseMax(high, middle)
      kept.append(UInt32(triangle))
      middles.append(middle)
    }
    // One scale for all axes keeps the boxes near to cubes; 2048 steps, so 33 bits.
    let extent = (high - low).max()
    let scale = extent > 0 && extent.isFinite ? 2047 / extent : 0
    var codes = middles.map { middle in
      let place = (middle - low) * scale
      return spread(place.x) | spread(place.y) &<< 1 | spread(place.z) &<< 2
    }
    for shift in [0, 11, 22] as [UInt64] { sort(&kept, &codes, by: shift) }
    return kept
  }

  /// The eleven bits of a number, two empty ones after each.
  private static func spread(_ part: Float) -> UInt64 {
    var bits = UInt64(min(max(part, 0), 2047))
    bits = (bits | bits &<< 16) & 0x001F_0000_FF00_00FF
    bits = (bits | bits &<< 8) & 0x000F_00F0_0F00_F00F
    bits = (bits | bits &<< 4) & 0x00C3_0C30_C30C_30C3
    bits = (bits | bits &<< 2) & 0x0249_2492_4924_9249
    return bits
  }

  /// One pass of a radix sort over eleven bits.
  private static func sort(_ items: inout [UInt32], _ codes: inout [UInt64], by shift: UInt64) {
    var starts = [Int](repeating: 0, count: 2049)
    for code in codes { starts[Int(code &>> shift & 2047) &+ 1] &+= 1 }
    for bucket in 1...2048 { starts[bucket] &+= starts[bucket &- 1] }
    var sortedItems = items
    var sortedCodes = codes
    for at in items.indices {
      let bucket = Int(codes[at] &>> shift & 2047)
      let to = starts[bucket]
      starts[bucket] &+= 1
      sortedItems[to] = items[at]
      sortedCodes[to] = codes[at]
    }
    (items, codes) = (sortedItems, sortedCodes)
  }
}
