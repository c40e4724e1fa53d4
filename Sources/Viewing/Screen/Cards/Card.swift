internal import Canvas

/// A framed card on top of the panes.
struct Card {
  /// Where on the screen cards stand.
  enum Place {
    case middle, bottom
  }

  /// The cells inside the frame.
  let inside: CellRect

  /// Draws an empty card for so many columns and rows of text, smaller where the screen is.
  ///
  /// - Parameter footer: a few words in the lower border.
  init(
    _ title: String, columns: Int, rows: Int, footer: String = "", place: Place = .middle,
    _ theme: Theme, into frame: inout Frame
  ) {
    let width = min(frame.columns - 2, max(columns, title.count + 2, footer.count + 2) + 4)
    // The identity line and the message line stay in sight.
    let height = min(frame.rows - 3, rows + 2)
    let x = (frame.columns - width) / 2
    let y = place == .middle ? max(1, (frame.rows - 1 - height) / 2) : frame.rows - 2 - height
    let rect = CellRect(x: x, y: y, width: width, height: height)
    frame.fill(rect, with: Cell(" ", theme.popupText, on: theme.popup))
    frame.box(rect, theme.popupBorder, on: theme.popup)
    frame.write(
      " \(title) ", x: x + 2, y: y, theme.popupText, on: theme.popup, style: .bold,
      width: max(0, width - 4))
    if !footer.isEmpty {
      let text = " \(footer) ".clipped(to: max(0, width - 4))
      frame.write(
        text, x: rect.right - 2 - text.count, y: rect.bottom - 1, theme.quietText,
        on: theme.popup)
    }
    inside = CellRect(x: x + 2, y: y + 1, width: width - 4, height: height - 2)
  }

  /// The columns of text that a card on this screen may have at most.
  static func mostColumns(_ frame: Frame) -> Int { frame.columns - 6 }

  /// The rows of text that a card on this screen may have at most.
  static func mostRows(_ frame: Frame) -> Int { frame.rows - 5 }

  /// Writes lines from the first row on; what does not fit is left out.
  func write(_ lines: [[TextPiece]], into frame: inout Frame) {
    for (row, line) in lines.prefix(inside.height).enumerated() {
      frame.write(line, x: inside.x, y: inside.y + row, width: inside.width)
    }
  }

  /// Choices side by side, the chosen one in the colours of a selection.
  static func buttons(_ words: [String], chosen: Int, _ theme: Theme) -> [TextPiece] {
    var pieces: [TextPiece] = []
    for (place, word) in words.enumerated() {
      if place > 0 { pieces.append(TextPiece("  ", theme.popupText)) }
      pieces.append(
        place == chosen
          ? TextPiece("[\(word)]", theme.selectionText, on: theme.selection, style: .bold)
          : TextPiece("[\(word)]", theme.popupText))
    }
    return pieces
  }

  /// The cells of choices side by side from a place on, as `buttons` draws them.
  static func cells(ofButtons words: [String], x: Int, y: Int, width: Int) -> [CellRect] {
    var column = x
    return words.map { word in
      let first = column
      column += word.columnCount + 4
      return CellRect(
        x: first, y: y, width: max(0, min(word.columnCount + 2, x + width - first)), height: 1)
    }
  }
}
