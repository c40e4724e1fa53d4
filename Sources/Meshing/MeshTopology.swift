/// How the triangles of a mesh hang together, by their indices alone.
///
/// Triangles that name a corner twice are counted and otherwise left out.
public struct MeshTopology: Hashable, Sendable {
  /// Corners that a triangle uses.
  public private(set) var vertexCount = 0
  /// Distinct edges.
  public private(set) var edgeCount = 0
  /// Edges of one triangle: holes.
  public private(set) var openEdges = 0
  /// Edges of more than two triangles.
  public private(set) var nonManifoldEdges = 0
  /// Edges whose two triangles run along them in the same direction.
  public private(set) var misorientedEdges = 0
  /// Corners whose triangles are not one fan joined across edges of two triangles.
  public private(set) var nonManifoldVertices = 0
  /// Triangles that name a corner twice.
  public private(set) var collapsedTriangles = 0
  /// Triangles beyond the first on the same three corners.
  public private(set) var duplicateTriangles = 0
  /// Vertices minus edges plus triangles: 2 for each sphere, 0 for each torus.
  public private(set) var eulerNumber = 0

  /// Whether every edge has two triangles.
  public var isClosed: Bool { openEdges == 0 && nonManifoldEdges == 0 }
  /// Whether it is a closed two-manifold, oriented in one way, without doubled triangles.
  public var isSound: Bool {
    isClosed && nonManifoldVertices == 0 && misorientedEdges == 0 && duplicateTriangles == 0
      && collapsedTriangles == 0
  }

  /// Reads triangles over `count` corners; every index must be below it.
  ///
  /// The time grows with the number of triangles; it is least for a sound mesh.
  public init(triangles: [UInt32], vertexCount count: Int) {
    self.init(
      triangles: triangles, vertexCount: count,
      stars: VertexStars(triangles: triangles, vertexCount: count))
  }

  /// The same, given the stars of these triangles.
  init(triangles: [UInt32], vertexCount count: Int, stars: VertexStars) {
    guard let used = stars.ringCount else {
      self = MeshTopology(sorting: triangles, vertexCount: count)
      return
    }
    vertexCount = used
    edgeCount = triangles.count / 2
    eulerNumber = vertexCount - edgeCount + triangles.count / 3
  }

  /// The same for any mesh, by sorting the half-edges into buckets by their smaller corner.
  init(sorting triangles: [UInt32], vertexCount count: Int) {
    let buckets = HalfEdgeBuckets(triangles: triangles, vertexCount: count)
    collapsedTriangles = buckets.collapsedTriangles
    var fans = DisjointSets(count: triangles.count)
    for vertex in 0..<count {
      var at = buckets.starts[vertex]
      let end = buckets.starts[vertex + 1]
      while at < end {
        let other = buckets.entries[at] &>> 32
        var next = at &+ 1
        while next < end, buckets.entries[next] &>> 32 == other { next &+= 1 }
        addEdge(buckets.entries[at..<next], triangles, &fans)
        at = next
      }
    }
    countVertices(triangles, count, &fans)
    eulerNumber = vertexCount - edgeCount + triangles.count / 3 - collapsedTriangles
  }

  /// Takes the half-edges of one edge.
  private mutating func addEdge(
    _ entries: ArraySlice<UInt64>, _ triangles: [UInt32], _ fans: inout DisjointSets
  ) {
    edgeCount += 1
    let first = UInt32(truncatingIfNeeded: entries[entries.startIndex])
    switch entries.count {
    case 1: openEdges += 1
    case 2:
      let second = UInt32(truncatingIfNeeded: entries[entries.startIndex + 1])
      let (firstEnd, secondEnd) = (Self.next(first), Self.next(second))
      if triangles[Int(first)] == triangles[Int(second)] {
        misorientedEdges += 1
        fans.join(first, second)
        fans.join(firstEnd, secondEnd)
      } else {
        fans.join(first, secondEnd)
        fans.join(firstEnd, second)
      }
    default: nonManifoldEdges += 1
    }
    if entries.count > 1 { addDuplicates(entries, triangles) }
  }

