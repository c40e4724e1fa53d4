/// A mesh on its way to fewer triangles: edges are collapsed in the order of the quadric error.
///
/// After Garland and Heckbert, 1997 (see `Quadric`). Every step keeps a closed oriented two-manifold
/// (`CollapsibleMesh`), turns no triangle over, leaves none without area, puts no vertex on another, and
/// moves nothing out of a cut plane. Costs and choices are exact sums of the same doubles in the same
/// order, so every machine makes the same mesh.
struct Simplification {
  /// The least cosine between a triangle's normals before and after a step.
  private static let leastCosine = 0.3
  /// A triangle of a worse shape than this must not be worse than the worst before; 1 is equilateral,
  /// 0.15 is two long sides with an angle of five degrees.
  private static let leastShape = 0.15
  private static let greatestValence = 24

  private(set) var mesh: CollapsibleMesh
  private var quadrics: [Quadric.Stored]
  private var queue: CollapseQueue
  private var taken: PlaceSet
  private var keeper: DistanceKeeper?
  private let planes: [CutPlane]
  // The cut planes in which each vertex lies, one bit each; empty without planes.
  private var planesOfVertex: [UInt8] = []
  // An edge of a greater cost over its area is not tried: the mean square of the distances to the planes.
  private let greatestSquare: Double

  /// Nil unless the mesh is a closed oriented two-manifold.
  init?(_ source: Mesh, within limit: Double?, keeping planes: [CutPlane]) {
    guard let mesh = CollapsibleMesh(source) else { return nil }
    self.mesh = mesh
    self.planes = planes
    greatestSquare = limit.map { 4 * $0 * $0 } ?? .infinity
    queue = CollapseQueue(count: source.triangles.count)
    taken = PlaceSet(source.positions)
    quadrics = Self.quadrics(of: source)
    if let limit { keeper = DistanceKeeper(source, mesh, limit: limit) }
    guard !planes.isEmpty else { return }
    planesOfVertex = source.positions.map { position in
      planes.indices.reduce(0) { bits, plane in
        let height = planes[plane].height(of: SIMD3<Double>(position))
        return abs(height) <= planes[plane].tolerance ? bits | 1 << UInt8(plane) : bits
      }
    }
  }

  private static func quadrics(of mesh: Mesh) -> [Quadric.Stored] {
    var quadrics = [Quadric](repeating: Quadric(), count: mesh.positions.count)
    let corners = mesh.triangles.span
    let positions = mesh.positions.span
    for triangle in 0..<(corners.count / 3) {
      let (a, b, c) = (
        Int(corners[3 &* triangle]), Int(corners[3 &* triangle &+ 1]),
        Int(corners[3 &* triangle &+ 2])
      )
      let first = SIMD3<Double>(positions[a])
      let normal = outer(
        SIMD3<Double>(positions[b]) - first, SIMD3<Double>(positions[c]) - first)
      let twiceArea = inner(normal, normal).squareRoot()
      guard twiceArea > 0 else { continue }
      // Each corner counts from its own place, which lies in the plane.
      let quadric = Quadric(plane: normal / twiceArea, through: .zero, area: twiceArea / 6)
      quadrics[a] += quadric
      quadrics[b] += quadric
      quadrics[c] += quadric
    }
    return quadrics.map { Quadric.Stored($0) }
  }

  /// Collapses edges until `target` triangles are left, or none can go any more.
  mutating func run(to target: Int) {
    while mesh.triangleCount - 2 >= target {
      let before = mesh.triangleCount
      fill()
      while mesh.triangleCount - 2 >= target, let half = queue.popFirst() {
        guard mesh.isThere(half) else { continue }
        let (place, cost) = choice(half)
        if queue.isLater(cost) {
          queue.insert(half, cost: cost)
        } else {
          attempt(half, at: place)
        }
      }
      // An edge that was refused may have become free by steps nearby.
      guard mesh.triangleCount < before, greatestSquare == .infinity else { return }
    }
  }

  /// Lets every edge wait for its turn.
  private mutating func fill() {
    queue.rewind()
    for half in mesh.corners.indices.lazy.map({ UInt32($0) }) where mesh.isThere(half) {
      wait(half)
    }
  }

  /// Lets an edge wait, unless it does or can never be within the distance.
  @inline(__always)
  private mutating func wait(_ half: UInt32) {
    guard !queue.contains(half), !queue.contains(mesh.twins[Int(half)]) else { return }
    let (_, cost) = choice(half)
    guard cost < .infinity else { return }
    queue.insert(half, cost: cost)
  }

