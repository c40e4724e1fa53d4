internal import CNcurses
internal import Canvas

/// Makes a cell of a frame into one that a terminal of few or many colours can show.
struct CellPainter {
  /// The colours that ncurses knows of; 8 on the simplest ones, where bold stands for bright.
  private let colours: Int
  /// Nil where there are 24 bits.
  private let reduction: ColourReduction?

  /// Takes a depth and the number of colours that ncurses knows of.
  init(depth: ColourDepth, colours: Int) {
    self.colours = colours
    reduction = depth == .rgb ? nil : ColourReduction(depth, hasEight: colours < 16)
  }

  /// The cell as ncurses is to draw it.
  func paint(_ cell: Cell, column: Int, row: Int) -> condyle_cell {
    guard let reduction else { return exact(cell) }
    let few = reduction.reduce(cell, column: column, row: row)
    var (fore, back) = (Int32(few.foreground), Int32(few.background))
    var style = few.style
    if colours < 16 {
      // Bold makes text bright; in a picture it would only part the two pixels of a cell.
      if fore >= 8, !cell.style.contains(.picture) { style.insert(.bold) }
      fore = fore < 0 ? fore : fore & 7
      back = back < 0 ? back : back & 7
      // A bold black is a dark grey, or black.
      if fore == 0 { style.remove(.bold) }
    }
    return condyle_cell(
      glyph: few.glyph, foreground: fore, background: back, style: Self.bits(style))
  }

  private func exact(_ cell: Cell) -> condyle_cell {
    var (fore, back) = (cell.foreground, cell.background)
    if cell.style.contains(.picture) {
      fore = PictureColours.fewer(fore)
      back = PictureColours.fewer(back)
    }
    return condyle_cell(
      glyph: cell.glyph, foreground: Self.number(fore), background: Self.number(back),
      style: Self.bits(cell.style))
  }

  private static func bits(_ style: Cell.Style) -> UInt32 {
    (style.contains(.bold) ? CONDYLE_STYLE_BOLD : 0)
      | (style.contains(.underline) ? CONDYLE_STYLE_UNDERLINE : 0)
      | (style.contains(.reverse) ? CONDYLE_STYLE_REVERSE : 0)
  }

  private static func number(_ colour: Colour) -> Int32 {
    Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
  }
}
