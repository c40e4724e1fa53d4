internal import Canvas
internal import Editing

/// The strip of tools: those with a letter, and those that are typed.
enum ToolsCard {
  /// Draws the strip above the status line.
  static func draw(_ theme: Theme, into frame: inout Frame) {
    var letters: [TextPiece] = []
    for (key, what) in [("b", "paint"), ("e", "erase")] {
      if !letters.isEmpty { letters.append(TextPiece("   ", theme.popupText)) }
      letters += [TextPiece(key, theme.key), TextPiece(" \(what)", theme.popupText)]
    }
    let typed = Tools.all.filter { $0.verb != "paint" && $0.verb != "erase" }.map {
      [TextPiece(":\($0.usage)", theme.key), TextPiece("  \($0.summary)", theme.popupText)]
    }
    let lines = [letters] + typed
    let card = Card(
      "tools", columns: lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0,
      rows: lines.count, footer: "a letter; Esc", place: .bottom, theme, into: &frame)
    card.write(lines, into: &frame)
  }
}

/// The strip while the grey window is changed by the arrows.
enum WindowCard {
  /// Draws the strip above the status line.
  static func draw(_ window: GreyWindow, _ theme: Theme, into frame: inout Frame) {
    let lines = [
      [TextPiece(window.words, theme.popupText, style: .bold)],
      [
        TextPiece("← →", theme.key), TextPiece(" width   ", theme.popupText),
        TextPiece("↑ ↓", theme.key), TextPiece(" level", theme.popupText),
      ],
    ]
    let card = Card(
      "free window", columns: 28, rows: lines.count, footer: "Enter keeps, Esc goes back",
      place: .bottom, theme, into: &frame)
    card.write(lines, into: &frame)
  }
}
