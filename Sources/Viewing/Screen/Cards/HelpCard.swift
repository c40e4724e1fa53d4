internal import Canvas
internal import Editing

/// The card of all keys and commands.
enum HelpCard {
  private static let words = "help, research use only"

  /// Draws the card from a line on.
  static func draw(_ keymap: Keymap, _ firstLine: Int, _ theme: Theme, into frame: inout Frame) {
    let lines = lines(keymap, columns: frame.columns, theme)
    let rows = min(lines.count, Card.mostRows(frame))
    let first = min(
      max(0, firstLine), lastFirstLine(keymap, columns: frame.columns, rows: frame.rows))
    let footer =
      rows < lines.count
      ? "\(first + 1)–\(first + rows) of \(lines.count), PgDn, PgUp, Esc" : "Esc"
    let width = lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0
    let card = Card(
      words, columns: min(width, Card.mostColumns(frame)), rows: rows, footer: footer, theme,
      into: &frame)
    card.write(Array(lines.dropFirst(first)), into: &frame)
  }

  /// The greatest line from which the help fills its card on a screen of this size.
  static func lastFirstLine(_ keymap: Keymap, columns: Int, rows: Int) -> Int {
    max(0, lines(keymap, columns: columns, .dark).count - (rows - 5))
  }

  /// All lines: keys and commands side by side where the screen is wide enough, else below.
  private static func lines(_ keymap: Keymap, columns: Int, _ theme: Theme) -> [[TextPiece]] {
    let room = columns - 6
    guard room >= 130 else {
      let width = min(room, 100)
      return keyLines(keymap, width, theme) + [[]] + commandLines(width, theme)
    }
    let left = 66
    let right = min(room - left - 3, 100)
    let keys = keyLines(keymap, left, theme)
    let commands = commandLines(right, theme)
    return (0..<max(keys.count, commands.count)).map { row in
      var line = row < keys.count ? keys[row] : []
      let width = line.reduce(0) { $0 + $1.width }
      line.append(TextPiece(String(repeating: " ", count: left + 3 - width), theme.popupText))
      return line + (row < commands.count ? commands[row] : [])
    }
  }

  private static func keyLines(_ keymap: Keymap, _ width: Int, _ theme: Theme) -> [[TextPiece]] {
    var lines: [[TextPiece]] = []
    let column = min(2 + (keymap.bindings.map(\.keys.count).max() ?? 0), width / 2)
    for group in KeyBinding.Group.allCases {
      let rows = keymap.bindings.filter { $0.group == group }
      guard !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append([]) }
      lines.append([TextPiece(group.rawValue, theme.popupText, style: .bold)])
      for row in rows {
        lines += pair(row.keys, keymap.told(row.summary), column: column, width, theme)
      }
    }
    lines.append([])
    lines.append([TextPiece("Marks", theme.popupText, style: .bold)])
    for (mark, meaning) in marks {
      lines += pair(mark, meaning, column: column, width, theme)
    }
    return lines
  }

  /// The words and signs that stand in heads and lists.
  private static let marks = [
    ("~", "a pixel covers more than one voxel"),
    ("tilt 3°", "the slices lie so far from the anatomical plane"),
    ("lat med", "the outer and the inner side of this knee"),
    ("hesitation", "how unsure the AI was at the cursor, 0 to 1; not the chance of an error"),
    ("fits ≤0.4 mm", "no vertex of the surface lies farther from the border of the voxels"),
    ("AI 34 %", "so many slices of a plane were shown as a whole, at two voxels a pixel or finer"),
  ]

  private static func commandLines(_ width: Int, _ theme: Theme) -> [[TextPiece]] {
    let column = max(12, min(44, width * 2 / 5))
    return [[TextPiece("Commands, typed after :", theme.popupText, style: .bold)]]
      + CommandParser.help.flatMap { pair($0.usage, $0.summary, column: column, width, theme) }
  }

  /// A name and what it means, in as many lines as that takes.
  private static func pair(
    _ name: String, _ meaning: String, column: Int, _ width: Int, _ theme: Theme
  ) -> [[TextPiece]] {
    let names = TextWrap.lines(name, width: column - 2)
    let meanings = TextWrap.lines(meaning, width: max(8, width - column))
    return (0..<max(names.count, meanings.count)).map { row in
      [
        TextPiece((row < names.count ? names[row] : "").padded(to: column), theme.key),
        TextPiece(row < meanings.count ? meanings[row] : "", theme.popupText),
      ]
    }
  }
}
