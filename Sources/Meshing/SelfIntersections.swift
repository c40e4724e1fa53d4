internal import Volumes

/// Pairs of triangles of a mesh that pass through each other.
///
/// Boxes of triangles are sorted into a grid of cells; pairs that share a cell and whose boxes meet
/// are tested. Neighbours are no pair by their shared corner or edge alone, but are one when they
/// cross elsewhere or lie folded on each other.
enum SelfIntersections {
  // Tests beyond this many are given up: a mesh that crowds everything into one cell.
  private static let greatestTestCount = 100_000_000

  /// The number of pairs, nil when there are too many candidates to test.
  ///
  /// Equal corners should be joined before. Triangles without area are left out.
  static func count(in mesh: Mesh) -> Int? {
    guard let grid = TriangleGrid(of: mesh) else { return nil }
    var pairs = 0
    var tests = 0
    for cell in 0..<grid.cellCount {
      let members = grid.members(of: cell)
      guard members.count > 1 else { continue }
      for i in members.indices.dropLast() {
        let a = Int(grid.triangles[i])
        for j in (i &+ 1)..<members.endIndex {
          let b = Int(grid.triangles[j])
          guard grid.isFirstCommonCell(cell, a, b) else { continue }
          tests &+= 1
          if TrianglePair(mesh, a, b).isCrossing { pairs += 1 }
        }
        if tests > greatestTestCount { return nil }
      }
    }
    return pairs
  }
}

/// Triangles sorted by the cells of a coarse grid that their boxes touch.
struct TriangleGrid {
  /// Members of all cells, one cell after the other.
  private(set) var triangles: [UInt32] = []
  private var starts: [Int] = []
  private var lowers: [SIMD3<Float>] = []
  private var uppers: [SIMD3<Float>] = []
  private var origin = SIMD3<Float>.zero
  private var cellSide: Float = 1
  private var size = SIMD3<Int32>(repeating: 1)

  /// The number of cells.
  var cellCount: Int { starts.count - 1 }

  /// Where the triangles of a cell lie in `triangles`.
  func members(of cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }

  /// Nil when positions are not finite, or boxes overlap so much that sorting them is of no use.
  init?(of mesh: Mesh) {
    guard mesh.positions.allSatisfy({ $0.sum().isFinite }) else { return nil }
    starts = [0, 0]
    guard mesh.triangleCount > 0 else { return }
    measureBoxes(of: mesh)
    let lower = lowers.reduce(lowers[0]) { pointwiseMin($0, $1) }
    let upper = uppers.reduce(uppers[0]) { pointwiseMax($0, $1) }
    guard choose(lower, upper) else { return nil }
    fill()
  }

  private mutating func measureBoxes(of mesh: Mesh) {
    for triangle in 0..<mesh.triangleCount {
      let a = mesh.positions[Int(mesh.triangles[3 * triangle])]
      let b = mesh.positions[Int(mesh.triangles[3 * triangle + 1])]
      let c = mesh.positions[Int(mesh.triangles[3 * triangle + 2])]
      lowers.append(pointwiseMin(a, pointwiseMin(b, c)))
      uppers.append(pointwiseMax(a, pointwiseMax(b, c)))
    }
  }

  /// Chooses a cell about twice a triangle wide, larger while there would be too many entries.
  private mutating func choose(_ lower: SIMD3<Float>, _ upper: SIMD3<Float>) -> Bool {
    origin = lower
    let extent = upper - lower
    let widths = zip(lowers, uppers).reduce(0.0) { $0 + Double(($1.1 - $1.0).max()) }
    let mean = Float(widths / Double(lowers.count))
    cellSide = max(1.2 * mean, extent.max() / 1000, .leastNormalMagnitude)
    for _ in 0..<24 {
      let cells = (extent / cellSide).rounded(.down) + 1
      size = SIMD3<Int32>(cells)
      let count = Int(size.x) * Int(size.y) * Int(size.z)
      if count <= max(64, 16 * lowers.count), entryCount() <= 24 * lowers.count { return true }
      cellSide *= 1.5
    }
    return false
  }

  private func entryCount() -> Int {
    lowers.indices.reduce(0) { sum, triangle in
      let (low, high) = cells(of: triangle)
      let span = high &- low &+ 1
      return sum + Int(span.x) * Int(span.y) * Int(span.z)
    }
  }

  private mutating func fill() {
    let count = Int(size.x) * Int(size.y) * Int(size.z)
    var ends = [Int](repeating: 0, count: count + 2)
    forEachEntry { cell, _ in ends[cell + 2] += 1 }
    for cell in 1..<ends.count { ends[cell] += ends[cell - 1] }
    var members = [UInt32](repeating: 0, count: ends[count + 1])
    forEachEntry { cell, triangle in
      members[ends[cell + 1]] = UInt32(triangle)
      ends[cell + 1] += 1
    }
    triangles = members
    starts = Array(ends.dropLast())
  }

  private func forEachEntry(_ body: (_ cell: Int, _ triangle: Int) -> Void) {
    for triangle in lowers.indices {
      let (low, high) = cells(of: triangle)
      for z in low.z...high.z {
        for y in low.y...high.y {
          for x in low.x...high.x { body(cell(SIMD3(x, y, z)), triangle) }
        }
      }
    }
  }

  /// Whether two boxes meet, and `cell` is the lowest cell that they share: each pair has one.
  @inline(__always)
  func isFirstCommonCell(_ cell: Int, _ a: Int, _ b: Int) -> Bool {
    let lower = pointwiseMax(lowers[a], lowers[b])
    let upper = pointwiseMin(uppers[a], uppers[b])
    guard all(lower .<= upper) else { return false }
    return self.cell(place(lower)) == cell
  }

  private func cells(of triangle: Int) -> (SIMD3<Int32>, SIMD3<Int32>) {
    (place(lowers[triangle]), place(uppers[triangle]))
  }

  @inline(__always)
  private func place(_ position: SIMD3<Float>) -> SIMD3<Int32> {
    let cell = SIMD3<Int32>(((position - origin) / cellSide).rounded(.down))
    return pointwiseMin(pointwiseMax(cell, .zero), size &- 1)
  }

  @inline(__always)
  private func cell(_ place: SIMD3<Int32>) -> Int {
    (Int(place.z) &* Int(size.y) &+ Int(place.y)) &* Int(size.x) &+ Int(place.x)
  }
}
