internal import Canvas

/// The legend of a surface's distance from the AI's: its colours with the ends in mm.
enum ChangeLegend {
  /// The legend in at most `width` columns; empty when there is no room.
  static func line(_ theme: Theme, width: Int) -> [TextPiece] {
    let end = PositionText.decimal(Double(SurfaceChange.end), places: 0)
    let isWide = width >= 44
    let (left, right) = (
      isWide ? " inside AI −\(end) " : " −\(end) ", isWide ? " +\(end) mm outside " : " +\(end) mm "
    )
    let room = min(width - left.count - right.count, 25)
    // The middle cell is none.
    let side = (room - 1) / 2
    guard side >= 2 else { return [] }
    var pieces = [TextPiece(left, theme.text, on: theme.ground)]
    for cell in -side...side {
      let value = ChangeRamp.value(of: Float(cell), end: Float(side))
      let colour = SurfaceMemory.neutral.mixed(
        with: theme.change.colours[Int(value)], share: theme.change.shares[Int(value)])
      pieces.append(TextPiece(cell == 0 ? "0" : " ", .black, on: colour))
    }
    pieces.append(TextPiece(right, theme.text, on: theme.ground))
    return pieces
  }

  /// The greatest distances of a bone's surface in words, such as "−0.4…+3.1 mm".
  static func words(_ change: SurfaceChange) -> String {
    guard let range = change.range else { return "not in the AI's labels" }
    // Outwards, as the words promise bounds; what is nought within a hundredth is called so.
    func tenths(_ value: Float) -> String {
      let value = Double(value)
      return PositionText.decimal(
        abs(value) < 0.01 ? 0 : (value * 10 - 1e-3).rounded(.up) / 10, places: 1)
    }
    if range.lowerBound == 0, range.upperBound == 0 { return "none" }
    let (inside, outside) = (tenths(-range.lowerBound), tenths(range.upperBound))
    return "−\(inside)…+\(outside) mm"
  }
}