  /// Counts triangles on the same corners, at the edge of the two smallest corners of each.
  private mutating func addDuplicates(_ entries: ArraySlice<UInt64>, _ triangles: [UInt32]) {
    var thirds: [UInt32] = []
    for entry in entries {
      let half = UInt32(truncatingIfNeeded: entry)
      let end = Self.next(half)
      let third = triangles[Int(Self.next(end))]
      if third > max(triangles[Int(half)], triangles[Int(end)]) { thirds.append(third) }
    }
    guard thirds.count > 1 else { return }
    duplicateTriangles += thirds.count - Set(thirds).count
  }

  private mutating func countVertices(
    _ triangles: [UInt32], _ count: Int, _ fans: inout DisjointSets
  ) {
    var fansOfVertex = [UInt32](repeating: 0, count: count)
    for corner in triangles.indices
    where !HalfEdgeBuckets.isCollapsed(triangles, corner / 3)
      && fans.root(UInt32(corner)) == UInt32(corner)
    {
      fansOfVertex[Int(triangles[corner])] += 1
    }
    for fans in fansOfVertex where fans > 0 {
      vertexCount += 1
      if fans > 1 { nonManifoldVertices += 1 }
    }
  }

  /// The next corner of the same triangle.
  @inline(__always)
  private static func next(_ corner: UInt32) -> UInt32 {
    corner % 3 == 2 ? corner &- 2 : corner &+ 1
  }
}

/// The half-edges of a mesh, sorted by their smaller and then by their larger corner.
///
/// Half-edge h runs from corner h of the list of triangles to the next corner of the same triangle.
struct HalfEdgeBuckets {
  /// Where each vertex's half-edges begin in `entries`; one more entry for the end.
  private(set) var starts: [Int]
  /// The larger corner in the upper, the half-edge in the lower 32 bits.
  private(set) var entries: [UInt64]
  /// Triangles that name a corner twice; they are left out.
  private(set) var collapsedTriangles = 0

  init(triangles: [UInt32], vertexCount: Int) {
    starts = Array(repeating: 0, count: vertexCount + 2)
    entries = Array(repeating: 0, count: triangles.count)
    for triangle in 0..<(triangles.count / 3) {
      if Self.isCollapsed(triangles, triangle) {
        collapsedTriangles += 1
        continue
      }
      Self.forEachEdge(triangles, triangle) { low, _, _ in starts[low + 2] += 1 }
    }
    for vertex in 1..<starts.count { starts[vertex] += starts[vertex - 1] }
    for triangle in 0..<(triangles.count / 3) where !Self.isCollapsed(triangles, triangle) {
      Self.forEachEdge(triangles, triangle) { low, high, half in
        entries[starts[low + 1]] = UInt64(high) &<< 32 | UInt64(half)
        starts[low + 1] += 1
      }
    }
    for vertex in 0..<vertexCount { sort(starts[vertex]..<starts[vertex + 1]) }
  }

  static func isCollapsed(_ triangles: [UInt32], _ triangle: Int) -> Bool {
    let (a, b, c) = (
      triangles[3 &* triangle], triangles[3 &* triangle &+ 1], triangles[3 &* triangle &+ 2]
    )
    return a == b || b == c || c == a
  }

  @inline(__always)
  private static func forEachEdge(
    _ triangles: [UInt32], _ triangle: Int, _ body: (_ low: Int, _ high: Int, _ half: Int) -> Void
  ) {
    for i in 0..<3 {
      let half = 3 &* triangle &+ i
      let from = Int(triangles[half])
      let to = Int(triangles[3 &* triangle &+ (i == 2 ? 0 : i &+ 1)])
      body(min(from, to), max(from, to), half)
    }
  }

  private mutating func sort(_ range: Range<Int>) {
    // Usually about six entries; a corner of thousands of triangles must not cost their square.
    guard range.count <= 24 else {
      entries[range].sort()
      return
    }
    guard range.count > 1 else { return }
    for at in (range.lowerBound + 1)..<range.upperBound {
      let entry = entries[at]
      var place = at
      while place > range.lowerBound, entries[place &- 1] > entry {
        entries[place] = entries[place &- 1]
        place &-= 1
      }
      entries[place] = entry
    }
  }
}
