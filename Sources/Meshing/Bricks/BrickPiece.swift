/// The part of a bone's surface that one brick owns: the vertices of its cells, and the quads of the
/// grid edges that begin at its voxels.
///
/// Nothing in it depends on other pieces: vertices of lower neighbours are named by cell and cycle.
struct BrickPiece: Equatable, Sendable {
  /// In mm, LPS: first one for each active cell in order (x fastest), then those of the further cycles.
  var positions: [SIMD3<Float>]
  /// The corners of each quad, counter-clockwise seen from outside; see `CornerName`.
  var quads: [SIMD4<UInt32>]
  /// Which cells of each of the 32² rows are active.
  var rowCells: [UInt32]
  /// The place of the first active cell of each row in `positions`.
  var rowFirsts: [UInt16]
  /// The cell and cycle of each vertex behind those of the first cycles, in order.
  var furtherCycles: [UInt32]
  /// The greatest distance of a vertex from the voxel faces that its own cell holds, in mm; at least
  /// that from the nearest face.
  var greatestDistance: Double
  /// The sum of those distances over all vertices.
  var distanceSum = 0.0

  /// The number of active cells.
  var cellCount: Int { positions.count - furtherCycles.count }

  /// The place in `positions` of the vertex of a cycle of an own cell.
  @inline(__always)
  func vertex(_ x: Int, _ y: Int, _ z: Int, cycle: UInt32) -> UInt32 {
    let row = z &* 32 &+ y
    if cycle == 0 {
      let before = rowCells[row] & ((1 as UInt32) &<< UInt32(truncatingIfNeeded: x) &- 1)
      return UInt32(rowFirsts[row]) &+ UInt32(truncatingIfNeeded: before.nonzeroBitCount)
    }
    let name = CornerName.further(x, y, z, cycle)
    let first = UInt32(truncatingIfNeeded: cellCount)
    for place in furtherCycles.indices where furtherCycles[place] == name {
      return first &+ UInt32(truncatingIfNeeded: place)
    }
    preconditionFailure("a quad names a vertex that its brick does not have")
  }
}

/// How a quad names its corners: an own vertex by its place, one of a lower neighbour by its cell.
enum CornerName {
  /// Set in the name of a neighbour's vertex.
  static let neighbour: UInt32 = 1 << 31

  /// The vertex of a cell that lies at -1 along one axis or more, 0...31 along the others.
  @inline(__always)
  static func neighbour(_ x: Int, _ y: Int, _ z: Int, _ cycle: UInt32) -> UInt32 {
    neighbour | UInt32(truncatingIfNeeded: (x &+ 1) | (y &+ 1) &<< 6 | (z &+ 1) &<< 12)
      | cycle &<< 18
  }

  /// The vertex of a further cycle of an own cell.
  @inline(__always)
  static func further(_ x: Int, _ y: Int, _ z: Int, _ cycle: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: x | y &<< 5 | z &<< 10) | cycle &<< 15
  }
}
