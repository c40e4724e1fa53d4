/// Keeps a mesh within a distance of the one it is made from, in both directions, step by step.
///
/// Every vertex of the original belongs to a triangle that is no further from it than the limit. Each
/// new triangle is measured the other way at its corners, at its middle, at the middles of its new
/// sides and at three more places inside: each is within the limit of the original triangles around a
/// vertex that belongs to the same piece of surface. Both distances are to a part of the other surface,
/// so the true ones are not greater. Between the measured places they may be; `ReachCheck` has the last
/// word.
struct DistanceKeeper {
  private static let gone = UInt32.max

  private let greatestSquare: Double
  private let original: Mesh
  private let neighbours: VertexNeighbours
  // The first vertex that belongs to each triangle, and the next after each vertex.
  private var heads: [UInt32]
  private var nexts: [UInt32]
  // The step that was measured last.
  private var samples: [UInt32] = []
  private var owners: [UInt32] = []
  private var oldTriangles: [UInt32] = []
  private var newTriangles: [(id: UInt32, p: SIMD3<Double>, q: SIMD3<Double>)] = []

  /// Every vertex belongs to a triangle at it.
  init(_ original: Mesh, _ mesh: CollapsibleMesh, limit: Double) {
    greatestSquare = limit * limit
    self.original = original
    neighbours = VertexNeighbours(
      triangles: original.triangles, vertexCount: original.positions.count)
    heads = Array(repeating: Self.gone, count: original.triangleCount)
    nexts = Array(repeating: Self.gone, count: original.positions.count)
    for vertex in original.positions.indices where mesh.leaving[vertex] != Self.gone {
      add(UInt32(vertex), to: mesh.leaving[vertex] / 3)
    }
  }

  @inline(__always)
  private mutating func add(_ vertex: UInt32, to triangle: UInt32) {
    nexts[Int(vertex)] = heads[Int(triangle)]
    heads[Int(triangle)] = vertex
  }

  /// Whether both distances keep the limit when an edge is collapsed to a place.
  mutating func isWithinLimit(
    _ mesh: CollapsibleMesh, _ half: UInt32, _ place: SIMD3<Float>
  ) -> Bool {
    collect(mesh, half)
    let new = SIMD3<Double>(place)
    return areOriginalsNear(new) && isNewNear(new)
  }

  /// Gives the vertices of the step measured last to its new triangles; the edge has been collapsed.
  mutating func takeOver() {
    for triangle in oldTriangles { heads[Int(triangle)] = Self.gone }
    for at in samples.indices { add(samples[at], to: owners[at]) }
  }

  /// Finds the triangles around an edge and the vertices that belong to them.
  private mutating func collect(_ mesh: CollapsibleMesh, _ half: UInt32) {
    samples.removeAll(keepingCapacity: true)
    oldTriangles.removeAll(keepingCapacity: true)
    newTriangles.removeAll(keepingCapacity: true)
    let other = mesh.twins[Int(half)]
    oldTriangles.append(half / 3)
    oldTriangles.append(other / 3)
    collectFan(mesh, half, without: half / 3, other / 3)
    collectFan(mesh, other, without: half / 3, other / 3)
    for triangle in oldTriangles {
      var vertex = heads[Int(triangle)]
      while vertex != Self.gone {
        samples.append(vertex)
        vertex = nexts[Int(vertex)]
      }
    }
  }

  private mutating func collectFan(
    _ mesh: CollapsibleMesh, _ half: UInt32, without first: UInt32, _ second: UInt32
  ) {
    var leaving = mesh.after(half)
    while leaving != half {
      let triangle = leaving / 3
      if triangle != first, triangle != second {
        oldTriangles.append(triangle)
        let p = mesh.place(mesh.end(leaving))
        let q = mesh.place(mesh.start(VertexNeighbours.previous(leaving)))
        newTriangles.append((triangle, p, q))
      }
      leaving = mesh.after(leaving)
    }
  }

  /// Finds the nearest new triangle of each vertex; false when one is too far.
  private mutating func areOriginalsNear(_ new: SIMD3<Double>) -> Bool {
    owners.removeAll(keepingCapacity: true)
    for vertex in samples {
      let place = SIMD3<Double>(original.positions[Int(vertex)])
      var nearest = (square: Double.infinity, id: Self.gone)
      for triangle in newTriangles {
        let square = TriangleDistance.square(from: place, to: new, triangle.p, triangle.q)
        if square < nearest.square { nearest = (square, triangle.id) }
      }
      guard nearest.square <= greatestSquare else { return false }
      owners.append(nearest.id)
    }
    return true
  }

  private func isNewNear(_ new: SIMD3<Double>) -> Bool {
    guard isNear(new) else { return false }
    for triangle in newTriangles {
      let (p, q) = (triangle.p, triangle.q)
      let sum = new + p + q
      guard isNear((new + p) * 0.5), isNear(sum / 3), isNear((sum + 3 * new) / 6),
        isNear((sum + 3 * p) / 6), isNear((sum + 3 * q) / 6)
      else { return false }
    }
    return true
  }

  /// Whether a place is within the limit of the original triangles around the nearest vertex.
  private func isNear(_ place: SIMD3<Double>) -> Bool {
    var nearest = (square: Double.infinity, vertex: Self.gone)
    for vertex in samples {
      let way = SIMD3<Double>(original.positions[Int(vertex)]) - place
      let square = inner(way, way)
      if square < nearest.square { nearest = (square, vertex) }
    }
    guard nearest.vertex != Self.gone else { return false }
    if nearest.square <= greatestSquare { return true }
    for at in neighbours.range(of: Int(nearest.vertex)) {
      let half = neighbours.halfEdges[at]
      let square = TriangleDistance.square(
        from: place, to: corner(half), corner(VertexNeighbours.next(half)),
        corner(VertexNeighbours.previous(half)))
      if square <= greatestSquare { return true }
    }
    return false
  }

  @inline(__always)
  private func corner(_ half: UInt32) -> SIMD3<Double> {
    SIMD3<Double>(original.positions[Int(original.triangles[Int(half)])])
  }
}
