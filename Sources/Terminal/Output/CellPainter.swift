internal import CNcurses
internal import Canvas

/// Makes a cell of a frame into one that a terminal of few or many colours can show.
struct CellPainter {
  let depth: ColourDepth
  /// The colours that ncurses knows of; 8 on the simplest ones, where bold stands for bright.
  let colours: Int

  /// The cell as ncurses is to draw it.
  func paint(_ cell: Cell, column: Int, row: Int) -> condyle_cell {
    var style: UInt32 = 0
    if cell.style.contains(.bold) { style |= CONDYLE_STYLE_BOLD }
    if cell.style.contains(.underline) { style |= CONDYLE_STYLE_UNDERLINE }
    var (fore, back) = (cell.foreground, cell.background)
    switch depth {
    case .rgb:
      if cell.style.contains(.picture) {
        fore = PictureColours.fewer(fore)
        back = PictureColours.fewer(back)
      }
      return condyle_cell(
        glyph: cell.glyph, foreground: Self.number(fore), background: Self.number(back),
        style: style)
    case .indexed256:
      return condyle_cell(
        glyph: cell.glyph, foreground: NearestColour.indexed256(fore),
        background: NearestColour.indexed256(back), style: style)
    case .indexed16:
      var (first, second) = (NearestColour.indexed16(fore), NearestColour.indexed16(back))
      if colours < 16 {
        if first >= 8 { style |= CONDYLE_STYLE_BOLD }
        (first, second) = (first & 7, second & 7)
      }
      return condyle_cell(
        glyph: cell.glyph, foreground: first, background: second, style: style)
    case .mono:
      return mono(cell, style)
    }
  }

  /// Text is reversed on a light ground; the two pixels of a picture are each on or off.
  private func mono(_ cell: Cell, _ style: UInt32) -> condyle_cell {
    let (upper, lower) = (
      NearestColour.isLight(cell.foreground), NearestColour.isLight(cell.background)
    )
    var glyph = cell.glyph
    var style = style
    if cell.glyph == Cell.halfBlock.value, upper == lower {
      glyph = upper ? 0x2588 : 0x20
    } else if lower {
      style |= CONDYLE_STYLE_REVERSE
    }
    return condyle_cell(glyph: glyph, foreground: -1, background: -1, style: style)
  }

  private static func number(_ colour: Colour) -> Int32 {
    Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
  }
}
