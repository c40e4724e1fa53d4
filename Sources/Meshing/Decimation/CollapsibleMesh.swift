/// A closed two-manifold whose edges can be collapsed, and which stays one.
///
/// Half-edge h lies in triangle h / 3 and runs from `corners[h]` to the corner of the next half-edge of
/// that triangle. Collapsed triangles and vertices stay in the arrays, marked `gone`.
struct CollapsibleMesh {
  /// Stands for a half-edge or a corner that is no more.
  static let gone = UInt32.max

  /// Places by vertex.
  var positions: [SIMD3<Float>]
  /// Where each half-edge begins.
  private(set) var corners: [UInt32]
  /// The half-edge that runs the other way.
  private(set) var twins: [UInt32]
  /// A half-edge that leaves each vertex.
  private(set) var leaving: [UInt32]
  /// Triangles that are left.
  private(set) var triangleCount: Int
  // The last edge that asked about each vertex.
  private var marks: [UInt32]
  private var mark: UInt32 = 0

  /// Nil unless the triangles are a closed, oriented two-manifold by their indices.
  init?(_ mesh: Mesh) {
    let count = mesh.triangles.count
    guard count % 3 == 0, count < Int(UInt32.max),
      mesh.triangles.allSatisfy({ $0 < mesh.positions.count })
    else { return nil }
    let neighbours = VertexNeighbours(
      triangles: mesh.triangles, vertexCount: mesh.positions.count)
    guard let twins = Self.twins(mesh.triangles, neighbours) else { return nil }
    (positions, corners, self.twins) = (mesh.positions, mesh.triangles, twins)
    triangleCount = count / 3
    leaving = Array(repeating: Self.gone, count: mesh.positions.count)
    marks = Array(repeating: 0, count: mesh.positions.count)
    for vertex in leaving.indices {
      let range = neighbours.range(of: vertex)
      guard !range.isEmpty else { continue }
      leaving[vertex] = neighbours.halfEdges[range.lowerBound]
      // More than one fan at a vertex would not come round in one turn.
      var fan = 0
      var half = leaving[vertex]
      repeat {
        fan += 1
        half = after(half)
      } while half != leaving[vertex] && fan <= range.count
      guard fan == range.count else { return nil }
    }
  }

  /// The half-edge the other way of each; nil when one has none or more than one.
  private static func twins(_ triangles: [UInt32], _ neighbours: VertexNeighbours) -> [UInt32]? {
    var twins = [UInt32](repeating: gone, count: triangles.count)
    let corners = triangles.span
    let leaving = neighbours.halfEdges.span
    var pairs = 0
    for vertex in 0..<(neighbours.starts.count - 1) {
      let range = neighbours.range(of: vertex)
      for at in range {
        let half = leaving[at]
        let end = corners[Int(VertexNeighbours.next(half))]
        guard end != vertex else { return nil }
        guard end > vertex else { continue }
        var twin = gone
        for other in neighbours.range(of: Int(end)) {
          let candidate = leaving[other]
          guard corners[Int(VertexNeighbours.next(candidate))] == vertex else { continue }
          guard twin == gone else { return nil }
          twin = candidate
        }
        guard twin != gone, twins[Int(twin)] == gone else { return nil }
        twins[Int(twin)] = half
        twins[Int(half)] = twin
        pairs += 1
      }
    }
    return 2 * pairs == triangles.count ? twins : nil
  }

  /// The next half-edge that leaves the same vertex.
  @inline(__always)
  func after(_ half: UInt32) -> UInt32 { twins[Int(VertexNeighbours.previous(half))] }

  /// Where a half-edge begins.
  @inline(__always)
  func start(_ half: UInt32) -> Int { Int(corners[Int(half)]) }

  /// Where a half-edge ends.
  @inline(__always)
  func end(_ half: UInt32) -> Int { Int(corners[Int(VertexNeighbours.next(half))]) }

  /// The place of a vertex.
  @inline(__always)
  func place(_ vertex: Int) -> SIMD3<Double> { SIMD3<Double>(positions[vertex]) }

  /// Whether a half-edge is still there.
  @inline(__always)
  func isThere(_ half: UInt32) -> Bool { corners[Int(half)] != Self.gone }

  /// Whether the mesh stays a two-manifold when an edge is collapsed: the link condition.
  ///
  /// After Dey, Edelsbrunner, Guha, Nekhayev, "Topology Preserving Edge Contraction", 1999: exactly the
  /// two corners across the edge are neighbours of both its ends, and it is not a tetrahedron's.
  ///
  /// - Parameter greatestValence: no vertex may get more neighbours.
  mutating func canCollapse(_ half: UInt32, greatestValence: Int) -> Bool {
    mark &+= 1
    var first = half
    var valence = 0
    repeat {
      marks[end(first)] = mark
      valence &+= 1
      first = after(first)
    } while first != half
    let other = twins[Int(half)]
    var (common, otherValence) = (0, 0)
    var second = other
    repeat {
      if marks[end(second)] == mark { common &+= 1 }
      otherValence &+= 1
      second = after(second)
    } while second != other
    let isTetrahedron = valence == 3 && otherValence == 3
    return common == 2 && !isTetrahedron && valence &+ otherValence &- 4 <= greatestValence
  }

  /// Collapses an edge that may be collapsed: its start moves to `place`, its end goes.
  mutating func collapse(_ half: UInt32, to place: SIMD3<Float>) {
    let other = twins[Int(half)]
    let (kept, lost) = (corners[Int(half)], corners[Int(other)])
    let (next, previous) = (VertexNeighbours.next(half), VertexNeighbours.previous(half))
    let (otherNext, otherPrevious) = (
      VertexNeighbours.next(other), VertexNeighbours.previous(other)
    )
    let (a, b) = (corners[Int(previous)], corners[Int(otherPrevious)])
    var moved = other
    repeat {
      corners[Int(moved)] = kept
      moved = after(moved)
    } while moved != other
    join(twins[Int(next)], twins[Int(previous)])
    join(twins[Int(otherNext)], twins[Int(otherPrevious)])
    leaving[Int(kept)] = twins[Int(previous)]
    leaving[Int(a)] = twins[Int(next)]
    leaving[Int(b)] = twins[Int(otherNext)]
    leaving[Int(lost)] = Self.gone
    corners[Int(half)] = Self.gone
    corners[Int(next)] = Self.gone
    corners[Int(previous)] = Self.gone
    corners[Int(other)] = Self.gone
    corners[Int(otherNext)] = Self.gone
    corners[Int(otherPrevious)] = Self.gone
    positions[Int(kept)] = place
    triangleCount &-= 2
  }

  @inline(__always)
  private mutating func join(_ a: UInt32, _ b: UInt32) {
    twins[Int(a)] = b
    twins[Int(b)] = a
  }

  /// What is left, vertices and triangles in the order they had.
  var compacted: Mesh {
    var mesh = Mesh()
    mesh.triangles.reserveCapacity(3 * triangleCount)
    mesh.positions.reserveCapacity(triangleCount / 2 + 2)
    var numbers = [UInt32](repeating: Self.gone, count: positions.count)
    for vertex in positions.indices where leaving[vertex] != Self.gone {
      numbers[vertex] = UInt32(mesh.positions.count)
      mesh.positions.append(positions[vertex])
    }
    for corner in corners where corner != Self.gone {
      mesh.triangles.append(numbers[Int(corner)])
    }
    return mesh
  }
}
