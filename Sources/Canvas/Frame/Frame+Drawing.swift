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
    // Text of ASCII alone needs no looking for what belongs together.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      for byte in text.utf8 {
        guard column < end else { break }
        if column >= 0 {
          let at = y * columns + column
          cells[at] = Cell(
            Unicode.Scalar(byte), foreground, on: background ?? cells[at].background,
            style: style)
        }
        column += 1
      }
      return column
    }
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
    let (right, bottom) = (rect.right - 1, rect.bottom - 1)
    for column in rect.x + 1..<right {
      for row in [rect.y, bottom] { put("─", column, row, colour, background) }
    }
    for row in rect.y + 1..<bottom {
      for column in [rect.x, right] { put("│", column, row, colour, background) }
    }
    put("┌", rect.x, rect.y, colour, background)
    put("┐", right, rect.y, colour, background)
    put("└", rect.x, bottom, colour, background)
    put("┘", right, bottom, colour, background)
  }

  private mutating func put(
    _ glyph: Unicode.Scalar, _ column: Int, _ row: Int, _ colour: Colour, _ background: Colour?
  ) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let at = row * columns + column
    cells[at] = Cell(glyph, colour, on: background ?? cells[at].background)
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
