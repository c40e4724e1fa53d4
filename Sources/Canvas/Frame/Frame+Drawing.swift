extension Frame {
  /// Writes text from a column on; what does not fit into `width` columns or the row is left out.
  ///
  /// A character that does not take exactly one column in every terminal becomes "?".
  ///
  /// - Parameters:
  ///   - background: what lies behind; nil keeps what is there.
  ///   - width: the columns there are; nil for all to the right edge.
  /// - Returns: the column behind the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, x: Int, y: Int, _ foreground: Colour, on background: Colour? = nil,
    style: Cell.Style = [], width: Int? = nil
  ) -> Int {
    guard y >= 0, y < rows else { return x }
    let end = min(columns, x + (width ?? columns))
    var column = x
    for character in text {
      guard column < end else { break }
      if column >= 0 {
        let at = y * columns + column
        cells[at] = Cell(
          GlyphWidth.oneColumn(character), foreground, on: background ?? cells[at].background,
          style: style)
      }
      column += 1
    }
    return column
  }

  /// Fills a rectangle with one cell; what lies outside is left out.
  public mutating func fill(_ rect: CellRect, with cell: Cell) {
    let (first, last) = (max(0, rect.x), min(columns, rect.right))
    guard first < last else { return }
    for row in max(0, rect.y)..<max(max(0, rect.y), min(rows, rect.bottom)) {
      for column in first..<last { cells[row * columns + column] = cell }
    }
  }

  /// Draws a line round a rectangle, just inside it.
  public mutating func box(_ rect: CellRect, _ colour: Colour, on background: Colour? = nil) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let line = String(repeating: "─", count: rect.width - 2)
    write("┌\(line)┐", x: rect.x, y: rect.y, colour, on: background)
    write("└\(line)┘", x: rect.x, y: rect.bottom - 1, colour, on: background)
    for row in rect.y + 1..<rect.bottom - 1 {
      write("│", x: rect.x, y: row, colour, on: background)
      write("│", x: rect.right - 1, y: row, colour, on: background)
    }
  }

  /// Draws a picture, two pixels a cell, from the cell (x, y) on; what lies outside is left out.
  ///
  /// A picture of an odd number of rows loses its last.
  public mutating func draw(_ raster: Raster, x: Int, y: Int) {
    let (firstColumn, lastColumn) = (max(0, -x), min(raster.width, columns - x))
    let (firstRow, lastRow) = (max(0, -y), min(raster.height / 2, rows - y))
    guard firstColumn < lastColumn, firstRow < lastRow else { return }
    let stride = columns
    let pixels = raster.pixels.span
    var target = cells.mutableSpan
    for row in firstRow..<lastRow {
      let upper = 2 &* row &* raster.width
      let lower = upper &+ raster.width
      let to = (y &+ row) &* stride &+ x
      for column in firstColumn..<lastColumn {
        target[to &+ column] = Cell(
          upper: pixels[upper &+ column], lower: pixels[lower &+ column])
      }
    }
  }
}
