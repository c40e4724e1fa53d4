internal import Canvas
internal import Reviewing
internal import Volumes

/// The legend of the heat map: what it tells and does not tell, and its colours.
enum HeatLegend {
  /// The legend in lines of `width` columns.
  static func lines(_ session: Session, _ theme: Theme, width: Int) -> [[TextPiece]] {
    let title = TextWrap.lines(session.heatTitle, width: width - 2).map {
      [TextPiece(" \($0)", theme.text)]
    }
    guard session.review.doubt != nil else { return title }
    if session.screen.cells.usesMarks { return title + marks(theme) }
    return title + scale(theme, width: width - 2)
  }

  /// What the marks stand for that are drawn instead of colours.
  private static func marks(_ theme: Theme) -> [[TextPiece]] {
    let levels = HeatRamp.isoLevels.map { PositionText.decimal($0, places: 1) }
    return [
      [
        TextPiece(" ▪ ", theme.text), TextPiece("from \(levels[0])  ", theme.quietText),
        TextPiece("▪▪ ", theme.text), TextPiece("from \(levels[1])", theme.quietText),
      ]
    ]
  }

  /// The colours from the least value that is shown to 1, with marks where lines are drawn.
  private static func scale(_ theme: Theme, width: Int) -> [[TextPiece]] {
    guard width >= 12 else { return [] }
    let lowest = Double(HeatRamp.threshold) / 255
    func column(_ value: Double) -> Int {
      Int(((value - lowest) / (1 - lowest) * Double(width - 1)).rounded())
    }
    let marks = Set(HeatRamp.isoLevels.map(column))
    var ramp = [TextPiece(" ", theme.text)]
    for place in 0..<width {
      let value = lowest + (1 - lowest) * Double(place) / Double(width - 1)
      ramp.append(
        TextPiece(
          marks.contains(place) ? "│" : " ", .black,
          on: theme.heat.colours[Int((value * 255).rounded())]))
    }
    var numbers = [Character](repeating: " ", count: width + 1)
    var free = 0
    for value in [lowest] + HeatRamp.isoLevels + [1] {
      let text = PositionText.decimal(value, places: value == 1 ? 0 : 1)
      let start = 1 + min(max(column(value) - text.count / 2, 0), width - text.count)
      guard start >= free else { continue }
      for (offset, character) in text.enumerated() { numbers[start + offset] = character }
      free = start + text.count + 1
    }
    return [ramp, [TextPiece(String(numbers), theme.quietText)]]
  }
}
