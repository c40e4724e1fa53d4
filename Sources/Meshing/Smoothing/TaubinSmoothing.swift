internal import Volumes

/// Smoothing that does not shrink, within a quarter of a voxel.
///
/// After Taubin, "A Signal Processing Approach to Fair Surface Design", 1995: each shrinking sweep is
/// followed by a slightly stronger growing one. A sweep reads the places before it and writes others,
/// so the result does not depend on the order of the vertices. Places are taken in voxels of the grid:
/// sweeps are the same there, and the bounds are boxes.
enum TaubinSmoothing {
  /// The share of the way to the mean of the neighbours in a shrinking sweep.
  static let shrinking: Float = 0.5
  /// The same in a growing sweep: pass band 0.1, so 1/`shrinking` + 1/`growing` is 0.1.
  static let growing: Float = 1 / (0.1 - 1 / 0.5)
  /// How far a vertex may move along each axis of the grid, in voxels.
  static let greatestStep: Float = 0.25
  /// How near to a face of its cell a vertex may come; the net keeps it 0.0128 away.
  ///
  /// With it, vertices of different cells never meet.
  private static let margin: Float = 0.01

  /// Moves the vertices of a closed surface that a dual net made from a volume.
  ///
  /// Where a cell reaches across the edge of the volume the surface is a cut, and its vertices keep
  /// their coordinate along that axis, so that caps stay flat and rims stay where they are. Two
  /// vertices that would lie at one place stay where they were.
  static func smoothed(
    _ mesh: Mesh, pairs: Int, geometry: Geometry, volume: GridSize
  ) -> Mesh {
    guard pairs > 0, !mesh.positions.isEmpty else { return mesh }
    let neighbours = VertexNeighbours(
      triangles: mesh.triangles, vertexCount: mesh.positions.count)
    let others = neighbours.halfEdges.map { mesh.triangles[Int(VertexNeighbours.next($0))] }
    let bounds = Bounds(of: mesh.positions, geometry, volume)
    var places = bounds.places
    var swept = places
    for _ in 0..<pairs {
      sweep(places, into: &swept, neighbours.starts, others, by: shrinking, nil)
      sweep(swept, into: &places, neighbours.starts, others, by: growing, bounds)
    }
    var positions = mesh.positions
    for vertex in positions.indices where places[vertex] != bounds.places[vertex] {
      let place = SIMD3<Double>(places[vertex]) + bounds.origin
      positions[vertex] = SIMD3<Float>(geometry.point(GridPoint(place)).vector)
    }
    keepApart(&positions, as: mesh.positions)
    return Mesh(positions: positions, triangles: mesh.triangles)
  }

  /// One sweep; with `bounds` every place is kept inside its box.
  private static func sweep(
    _ places: [SIMD3<Float>], into swept: inout [SIMD3<Float>], _ starts: [UInt32],
    _ others: [UInt32], by share: Float, _ bounds: Bounds?
  ) {
    let old = places.span
    let starts = starts.span
    let others = others.span
    var new = swept.mutableSpan
    for vertex in old.indices {
      let (first, end) = (Int(starts[vertex]), Int(starts[vertex &+ 1]))
      guard end > first else {
        new[vertex] = old[vertex]
        continue
      }
      var sum = SIMD3<Float>.zero
      for at in first..<end { sum += old[Int(others[at])] }
      let place = old[vertex]
      new[vertex] = place + (sum / Float(end &- first) - place) * share
    }
    guard let bounds else { return }
    let (lower, upper) = (bounds.lower.span, bounds.upper.span)
    for vertex in old.indices {
      new[vertex] = pointwiseMin(pointwiseMax(new[vertex], lower[vertex]), upper[vertex])
    }
  }

  /// Puts vertices that have come to lie at one place back where they were, until there are none.
  private static func keepApart(
    _ positions: inout [SIMD3<Float>], as originals: [SIMD3<Float>]
  ) {
    while true {
      let weld = VertexWeld(positions)
      guard weld.positions.count < positions.count else { return }
      var counts = [UInt8](repeating: 0, count: weld.positions.count)
      for place in weld.map { counts[Int(place)] = min(2, counts[Int(place)] &+ 1) }
      var isChanged = false
      for vertex in positions.indices where counts[Int(weld.map[vertex])] == 2 {
        isChanged = isChanged || positions[vertex] != originals[vertex]
        positions[vertex] = originals[vertex]
      }
      // What was at one place from the start stays there.
      guard isChanged else { return }
    }
  }
}

extension TaubinSmoothing {
  /// Where each vertex starts and the box in which it may move, in voxels from `origin`.
  private struct Bounds {
    /// A whole voxel near the mesh, so that 32-bit places keep their digits.
    let origin: SIMD3<Double>
    var places: [SIMD3<Float>] = []
    var lower: [SIMD3<Float>] = []
    var upper: [SIMD3<Float>] = []

    init(of positions: [SIMD3<Float>], _ geometry: Geometry, _ volume: GridSize) {
      origin = geometry.gridPoint(PatientPoint(SIMD3<Double>(positions[0]))).vector
        .rounded(.down)
      let last = SIMD3(Double(volume.x), Double(volume.y), Double(volume.z)) - 1
      places.reserveCapacity(positions.count)
      lower.reserveCapacity(positions.count)
      upper.reserveCapacity(positions.count)
      for position in positions {
        var place = geometry.gridPoint(PatientPoint(SIMD3<Double>(position))).vector
        let cell = place.rounded(.down)
        let isCut = (cell .< SIMD3<Double>.zero) .| (cell .>= last)
        // The cap lies half a voxel outside; 32-bit positions miss that by a little.
        let cap = cell + 0.5
        let distance = place - cap
        let isOnCap = isCut .& (distance * distance .< 1e-6)
        place.replace(with: cap, where: isOnCap)
        let start = SIMD3<Float>(place - origin)
        let low = SIMD3<Float>(cell - origin)
        var from = pointwiseMax(start - greatestStep, low + margin)
        var to = pointwiseMin(start + greatestStep, low + (1 - margin))
        // A vertex already nearer to its cell's face stays between there and its start.
        from = pointwiseMin(from, start)
        to = pointwiseMax(to, start)
        for axis in 0..<3 where isCut[axis] { (from[axis], to[axis]) = (start[axis], start[axis]) }
        places.append(start)
        lower.append(from)
        upper.append(to)
      }
    }
  }
}
