/// The half-edges that leave each vertex of a mesh, one vertex after the other.
///
/// Half-edge h runs from corner h of the list of triangles to the next corner of the same triangle. On
/// a closed oriented two-manifold their ends are a vertex's neighbours, each once.
struct VertexNeighbours: Sendable {
  /// Where each vertex's half-edges begin in `halfEdges`; one more entry for the end.
  let starts: [UInt32]
  /// The half-edges, in the order of the triangles.
  let halfEdges: [UInt32]

  /// Sorts the half-edges of a mesh; every index must be below `vertexCount`.
  init(triangles: [UInt32], vertexCount: Int) {
    var starts = [UInt32](repeating: 0, count: vertexCount + 2)
    var halfEdges = [UInt32](repeating: 0, count: triangles.count)
    let corners = triangles.span
    for corner in corners.indices { starts[Int(corners[corner]) &+ 2] &+= 1 }
    for vertex in 1..<starts.count { starts[vertex] &+= starts[vertex &- 1] }
    for corner in corners.indices {
      let slot = Int(corners[corner]) &+ 1
      halfEdges[Int(starts[slot])] = UInt32(truncatingIfNeeded: corner)
      starts[slot] &+= 1
    }
    starts.removeLast()
    (self.starts, self.halfEdges) = (starts, halfEdges)
  }

  /// Where the half-edges of a vertex lie in `halfEdges`.
  @inline(__always)
  func range(of vertex: Int) -> Range<Int> {
    Range(uncheckedBounds: (Int(starts[vertex]), Int(starts[vertex &+ 1])))
  }

  /// The half-edge behind one, in the same triangle.
  @inline(__always)
  static func next(_ half: UInt32) -> UInt32 { half % 3 == 2 ? half &- 2 : half &+ 1 }

  /// The half-edge in front of one, in the same triangle.
  @inline(__always)
  static func previous(_ half: UInt32) -> UInt32 { half % 3 == 0 ? half &+ 2 : half &- 1 }
}
