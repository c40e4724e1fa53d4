internal import Canvas

/// The two colours that are set while a row of a picture is sent.
struct PixelPen {
  private let upper: Colour
  private let lower: Colour

  /// Takes the colours of the cell that was sent last.
  init(_ cell: Cell) { (upper, lower) = (cell.foreground, cell.background) }

  /// Gives a cell the colours that are set where they are near enough to its own.
  @inline(__always)
  func take(_ cell: inout Cell, threshold: Int) {
    cell.foreground = nearest(cell.foreground, threshold)
    cell.background = nearest(cell.background, threshold)
  }

  @inline(__always)
  private func nearest(_ colour: Colour, _ threshold: Int) -> Colour {
    if PictureQuality.isNear(colour, upper, threshold) { return upper }
    return PictureQuality.isNear(colour, lower, threshold) ? lower : colour
  }
}
