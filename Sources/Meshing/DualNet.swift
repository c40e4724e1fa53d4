internal import Volumes

/// The closed two-manifold between inside and outside voxels: a vertex for each cycle of each cell, a
/// quad for each crossed edge of the grid (rule C, see `CellTable`).
///
/// A cell is named by its lowest corner. Cells own vertices; the lower end of a grid edge owns its
/// quad. A vertex depends on the labels within `SurfaceField.reach` voxels of its cell's corners
/// only (one is enough for the neighbour that decides about a swapped face), so a part can be made alone.
/// Slices are read one after the other; two layers of cells are held.
struct DualNet {
  private let bits: BitRows
  private let field: SurfaceField
  private let geometry: Geometry
  private let volume: GridSize
  private let isLeftHanded: Bool
  private let table = CellTable.standard

  // Field values of slices z and z+1, slice z at (z & 1).
  private var values: [Int32]
  // The case of each active cell of layers z-1 and z, and its first vertex; others hold leftovers.
  private var cases: [UInt16]
  private var firstVertices: [UInt32]
  private var mesh = Mesh()

  /// The surface around the set bits of a volume, in patient mm.
  static func mesh(
    _ bits: BitRows, _ field: SurfaceField, _ geometry: Geometry, volume: GridSize
  ) -> Mesh {
    var net = DualNet(bits, field, geometry, volume)
    let quads = bits.crossedEdgeCount
    net.mesh.triangles.reserveCapacity(6 * quads)
    net.mesh.positions.reserveCapacity(quads + quads / 64 + 8)
    // The outermost cells that can be active have one corner in the border.
    let border = BitRows.padding - 1
    for z in border..<(bits.size.z - border) {
      net.evaluate(slice: z)
      guard z > border else { continue }
      net.place(layer: z - 1)
      net.join(slice: z - 1)
    }
    return net.mesh
  }

  private init(
    _ bits: BitRows, _ field: SurfaceField, _ geometry: Geometry, _ volume: GridSize
  ) {
    (self.bits, self.field, self.geometry, self.volume) = (bits, field, geometry, volume)
    isLeftHanded = geometry.isLeftHanded
    let slice = bits.size.x * bits.size.y
    values = Array(repeating: 0, count: 2 * slice)
    cases = Array(repeating: 0, count: 2 * slice)
    firstVertices = Array(repeating: 0, count: 2 * slice)
  }

  private var sliceCount: Int { bits.size.x &* bits.size.y }

  private var rows: Range<Int> { (BitRows.padding - 1)..<(bits.size.y - BitRows.padding + 1) }

  /// Evaluates the field of a slice where the surface may ask for it.
  private mutating func evaluate(slice z: Int) {
    let (bits, field) = (bits, field)
    let first = (z & 1) &* sliceCount
    let rows = rows
    var slices = values.mutableSpan
    for y in rows {
      field.fill(&slices, at: first, from: bits, y: y, z: z)
    }
  }

  /// Gives the active cells between slices z and z+1 their cases and vertices.
  private mutating func place(layer z: Int) {
    let bits = bits
    let words = bits.words.span
    let width = bits.wordsPerRow
    let slice = bits.size.y &* width
    for y in rows.dropLast() {
      let row = bits.row(y, z)
      for k in 0..<width {
        let at = row &+ k
        let some = words[at] | words[at &+ width] | words[at &+ slice] | words[at &+ slice &+ width]
        let every =
          words[at] & words[at &+ width] & words[at &+ slice] & words[at &+ slice &+ width]
        // The first column of the next word; past a row's end the next row begins with background.
        let next = at &+ 1
        let nextSome =
          words[next] | words[next &+ width] | words[next &+ slice]
          | words[min(next &+ slice &+ width, words.count &- 1)]
        let nextEvery =
          words[next] & words[next &+ width] & words[next &+ slice]
          & words[min(next &+ slice &+ width, words.count &- 1)]
        var active =
          (some | some &>> 1 | nextSome &<< 63) & ~(every & (every &>> 1 | nextEvery &<< 63))
        while active != 0 {
          let x = k &* 64 &+ active.trailingZeroBitCount
          active &= active &- 1
          addVertices(words, x, y, z)
        }
      }
    }
  }

  /// Finds the case of one cell and adds its vertices.
  private mutating func addVertices(_ words: Span<UInt64>, _ x: Int, _ y: Int, _ z: Int) {
    let cell = cellCase(words, x, y, z)
    let place = (z & 1) &* sliceCount &+ y &* bits.size.x &+ x
    cases[place] = UInt16(truncatingIfNeeded: cell)
    firstVertices[place] = UInt32(truncatingIfNeeded: mesh.positions.count)
    let cycles = table.cycles[cell]
    for cycle in 0..<Int(table.cycleCounts[cell]) {
      let inCell = meanCrossing(of: cycle, in: cycles, x, y, z)
      let corner = SIMD3(
        Double(bits.origin.x &+ x), Double(bits.origin.y &+ y), Double(bits.origin.z &+ z))
      let point = geometry.point(GridPoint(corner + inCell))
      mesh.positions.append(SIMD3<Float>(point.vector))
    }
  }

  /// The case of a cell: its pattern, swapped where both cells at a face would hold one cycle there.
  @inline(__always)
  private func cellCase(_ words: Span<UInt64>, _ x: Int, _ y: Int, _ z: Int) -> Int {
    let pattern = bits.pattern(words, x, y, z)
    let face = Int(table.oneCycleFaces[pattern])
    guard face >= 0 else { return pattern }
    let step = face & 1 == 1 ? 1 : -1
    let axis = face &>> 1
    let other = bits.pattern(
      words, x &+ (axis == 0 ? step : 0), y &+ (axis == 1 ? step : 0),
      z &+ (axis == 2 ? step : 0))
    return Int(table.oneCycleFaces[other]) == face ^ 1 ? pattern &+ 256 : pattern
  }

