/// How places in pixels become places in cells.
nonisolated struct PixelMouse: Equatable {
  /// The size of a cell.
  var cell: CellPixels
  /// Cells across and down, beyond which a window has only a margin.
  var columns: Int
  var rows: Int

  /// Has the terminal report pixels; after the sequences that have it report at all.
  static let on = Array("\u{1B}[?1016h".utf8)
  /// Ends that; before the sequences that end reports.
  static let off = Array("\u{1B}[?1016l".utf8)
  /// Asks for the size of a cell again.
  static let askCell = Array("\u{1B}[16t".utf8)

  /// The place in cells of a pixel, whose middle is meant; terminals count from 1, and some from 0.
  func place(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
    (
      Self.inside((Double(column) - 0.5) / cell.width, columns, 0.5 / cell.width),
      Self.inside((Double(row) - 0.5) / cell.height, rows, 0.5 / cell.height)
    )
  }

  private static func inside(_ place: Double, _ count: Int, _ edge: Double) -> Double {
    min(Double(count) - edge, max(edge, place))
  }
}
