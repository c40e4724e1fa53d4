internal import Volumes

/// The boxes of a mesh's triangles, sorted into a grid of cells by their lowest corner.
///
/// Each triangle lies in one cell. Those that meet a box are then in the cells of that box, grown
/// downwards by the greatest extent of a triangle; a row of such cells is one run of the list. The few
/// triangles that are much larger than the others would grow it too far and are kept apart.
struct TriangleGrid {
  /// The lowest corners of the boxes, cell by cell and then the large ones; the last lane is z again.
  private(set) var lowers: [SIMD4<Float>] = []
  /// The highest corners; the last lane is the z of the lowest.
  private(set) var uppers: [SIMD4<Float>] = []
  /// Which triangles these are.
  private(set) var triangles: [UInt32] = []
  /// How many of them lie in cells.
  private(set) var smallCount = 0

  /// Where each cell's triangles begin; one more for the end.
  private(set) var starts: [UInt32] = []
  /// The number of cells along x, y and z.
  private(set) var size = GridSize(1, 1, 1)
  /// How far below a box the lowest corner of a triangle in a cell may lie that meets it.
  private(set) var reach: Float = 0
  private var origin = SIMD3<Float>.zero
  private var cellsPerMillimetre: Float = 1
  // The greatest extent of a triangle that lies in a cell.
  private var limit: Float = 0

  /// Nil when positions are not finite, or when cells are of no use.
  init?(of mesh: Mesh) {
    let positions = mesh.positions.span
    for vertex in positions.indices where (positions[vertex] * 0).sum() != 0 { return nil }
    starts = [0, 0]
    let count = mesh.triangleCount
    guard count > 0 else { return }
    var lowers = [SIMD4<Float>](repeating: .zero, count: count)
    var uppers = lowers
    let mean = Self.measure(mesh, &lowers, &uppers)
    guard choose(lowers.span, uppers.span, mean: mean) else { return nil }
    sort(lowers.span, uppers.span)
  }

  /// Measures the boxes and answers their mean extent.
  private static func measure(
    _ mesh: Mesh, _ lowers: inout [SIMD4<Float>], _ uppers: inout [SIMD4<Float>]
  ) -> Float {
    let (positions, corners) = (mesh.positions.span, mesh.triangles.span)
    var low = lowers.mutableSpan
    var high = uppers.mutableSpan
    var extents = 0.0
    for triangle in low.indices {
      let a = positions[Int(corners[3 &* triangle])]
      let b = positions[Int(corners[3 &* triangle &+ 1])]
      let c = positions[Int(corners[3 &* triangle &+ 2])]
      let lower = pointwiseMin(a, pointwiseMin(b, c))
      let upper = pointwiseMax(a, pointwiseMax(b, c))
      let extent = upper - lower
      extents += Double(max(extent.x, extent.y, extent.z))
      low[triangle] = SIMD4(lower, lower.z)
      high[triangle] = SIMD4(upper, lower.z)
    }
    return Float(extents / Double(low.count))
  }

  /// Chooses cells about as wide as a triangle, wider while there would be too many of them to look at.
  private mutating func choose(
    _ lowers: Span<SIMD4<Float>>, _ uppers: Span<SIMD4<Float>>, mean: Float
  ) -> Bool {
    var (lowest, highest) = (lowers[0], uppers[0])
    for triangle in lowers.indices {
      lowest = pointwiseMin(lowest, lowers[triangle])
      highest = pointwiseMax(highest, uppers[triangle])
    }
    origin = SIMD3(lowest.x, lowest.y, lowest.z)
    let extent = SIMD3(highest.x, highest.y, highest.z) - origin
    guard extent.max().isFinite, mean.isFinite else { return false }
    // Coordinates and their differences are rounded.
    let slack = 1e-6 * pointwiseMax(pointwiseMax(-lowest, highest), .zero).max()
    var side = max(0.8 * mean, extent.max() / 1000, slack, .leastNormalMagnitude)
    for _ in 0..<24 {
      cellsPerMillimetre = 1 / side
      let cells = (extent * cellsPerMillimetre).rounded(.down) + 1
      if cells.x * cells.y * cells.z <= Float(max(64, 8 * lowers.count)) {
        size = GridSize(Int(cells.x), Int(cells.y), Int(cells.z))
        limit = 3 * side
        if isChosen(lowers, uppers, slack) { return true }
      }
      side *= 1.3
    }
    return false
  }

  /// Measures the reach, and answers whether the large triangles do not look at too many rows.
  private mutating func isChosen(
    _ lowers: Span<SIMD4<Float>>, _ uppers: Span<SIMD4<Float>>, _ slack: Float
  ) -> Bool {
    reach = 0
    for triangle in lowers.indices {
      let extent = (uppers[triangle] - lowers[triangle]).max()
      if extent <= limit { reach = max(reach, extent) }
    }
    reach += slack
    var rows = 0
    for triangle in lowers.indices where (uppers[triangle] - lowers[triangle]).max() > limit {
      let low = place(lowers[triangle] - reach)
      let high = place(uppers[triangle])
      rows &+= (high.y &- low.y &+ 1) &* (high.z &- low.z &+ 1)
    }
    return rows <= 24 * lowers.count
  }

  private mutating func sort(_ lowers: Span<SIMD4<Float>>, _ uppers: Span<SIMD4<Float>>) {
    // The large ones come last, as if in one cell more.
    let cells = size.count
    var cellOf = [UInt32](repeating: 0, count: lowers.count)
    var ends = [UInt32](repeating: 0, count: cells + 3)
    for triangle in lowers.indices {
      let isLarge = (uppers[triangle] - lowers[triangle]).max() > limit
      let at = place(lowers[triangle])
      let cell = isLarge ? cells : cell(at.x, at.y, at.z)
      cellOf[triangle] = UInt32(truncatingIfNeeded: cell)
      ends[cell &+ 2] &+= 1
    }
    var sum: UInt32 = 0
    for cell in ends.indices {
      sum &+= ends[cell]
      ends[cell] = sum
    }
    var places = [UInt32](repeating: 0, count: lowers.count)
    self.lowers = Array(repeating: .zero, count: lowers.count)
    self.uppers = self.lowers
    for triangle in lowers.indices {
      let cell = Int(cellOf[triangle])
      let place = Int(ends[cell &+ 1])
      ends[cell &+ 1] &+= 1
      places[place] = UInt32(truncatingIfNeeded: triangle)
      self.lowers[place] = lowers[triangle]
      self.uppers[place] = uppers[triangle]
    }
    triangles = places
    smallCount = Int(ends[cells])
    starts = Array(ends.prefix(cells + 1))
  }

  /// The cell of a place along the three axes; that of the nearest one for a place outside.
  @inline(__always)
  func place(_ position: SIMD4<Float>) -> (x: Int, y: Int, z: Int) {
    (
      Self.place(position.x, origin.x, cellsPerMillimetre, size.x),
      Self.place(position.y, origin.y, cellsPerMillimetre, size.y),
      Self.place(position.z, origin.z, cellsPerMillimetre, size.z)
    )
  }

  @inline(__always)
  private static func place(_ at: Float, _ origin: Float, _ scale: Float, _ count: Int) -> Int {
    let cell = min(max((at - origin) * scale, 0), 1e6)
    return min(Int(cell), count &- 1)
  }

  /// The number of a cell.
  @inline(__always)
  func cell(_ x: Int, _ y: Int, _ z: Int) -> Int { (z &* size.y &+ y) &* size.x &+ x }
}
