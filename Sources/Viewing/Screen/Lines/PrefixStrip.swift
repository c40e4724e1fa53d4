internal import Canvas
internal import Editing

/// The tools by letter, in the place of the status line, so that no picture is hidden.
enum ToolsStrip {
  /// Draws the strip.
  static func draw(_ theme: Theme, in rect: CellRect, into frame: inout Frame) {
    var pieces = [TextPiece("tools", theme.barText, style: .bold)]
    for tool in ToolLetters.all {
      pieces += [
        TextPiece("   \(tool.letter)", theme.key), TextPiece(" \(tool.verb)", theme.barText),
      ]
    }
    pieces.append(TextPiece("   a letter; Esc", theme.quietText))
    PrefixStrip.draw(pieces, theme, in: rect, into: &frame)
  }
}

/// The free window, in the place of the status line, while the arrows change it.
enum WindowStrip {
  /// Draws the strip.
  static func draw(
    _ window: GreyWindow, _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    let pieces = [
      TextPiece("free window  \(window.words)", theme.barText, style: .bold),
      TextPiece("   ← →", theme.key), TextPiece(" width", theme.barText),
      TextPiece("   ↑ ↓", theme.key), TextPiece(" level", theme.barText),
      TextPiece("   Enter keeps, Esc goes back", theme.quietText),
    ]
    PrefixStrip.draw(pieces, theme, in: rect, into: &frame)
  }
}

/// One line that says what may follow a key.
private enum PrefixStrip {
  static func draw(
    _ pieces: [TextPiece], _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    frame.fill(rect, with: Cell(" ", theme.barText, on: theme.bar))
    frame.write(
      pieces.map { TextPiece($0.text, $0.colour, on: theme.bar, style: $0.style) },
      x: rect.x + 1, y: rect.y, width: rect.width - 2)
  }
}
