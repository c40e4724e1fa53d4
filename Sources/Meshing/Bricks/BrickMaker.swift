internal import Volumes

/// Makes the pieces of bricks from bit rows: closed two-manifold surfaces by rule C (see `CellTable`),
/// a vertex for each cycle of each cell, a quad for each crossed edge of the grid.
///
/// A vertex depends on the bits within `SurfaceField.reach` voxels of its cell's corners only (one is
/// enough for the neighbour that decides about a swapped face), so a piece made alone equals bit for
/// bit the one that a full run gives. All rows of a brick are first brought into words of their own;
/// what follows needs no bounds of the volume.
struct BrickMaker {
  // A window is 64 bits of a row from four in front of the brick's first cell on.
  private static let margin = 4
  private static let rows = 41
  // Voxels at both ends of the brick's cells along an axis; and cells with those at -1.
  private static let side = 33
  // The voxels 0...32, the voxels 0...31, the cells -1...31, the own cells 0...31, as bits of a window.
  private static let cornerBits: UInt64 = 0x1F_FFFF_FFF0
  private static let ownBits: UInt64 = 0xF_FFFF_FFF0
  private static let cellBits: UInt64 = 0xF_FFFF_FFF8

  private let bits: BitRows
  private let field: SurfaceField
  private let volume: GridSize
  private let isLeftHanded: Bool
  private let squaredSpacing: SIMD4<Double>
  private let measuresDistance: Bool
  private let boundary: BoundaryValues?
  private let origin: SIMD4<Double>
  private let axes: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)
  private let table = CellTable.standard
  private let cycles = CycleTable.standard
  // Where a crossed edge's two ends lie in `values`, from the cell's lowest corner.
  private let lowEnds: [Int]
  private let highEnds: [Int]

  private var windows = [UInt64](repeating: 0, count: rows * rows)
  private var values = [Int32](repeating: 0, count: side * side * side)
  private var cases = [UInt16](repeating: 0, count: side * side * side)
  private var slots = [UInt16](repeating: 0, count: 32 * 32 * 32)

  private var brick = VoxelIndex(0, 0, 0)
  private var piece = BrickPiece(
    positions: [], quads: [], rowCells: [], rowFirsts: [], furtherCycles: [], greatestDistance: 0)
  private var furtherPositions: [SIMD3<Float>] = []

  /// Takes the bits of a bone in a volume.
  init(
    _ bits: BitRows, _ field: SurfaceField, _ geometry: Geometry, volume: GridSize,
    boundary: BoundaryValues? = nil, measuresDistance: Bool
  ) {
    self.boundary = boundary
    (self.bits, self.field, self.volume) = (bits, field, volume)
    isLeftHanded = geometry.isLeftHanded
    squaredSpacing = SIMD4(geometry.spacing * geometry.spacing, 0)
    self.measuresDistance = measuresDistance
    let columns = geometry.columns.columns
    axes = (SIMD4(columns.0, 0), SIMD4(columns.1, 0), SIMD4(columns.2, 0))
    origin = SIMD4(geometry.origin.vector, 0)
    func step(_ corner: Int) -> Int {
      (corner & 1) + (corner >> 1 & 1) * Self.side + (corner >> 2) * Self.side * Self.side
    }
    lowEnds = (0..<12).map { step(CellTable.lowerCorner(of: $0)) }
    highEnds = (0..<12).map { step(CellTable.lowerCorner(of: $0) | 1 << ($0 / 4)) }
  }

  /// The piece of a brick; nil where the surface does not touch it.
  mutating func piece(of brick: VoxelIndex) -> BrickPiece? {
    self.brick = brick
    guard open() else { return nil }
    evaluate()
    piece = BrickPiece(
      positions: [], quads: [], rowCells: Array(repeating: 0, count: 1024),
      rowFirsts: Array(repeating: 0, count: 1024), furtherCycles: [], greatestDistance: 0)
    piece.positions.reserveCapacity(2048)
    piece.quads.reserveCapacity(2048)
    furtherPositions.removeAll(keepingCapacity: true)
    place()
    piece.positions.append(contentsOf: furtherPositions)
    join()
    piece.greatestDistance = piece.greatestDistance.squareRoot()
    return piece.positions.isEmpty && piece.quads.isEmpty ? nil : piece
  }

  /// Brings the brick's rows in; false when the surface does not touch it.
  private mutating func open() -> Bool {
    let first = VoxelIndex(
      brick.x &* 32 &- Self.margin &- bits.origin.x, brick.y &* 32 &- Self.margin &- bits.origin.y,
      brick.z &* 32 &- Self.margin &- bits.origin.z)
    let bits = self.bits
    let words = bits.words.span
    var out = windows.mutableSpan
    var (some, every) = (UInt64(0), UInt64.max)
    var at = 0
    for z in first.z..<(first.z &+ Self.rows) {
      let isCellSlice = z >= first.z &+ 3 && z <= first.z &+ 36
      for y in first.y..<(first.y &+ Self.rows) {
        let window = bits.window(words, y, z, from: first.x)
        out[at] = window
        at &+= 1
        if isCellSlice, y >= first.y &+ 3, y <= first.y &+ 36 {
          some |= window
          every &= window
        }
      }
    }
    let cells: UInt64 = 0x1F_FFFF_FFF8
    return some & cells != 0 && every & cells != cells
  }

  /// Evaluates the field at the voxels that end a crossed edge.
  private mutating func evaluate() {
    let (field, rows) = (self.field, self.windows)
    let windows = rows.span
    var values = self.values.mutableSpan
    for z in 0..<Self.side {
      for y in 0..<Self.side {
        let at = (z &+ Self.margin) &* Self.rows &+ y &+ Self.margin
        let word = windows[at]
        var wanted =
          (word ^ (word &<< 1)) | (word ^ (word &>> 1)) | (word ^ windows[at &- 1])
          | (word ^ windows[at &+ 1]) | (word ^ windows[at &- Self.rows])
          | (word ^ windows[at &+ Self.rows])
        wanted &= Self.cornerBits
        let first = (z &* Self.side &+ y) &* Self.side &- Self.margin
        while wanted != 0 {
          let bit = wanted.trailingZeroBitCount
          wanted &= wanted &- 1
          values[first &+ bit] = field.value(windows, row: at, bit: bit)
        }
      }
    }
  }

  /// Gives the active cells their cases, and the own ones their vertices.
  private mutating func place() {
    for z in -1..<32 {
      for y in -1..<32 {
        let at = (z &+ Self.margin) &* Self.rows &+ y &+ Self.margin
        let (a, b) = (windows[at], windows[at &+ 1])
        let (c, d) = (windows[at &+ Self.rows], windows[at &+ Self.rows &+ 1])
        let (some, every) = (a | b | c | d, a & b & c & d)
        var active = (some | some &>> 1) & ~(every & (every &>> 1)) & Self.cellBits
        guard active != 0 else { continue }
        let isOwnRow = z >= 0 && y >= 0
        if isOwnRow {
          let row = z &* 32 &+ y
          piece.rowCells[row] = UInt32(truncatingIfNeeded: active &>> UInt64(Self.margin))
          piece.rowFirsts[row] = UInt16(truncatingIfNeeded: piece.positions.count)
        }
        while active != 0 {
          let bit = active.trailingZeroBitCount
          active &= active &- 1
          let shift = UInt64(truncatingIfNeeded: bit)
          let pattern = Int(
            truncatingIfNeeded: (a &>> shift) & 3 | ((b &>> shift) & 3) &<< 2
              | ((c &>> shift) & 3) &<< 4 | ((d &>> shift) & 3) &<< 6)
          let face = Int(table.oneCycleFaces[pattern])
          let cell = face < 0 ? pattern : swapped(pattern, face, at, bit)
          cases[((z &+ 1) &* Self.side &+ y &+ 1) &* Self.side &+ bit &- 3] = UInt16(
            truncatingIfNeeded: cell)
          if isOwnRow, bit >= Self.margin { addVertices(cell, bit &- Self.margin, y, z) }
        }
      }
    }
  }

  /// The case of a cell with a one-cycle face: swapped where the cell beyond it has one there too.
  private func swapped(_ pattern: Int, _ face: Int, _ at: Int, _ bit: Int) -> Int {
    let step = face & 1 == 1 ? 1 : -1
    let axis = face &>> 1
    let row = at &+ (axis == 1 ? step : 0) &+ (axis == 2 ? step &* Self.rows : 0)
    let shift = UInt64(truncatingIfNeeded: bit &+ (axis == 0 ? step : 0))
    let (a, b) = ((windows[row] &>> shift) & 3, (windows[row &+ 1] &>> shift) & 3)
    let c = (windows[row &+ Self.rows] &>> shift) & 3
    let d = (windows[row &+ Self.rows &+ 1] &>> shift) & 3
    let other = Int(truncatingIfNeeded: a | b &<< 2 | c &<< 4 | d &<< 6)
    return Int(table.oneCycleFaces[other]) == face ^ 1 ? pattern &+ 256 : pattern
  }

  /// Adds the vertices of an own cell.
  @inline(__always)
  private mutating func addVertices(_ cell: Int, _ x: Int, _ y: Int, _ z: Int) {
    slots[(z &* 32 &+ y) &* 32 &+ x] = UInt16(truncatingIfNeeded: piece.positions.count)
    let index = SIMD3(brick.x &* 32 &+ x, brick.y &* 32 &+ y, brick.z &* 32 &+ z)
    let cut = cutAxes(index)
    piece.positions.append(position(4 &* cell, x, y, z, index, cut))
    let count = Int(table.cycleCounts[cell])
    guard count > 1 else { return }
    for cycle in 1..<count {
      furtherPositions.append(position(4 &* cell &+ cycle, x, y, z, index, cut))
      piece.furtherCycles.append(
        CornerName.further(x, y, z, UInt32(truncatingIfNeeded: cycle)))
    }
  }

  /// The axes, one bit each, along which a cell reaches across the edge of the volume.
  ///
  /// There the surface is a cut, not bone, and lies in one plane whatever the field says.
  @inline(__always)
  private func cutAxes(_ cell: SIMD3<Int>) -> Int {
    (cell.x < 0 || cell.x == volume.x &- 1 ? 1 : 0)
      | (cell.y < 0 || cell.y == volume.y &- 1 ? 2 : 0)
      | (cell.z < 0 || cell.z == volume.z &- 1 ? 4 : 0)
  }

  /// The mean of the places where the edges of a cycle cross the surface, in mm; notes its distance
  /// from the voxel faces.
  @inline(__always)
  private mutating func position(
    _ cycle: Int, _ x: Int, _ y: Int, _ z: Int, _ cell: SIMD3<Int>, _ cut: Int
  ) -> SIMD3<Float> {
    let base = (z &* Self.side &+ y) &* Self.side &+ x
    var sum = cycles.sums[cycle]
    let count = sum.w
    var list = cycles.edges[cycle]
    for _ in 0..<Int(truncatingIfNeeded: list &>> 60) {
      let edge = Int(truncatingIfNeeded: list & 15)
      list &>>= 4
      // Whole numbers of opposite sign, at most 2²⁶: the difference is exact.
      let low = Double(values[base &+ lowEnds[edge]])
      let high = Double(values[base &+ highEnds[edge]])
      var share = low / (low - high)
      if cut & 1 &<< (edge &>> 2) != 0 {
        share = 0.5
      } else if boundary != nil, let finer = finerShare(edge, cell, isLowInside: low > 0) {
        share = finer
      }
      sum += cycles.directions[edge] * share
    }
    let inCell = sum / count
    if measuresDistance { noteDistance(inCell, of: cycle) }
    let place = inCell + SIMD4(Double(cell.x), Double(cell.y), Double(cell.z), 0)
    let point = axes.0 * place.x + axes.1 * place.y + axes.2 * place.z + origin
    return SIMD3(Float(point.x), Float(point.y), Float(point.z))
  }

  /// Where the boundary values let the surface cross an edge of a cell that does not leave the volume
  /// along it.
  @inline(never)
  private func finerShare(_ edge: Int, _ cell: SIMD3<Int>, isLowInside: Bool) -> Double? {
    let corner = CellTable.lowerCorner(of: edge)
    let low = VoxelIndex(
      cell.x &+ corner & 1, cell.y &+ (corner &>> 1 & 1), cell.z &+ (corner &>> 2))
    guard low.x >= 0, low.y >= 0, low.z >= 0, low.x < volume.x, low.y < volume.y, low.z < volume.z
    else { return nil }
    let step = edge &>> 2 == 0 ? 1 : edge &>> 2 == 1 ? volume.x : volume.x &* volume.y
    let offset = volume.offset(low)
    return boundary?.share(offset, offset &+ step, isLowInside: isLowInside)
  }

  /// Measures how far a vertex lies from the nearest of the voxel faces that its edges cross.
  ///
  /// The face across an edge along an axis is a quarter of a rectangle within the cell, from its
  /// middle to the side on which the edge lies.
  @inline(__always)
  private mutating func noteDistance(_ inCell: SIMD4<Double>, of cycle: Int) {
    let fromMiddle = inCell - SIMD4(0.5, 0.5, 0.5, 0)
    let along = fromMiddle * fromMiddle * squaredSpacing
    // Beyond the middle on the edge's side there is no distance.
    let low = pointwiseMax(fromMiddle, .zero)
    let high = pointwiseMin(fromMiddle, .zero)
    let (beyondLow, beyondHigh) = (low * low * squaredSpacing, high * high * squaredSpacing)
    var list = cycles.edges[cycle]
    var least = Double.infinity
    for _ in 0..<Int(truncatingIfNeeded: list &>> 60) {
      let edge = Int(truncatingIfNeeded: list & 15)
      list &>>= 4
      let parts =
        along * cycles.directions[edge] + beyondLow * cycles.lowSides[edge]
        + beyondHigh * cycles.highSides[edge]
      least = min(least, parts.x + parts.y + parts.z)
    }
    if least > piece.greatestDistance { piece.greatestDistance = least }
    piece.distanceSum += least.squareRoot()
  }

  /// Adds the quads of the crossed edges that begin at the brick's voxels.
  private mutating func join() {
    for z in 0..<32 {
      for y in 0..<32 {
        let at = (z &+ Self.margin) &* Self.rows &+ y &+ Self.margin
        let word = windows[at]
        addQuads(0, (word ^ (word &>> 1)) & Self.ownBits, inside: word, y, z)
        addQuads(1, (word ^ windows[at &+ 1]) & Self.ownBits, inside: word, y, z)
        addQuads(2, (word ^ windows[at &+ Self.rows]) & Self.ownBits, inside: word, y, z)
      }
    }
  }

  @inline(__always)
  private mutating func addQuads(
    _ axis: Int, _ crossed: UInt64, inside: UInt64, _ y: Int, _ z: Int
  ) {
    var left = crossed
    while left != 0 {
      let bit = left.trailingZeroBitCount
      left &= left &- 1
      let isInside = (inside &>> UInt64(truncatingIfNeeded: bit)) & 1 == 1
      let x = bit &- Self.margin
      // Around the edge, counter-clockwise seen from its upper end.
      let a = corner(axis, 0, x, y, z)
      let b = corner(axis, 1, x, y, z)
      let c = corner(axis, 3, x, y, z)
      let d = corner(axis, 2, x, y, z)
      piece.quads.append(
        isInside != isLeftHanded ? SIMD4(a, b, c, d) : SIMD4(a, d, c, b))
    }
  }

  /// The name of the vertex that owns the edge from voxel (x, y, z) along an axis, in the cell that sees
  /// it as its edge number `side` of that axis.
  @inline(__always)
  private func corner(_ axis: Int, _ side: Int, _ x: Int, _ y: Int, _ z: Int) -> UInt32 {
    let edge = 4 &* axis &+ side
    let corner = CellTable.lowerCorner(of: edge)
    let (cx, cy, cz) = (x &- corner & 1, y &- (corner &>> 1 & 1), z &- (corner &>> 2))
    let place = ((cz &+ 1) &* Self.side &+ cy &+ 1) &* Self.side &+ cx &+ 1
    let cycle = CellTable.cycle(of: edge, in: table.cycles[Int(cases[place])])
    if cx | cy | cz < 0 {
      return CornerName.neighbour(cx, cy, cz, UInt32(truncatingIfNeeded: cycle))
    }
    if cycle == 0 { return UInt32(slots[(cz &* 32 &+ cy) &* 32 &+ cx]) }
    return piece.vertex(cx, cy, cz, cycle: UInt32(truncatingIfNeeded: cycle))
  }
}