  /// Where the end that stays of an edge would lie, and at which cost; infinite when it must not.
  @inline(__always)
  private func choice(_ half: UInt32) -> (place: SIMD3<Float>, cost: Double) {
    let (u, v) = (mesh.start(half), mesh.end(half))
    let from = mesh.place(u)
    let edge = mesh.place(v) - from
    let sum = quadrics[u].quadric + quadrics[v].quadric.moved(by: -edge)
    guard planesOfVertex.isEmpty || planesOfVertex[u] | planesOfVertex[v] == 0 else {
      return choiceInPlane(u, v, sum, edge)
    }
    let middle = edge * 0.5
    var place = middle
    if let best = sum.best {
      let way = best - middle
      // Far away only where planes are nearly parallel, and rounding decides.
      if inner(way, way) <= 4 * inner(edge, edge) { place = best }
    }
    let cost = max(0, sum.error(at: place))
    guard cost <= greatestSquare * sum.area else { return (.zero, .infinity) }
    // Adding zero turns -0 into +0.
    return (SIMD3<Float>(place + from) + SIMD3<Float>.zero, cost)
  }

  /// The same for an edge at a cut plane: one of the ends, so that no rounding leaves the plane.
  private func choiceInPlane(
    _ u: Int, _ v: Int, _ sum: Quadric, _ edge: SIMD3<Double>
  ) -> (place: SIMD3<Float>, cost: Double) {
    let (planesU, planesV) = (planesOfVertex[u], planesOfVertex[v])
    let atU = max(0, sum.error(at: .zero))
    let atV = max(0, sum.error(at: edge))
    let both = planesU | planesV
    switch (planesU == both, planesV == both) {
    case (true, true): return atV < atU ? (mesh.positions[v], atV) : (mesh.positions[u], atU)
    case (true, false): return (mesh.positions[u], atU)
    case (false, true): return (mesh.positions[v], atV)
    case (false, false): return (.zero, .infinity)
    }
  }

  /// Collapses an edge if nothing speaks against it.
  private mutating func attempt(_ half: UInt32, at place: SIMD3<Float>) {
    guard mesh.canCollapse(half, greatestValence: Self.greatestValence), isSound(half, place)
    else { return }
    let (u, v) = (mesh.start(half), mesh.end(half))
    if keeper != nil, keeper?.isWithinLimit(mesh, half, place) == false { return }
    let isEnd = isSame(place, mesh.positions[u]) || isSame(place, mesh.positions[v])
    guard isEnd || taken.insert(place) else { return }
    let new = SIMD3<Double>(place)
    quadrics[u] = Quadric.Stored(
      quadrics[u].quadric.moved(by: new - mesh.place(u))
        + quadrics[v].quadric.moved(by: new - mesh.place(v)))
    mesh.collapse(half, to: place)
    keeper?.takeOver()
    if !planesOfVertex.isEmpty { planesOfVertex[u] |= planesOfVertex[v] }
    let first = mesh.leaving[u]
    var leaving = first
    repeat {
      wait(leaving)
      leaving = mesh.after(leaving)
    } while leaving != first
  }

  @inline(__always)
  private func isSame(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Bool { a == b }

  /// Whether the triangles around an edge stay on their side and of some shape.
  private func isSound(_ half: UInt32, _ place: SIMD3<Float>) -> Bool {
    let new = SIMD3<Double>(place)
    let other = mesh.twins[Int(half)]
    if !planes.isEmpty, planesOfVertex[mesh.start(half)] | planesOfVertex[mesh.end(half)] == 0 {
      for plane in planes where plane.height(of: new) > 0 { return false }
    }
    var worst = (before: 1.0, after: 1.0)
    guard isFanSound(half, without: mesh.after(half), other, new, &worst),
      isFanSound(other, without: mesh.after(other), half, new, &worst)
    else { return false }
    return worst.after >= min(Self.leastShape, worst.before)
  }

  /// The same for the triangles at the start of a half-edge, but for the two at the edge.
  @inline(__always)
  private func isFanSound(
    _ half: UInt32, without next: UInt32, _ other: UInt32, _ new: SIMD3<Double>,
    _ worst: inout (before: Double, after: Double)
  ) -> Bool {
    let old = mesh.place(mesh.start(half))
    // Triangles of the fan in turn: that of `half` first, that across the edge is of `after(half)`'s.
    let across = other / 3
    var leaving = next
    while leaving != half {
      defer { leaving = mesh.after(leaving) }
      if leaving / 3 == across { continue }
      let p = mesh.place(mesh.end(leaving))
      let q = mesh.place(mesh.start(VertexNeighbours.previous(leaving)))
      let edge = q - p
      let (before, after) = (outer(p - old, edge), outer(p - new, edge))
      let (sizeBefore, sizeAfter) = (inner(before, before), inner(after, after))
      guard sizeAfter > 0 else { return false }
      let cosine = inner(before, after)
      guard cosine > 0,
        cosine * cosine > Self.leastCosine * Self.leastCosine * sizeBefore * sizeAfter
      else { return false }
      worst.before = min(worst.before, Self.shape(old, p, q, sizeBefore))
      worst.after = min(worst.after, Self.shape(new, p, q, sizeAfter))
    }
    return true
  }

  /// 4√3 areas over the sum of squared sides: 1 for an equilateral triangle, 0 for none.
  @inline(__always)
  private static func shape(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ squaredNormal: Double
  ) -> Double {
    let (ab, bc, ca) = (b - a, c - b, a - c)
    return 3.464_101_615 * squaredNormal.squareRoot()
      / (inner(ab, ab) + inner(bc, bc) + inner(ca, ca))
  }
}
