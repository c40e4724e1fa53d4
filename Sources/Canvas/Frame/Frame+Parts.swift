extension Frame {
  /// Draws a picture whose cells are divided finer than in halves; what lies outside is left out.
  ///
  /// The two colours of a cell and the glyph that shares them out are those that differ least from its
  /// pixels (`TwoColours`). The picture has `parts.across` pixels a column and `parts.down` a row.
  public mutating func draw(_ raster: Raster, parts: CellParts, x: Int, y: Int) {
    guard parts != .halves else { return draw(raster, x: x, y: y) }
    let (firstColumn, lastColumn) = (max(0, -x), min(raster.width / 2, columns - x))
    let (firstRow, lastRow) = (max(0, -y), min(raster.height / parts.down, rows - y))
    guard firstColumn < lastColumn, firstRow < lastRow else { return }
    let (stride, width, down) = (columns, raster.width, parts.down)
    let glyphTable = parts == .sextants ? CellGlyphs.sextants : CellGlyphs.quadrants
    let glyphs = glyphTable.span
    let pixels = raster.pixels.span
    var target = cells.mutableSpan
    for row in firstRow..<lastRow {
      for column in firstColumn..<lastColumn {
        let at = row &* down &* width &+ 2 &* column
        let fit =
          down == 3
          ? TwoColours(
            pixels[at], pixels[at &+ 1], pixels[at &+ width], pixels[at &+ width &+ 1],
            pixels[at &+ 2 &* width], pixels[at &+ 2 &* width &+ 1])
          : TwoColours(pixels[at], pixels[at &+ 1], pixels[at &+ width], pixels[at &+ width &+ 1])
        var cell = Cell(upper: fit.set, lower: fit.rest)
        if fit.mask != 0 { cell.glyph = glyphs[Int(fit.mask)] }
        target[(y &+ row) &* stride &+ x &+ column] = cell
      }
    }
  }
}