  /// The axes, one bit each, along which a cell reaches across the edge of the volume.
  ///
  /// There the surface is a cut, not bone, and lies in one plane whatever the field says.
  @inline(__always)
  private func cutAxes(_ x: Int, _ y: Int, _ z: Int) -> Int {
    let (i, j, k) = (x &+ bits.origin.x, y &+ bits.origin.y, z &+ bits.origin.z)
    return (i < 0 || i == volume.x &- 1 ? 1 : 0) | (j < 0 || j == volume.y &- 1 ? 2 : 0)
      | (k < 0 || k == volume.z &- 1 ? 4 : 0)
  }

  /// The mean of the places where a cycle's edges cross the surface, 0...1 from the lowest corner.
  @inline(__always)
  private func meanCrossing(
    of cycle: Int, in cycles: UInt64, _ x: Int, _ y: Int, _ z: Int
  ) -> SIMD3<Double> {
    let width = bits.size.x
    let (near, far) = ((z & 1) &* sliceCount, ((z &+ 1) & 1) &* sliceCount)
    let base = y &* width &+ x
    let cut = cutAxes(x, y, z)
    var sum = SIMD3<Double>.zero
    var count = 0.0
    for edge in 0..<12 where CellTable.cycle(of: edge, in: cycles) == cycle {
      let axis = edge &>> 2
      let low = CellTable.lowerCorner(of: edge)
      let high = low | 1 &<< axis
      let a = values[
        base &+ (low & 1) &+ (low &>> 1 & 1) &* width &+ (low & 4 == 0 ? near : far)]
      let b = values[
        base &+ (high & 1) &+ (high &>> 1 & 1) &* width &+ (high & 4 == 0 ? near : far)]
      // Both are whole numbers of opposite sign, at most 2²⁹: the difference is exact.
      let share = cut & 1 &<< axis == 0 ? Double(a) / (Double(a) - Double(b)) : 0.5
      sum.x += axis == 0 ? share : Double(low & 1)
      sum.y += axis == 1 ? share : Double(low &>> 1 & 1)
      sum.z += axis == 2 ? share : Double(low &>> 2)
      count += 1
    }
    return sum / count
  }

  /// Adds the quads of the grid edges that begin in slice z.
  private mutating func join(slice z: Int) {
    let bits = bits
    let words = bits.words.span
    let width = bits.wordsPerRow
    let slice = bits.size.y &* width
    for y in rows {
      let row = bits.row(y, z)
      for k in 0..<width {
        let at = row &+ k
        let word = words[at]
        let next = word &>> 1 | words[at &+ 1] &<< 63
        let first = k &* 64
        addQuads(0, word ^ next, inside: word, first, y, z)
        addQuads(1, word ^ words[at &+ width], inside: word, first, y, z)
        addQuads(2, word ^ words[at &+ slice], inside: word, first, y, z)
      }
    }
  }

  /// Adds the quads of the crossed edges along an axis that begin at 64 neighbouring voxels.
  @inline(__always)
  private mutating func addQuads(
    _ axis: Int, _ crossed: UInt64, inside: UInt64, _ first: Int, _ y: Int, _ z: Int
  ) {
    var left = crossed
    while left != 0 {
      let bit = left.trailingZeroBitCount
      left &= left &- 1
      let isOutward = (inside &>> UInt64(truncatingIfNeeded: bit)) & 1 == 1
      addQuad(axis, first &+ bit, y, z, isOutward: isOutward != isLeftHanded)
    }
  }

  /// Adds one quad: the vertices of the four cells around an edge, counter-clockwise seen from the
  /// edge's upper end when `isOutward`.
  private mutating func addQuad(_ axis: Int, _ x: Int, _ y: Int, _ z: Int, isOutward: Bool) {
    let a = vertex(axis, 0, x, y, z)
    var b = vertex(axis, 1, x, y, z)
    let c = vertex(axis, 3, x, y, z)
    var d = vertex(axis, 2, x, y, z)
    if !isOutward { swap(&b, &d) }
    let (ac, bd) = (
      mesh.positions[Int(c)] - mesh.positions[Int(a)],
      mesh.positions[Int(d)] - mesh.positions[Int(b)]
    )
    // A little in favour of one diagonal, so that rounding does not choose where both are equal.
    if (bd * bd).sum() < (ac * ac).sum() * 0.999 {
      mesh.triangles.append(a)
      mesh.triangles.append(b)
      mesh.triangles.append(d)
      mesh.triangles.append(b)
      mesh.triangles.append(c)
      mesh.triangles.append(d)
    } else {
      mesh.triangles.append(a)
      mesh.triangles.append(b)
      mesh.triangles.append(c)
      mesh.triangles.append(a)
      mesh.triangles.append(c)
      mesh.triangles.append(d)
    }
  }

  /// The vertex that owns the edge from voxel (x, y, z) along an axis, in the cell that sees it as its
  /// edge number `side` of that axis.
  @inline(__always)
  private func vertex(_ axis: Int, _ side: Int, _ x: Int, _ y: Int, _ z: Int) -> UInt32 {
    let edge = 4 &* axis &+ side
    let corner = CellTable.lowerCorner(of: edge)
    let layer = (z &- (corner &>> 2)) & 1
    let place =
      layer &* sliceCount &+ (y &- (corner &>> 1 & 1)) &* bits.size.x &+ x &- (corner & 1)
    let cycle = CellTable.cycle(of: edge, in: table.cycles[Int(cases[place])])
    return firstVertices[place] &+ UInt32(truncatingIfNeeded: cycle)
  }
}
