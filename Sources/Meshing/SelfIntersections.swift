/// Pairs of triangles of a mesh that pass through each other.
///
/// Pairs whose boxes meet are tested. Neighbours are no pair by their shared corner or edge alone, but
/// are one when they cross elsewhere or lie folded on each other.
enum SelfIntersections {
  // More than this is given up: a mesh that crowds everything into one place.
  private static let greatestTestCount = 100_000_000
  private static let greatestLookCount = 2_000_000_000

  /// The number of pairs, nil when there are too many candidates to test.
  ///
  /// Equal corners should be joined before. Triangles without area are left out.
  static func count(in mesh: Mesh) -> Int? {
    guard let grid = TriangleGrid(of: mesh) else { return nil }
    var search = Search()
    for a in 0..<grid.smallCount {
      // Of two small ones, the one that begins lower finds the other.
      var reach = SIMD4<Float>(repeating: grid.reach)
      reach.z = 0
      search.findSmall(a, mesh, grid, reach)
      if search.isTooLong { return nil }
    }
    for a in grid.smallCount..<grid.triangles.count {
      search.findSmall(a, mesh, grid, SIMD4<Float>(repeating: grid.reach))
      if search.isTooLong { return nil }
    }
    return search.findLarge(mesh, grid) ? search.pairs : nil
  }

  /// What was looked at and found so far.
  private struct Search {
    var pairs = 0
    var tests = 0
    var looks = 0

    var isTooLong: Bool { tests > greatestTestCount || looks > greatestLookCount }

    /// Tests a triangle against the small ones whose boxes meet its own.
    @inline(__always)
    mutating func findSmall(_ a: Int, _ mesh: Mesh, _ grid: TriangleGrid, _ reach: SIMD4<Float>) {
      let (lowers, uppers, starts) = (grid.lowers.span, grid.uppers.span, grid.starts.span)
      let numbers = grid.triangles.span
      let isLarge = a >= grid.smallCount
      var (lower, upper) = (lowers[a], uppers[a])
      if isLarge { lower.w = -.infinity }
      upper.w = .infinity
      let (low, high) = (grid.place(lower - reach), grid.place(upper))
      let sides = TriangleSides(mesh, Int(numbers[a]), within: Double(grid.reach))
      for z in low.z...high.z {
        for y in low.y...high.y {
          let row = grid.cell(0, y, z)
          let first = Int(starts[row &+ low.x])
          let end = Int(starts[row &+ high.x &+ 1])
          looks &+= end &- first
          for b in first..<end
          where SelfIntersections.isMeeting(lower, upper, lowers[b], uppers[b]) {
            // Begun at one height: the earlier one finds the other.
            if !isLarge, b <= a, lowers[b].z == lower.z { continue }
            tests &+= 1
            if sides.isOnOneSide(mesh, Int(numbers[b])) { continue }
            test(a, b, mesh, grid)
          }
        }
      }
    }

    /// Tests the large triangles against each other; false when there are too many.
    mutating func findLarge(_ mesh: Mesh, _ grid: TriangleGrid) -> Bool {
      let (lowers, uppers) = (grid.lowers.span, grid.uppers.span)
      let order = (grid.smallCount..<grid.triangles.count).sorted {
        (grid.lowers[$0].z, $0) < (grid.lowers[$1].z, $1)
      }
      for i in order.indices {
        let lower = lowers[order[i]]
        var upper = uppers[order[i]]
        upper.w = .infinity
        for j in order.index(after: i)..<order.endIndex {
          let b = order[j]
          looks &+= 1
          guard lowers[b].z <= upper.z else { break }
          if SelfIntersections.isMeeting(lower, upper, lowers[b], uppers[b]) {
            tests &+= 1
            test(order[i], b, mesh, grid)
          }
        }
        if isTooLong { return false }
      }
      return true
    }

    @inline(__always)
    private mutating func test(_ a: Int, _ b: Int, _ mesh: Mesh, _ grid: TriangleGrid) {
      let (one, two) = (Int(grid.triangles[a]), Int(grid.triangles[b]))
      if TrianglePair(mesh, min(one, two), max(one, two)).isCrossing { pairs &+= 1 }
    }
  }

  /// Whether two boxes meet, and the second begins as high as the last lanes of the first demand.
  @inline(__always)
  private static func isMeeting(
    _ lowerA: SIMD4<Float>, _ upperA: SIMD4<Float>, _ lowerB: SIMD4<Float>, _ upperB: SIMD4<Float>
  ) -> Bool {
    // The sign of a difference of two floats is right; all eight at once.
    let signs =
      unsafeBitCast(upperA - lowerB, to: SIMD2<UInt64>.self)
      | unsafeBitCast(upperB - lowerA, to: SIMD2<UInt64>.self)
    return (signs.x | signs.y) & 0x8000_0000_8000_0000 == 0
  }
}
