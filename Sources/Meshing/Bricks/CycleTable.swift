/// What a vertex is computed from, for each cycle of each case of `CellTable`.
struct CycleTable: Sendable {
  /// The only table there is.
  static let standard = CycleTable()

  /// Four bits an edge of the cycle, the first edge lowest, and the number of edges in the four
  /// highest bits; at 4·case + cycle.
  let edges: [UInt64]
  /// The sum of the fixed coordinates of the edges, along x, y and z, and the number of edges.
  let sums: [SIMD4<Double>]
  /// The unit vector of each of the 12 edges' axes.
  let directions: [SIMD4<Double>]
  /// 1 for each other axis on whose lower side of the cell an edge lies, 0 elsewhere; and on the upper.
  let lowSides: [SIMD4<Double>]
  let highSides: [SIMD4<Double>]

  private init() {
    let table = CellTable.standard
    var edges = [UInt64](repeating: 0, count: 2048)
    var sums = [SIMD4<Double>](repeating: .zero, count: 2048)
    for cell in 0..<512 {
      for cycle in 0..<Int(table.cycleCounts[cell]) {
        var count = 0
        for edge in 0..<12 where CellTable.cycle(of: edge, in: table.cycles[cell]) == cycle {
          let corner = CellTable.lowerCorner(of: edge)
          edges[4 * cell + cycle] |= UInt64(edge) << UInt64(4 * count)
          sums[4 * cell + cycle] += SIMD4(
            Double(corner & 1), Double(corner >> 1 & 1), Double(corner >> 2), 1)
          count += 1
        }
        edges[4 * cell + cycle] |= UInt64(count) << 60
      }
    }
    (self.edges, self.sums) = (edges, sums)
    func mark(_ isMarked: (_ edge: Int, _ axis: Int) -> Bool) -> [SIMD4<Double>] {
      (0..<12).map { edge in
        let marks = (0..<3).map { isMarked(edge, $0) ? 1.0 : 0 }
        return SIMD4(marks[0], marks[1], marks[2], 0)
      }
    }
    directions = mark { $1 == $0 / 4 }
    lowSides = mark { $1 != $0 / 4 && CellTable.lowerCorner(of: $0) >> $1 & 1 == 0 }
    highSides = mark { $1 != $0 / 4 && CellTable.lowerCorner(of: $0) >> $1 & 1 == 1 }
  }
}
