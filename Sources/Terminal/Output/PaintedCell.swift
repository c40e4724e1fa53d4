internal import CNcurses

extension condyle_cell {
  /// Whether another cell looks the same on the terminal.
  @inline(__always)
  func isSame(as other: condyle_cell) -> Bool {
    glyph == other.glyph && foreground == other.foreground && background == other.background
      && style == other.style
  }
}
