internal import Canvas

/// The line round a pane, with the letters at its edges and the words in its head.
struct PaneBorder {
  /// The letters at the four edges.
  var left: String
  /// The letters at the right edge.
  var right: String
  /// The letters at the upper edge.
  var top: String
  /// The letters at the lower edge.
  var bottom: String
  /// "lat" or "med" beside the left letters.
  var leftWord: String?
  /// "lat" or "med" beside the right letters.
  var rightWord: String?
  /// The words of the head.
  var parts: [FittedLine.Part] = []
  /// Whether keys act in the pane.
  var isFocused: Bool

  init(left: String, right: String, top: String, bottom: String, isFocused: Bool) {
    (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
    self.isFocused = isFocused
  }

  /// Draws line, letters and head.
  func draw(_ rect: CellRect, _ theme: Theme, into frame: inout Frame) {
    let line = isFocused ? theme.activeBorder : theme.border
    frame.box(rect, line, on: theme.ground)
    let head = FittedLine(allParts(theme), width: rect.width - 7 - topRoom)
    let y = rect.y
    let first = rect.x + 2
    frame.write(
      [TextPiece(" ", line)] + head.start + [TextPiece(" ", line)], x: first - 1, y: y,
      width: rect.width - 2)
    let behind = first + head.startWidth + 1
    let end = rect.right - 2 - head.endWidth
    frame.write(
      [TextPiece(" ", line)] + head.end + [TextPiece(" ", line)], x: end - 1, y: y,
      width: rect.right - end)
    place(top, in: behind..<max(behind, end - 1), middle: rect.x + rect.width / 2, y, theme, &frame)
    place(
      bottom, in: rect.x + 1..<max(rect.x + 1, rect.right - 1), middle: rect.x + rect.width / 2,
      rect.bottom - 1, theme, &frame)
  }

  /// The colour of the letters is chosen for pictures; on a light ground it may be too pale.
  private func colour(_ theme: Theme) -> Colour {
    theme.letters.contrast(with: theme.ground) >= 4.5 ? theme.letters : theme.text
  }

  private var topRoom: Int { top.isEmpty ? 0 : top.count + 2 }

  private func allParts(_ theme: Theme) -> [FittedLine.Part] {
    func letter(_ text: String, isAtEnd: Bool) -> FittedLine.Part {
      .init(
        pieces: [TextPiece(text, colour(theme), style: .bold)], rank: 0,
        isAtEnd: isAtEnd)
    }
    func word(_ text: String?, isAtEnd: Bool) -> FittedLine.Part {
      .init(
        pieces: text.map { [TextPiece($0, colour(theme))] } ?? [], rank: 3, gap: 1,
        isAtEnd: isAtEnd)
    }
    return [letter(left, isAtEnd: false), word(leftWord, isAtEnd: false)] + parts
      + [letter(right, isAtEnd: true), word(rightWord, isAtEnd: true)]
  }

  /// Writes letters into the free stretch of a border, in the middle of the pane where that is free.
  private func place(
    _ text: String, in free: Range<Int>, middle: Int, _ y: Int, _ theme: Theme,
    _ frame: inout Frame
  ) {
    let width = text.count + 2
    guard !text.isEmpty, free.count >= width else { return }
    let wanted = middle - width / 2
    let x = min(max(wanted, free.lowerBound), free.upperBound - width)
    frame.write(" \(text) ", x: x, y: y, colour(theme), on: theme.ground, style: .bold)
  }
}

extension PictureArea {
  /// The inside of a pane; while it is not exact, "~" stands at the beginning of the pane's head.
  init(pane rect: CellRect, _ theme: Theme) {
    self.init(
      rect.inset(by: 1), mark: Frame.Caret(column: rect.x + 1, row: rect.y),
      sign: Cell("~", theme.warning, on: theme.ground, style: .bold))
  }
}
