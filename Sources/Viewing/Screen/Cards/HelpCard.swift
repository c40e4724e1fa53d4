internal import Canvas
internal import Editing

/// The card of all keys and commands.
enum HelpCard {
  private static let title = "help, research use only"

  /// Draws the card.
  static func draw(
    _ keymap: Keymap, _ reading: HelpReading, _ theme: Theme, into frame: inout Frame
  ) {
    let lines = lines(keymap, reading, columns: frame.columns, theme)
    let rows = min(max(1, lines.count), Card.mostRows(frame))
    let last = lastFirstLine(keymap, reading, columns: frame.columns, rows: frame.rows)
    let first = min(max(0, reading.firstLine), last)
    let range =
      rows < lines.count ? "\(first + 1)–\(first + rows) of \(lines.count), PgDn, PgUp, " : ""
    let footer =
      reading.search == nil
      ? "\(range)/ searches, Esc"
      : "\(range)\(reading.isTyping ? "Enter, " : "n N, / searches, ")Esc shows all"
    let width = lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0
    let searched = reading.search.map { "help / \($0.text)" }
    let card = Card(
      searched ?? title, columns: min(max(width, 40), Card.mostColumns(frame)), rows: rows,
      footer: footer, theme, into: &frame)
    if lines.isEmpty {
      card.write(
        [[TextPiece("No key and no command is told with these words.", theme.popupText)]],
        into: &frame)
    }
    card.write(Array(lines.dropFirst(first)), into: &frame)
    if reading.isTyping, let search = reading.search {
      let column = card.inside.x + "help / ".count + 1 + search.caret
      frame.caret = Frame.Caret(
        column: min(column, card.inside.right - 1), row: card.inside.y - 1)
    }
  }

  /// The greatest line from which the help fills its card on a screen of this size.
  static func lastFirstLine(
    _ keymap: Keymap, _ reading: HelpReading, columns: Int, rows: Int
  ) -> Int {
    max(0, lines(keymap, reading, columns: columns, .dark).count - (rows - 5))
  }

  /// All lines: keys and commands side by side where the screen is wide enough, else below; or, of a
  /// search, the rows in which all of its words stand.
  private static func lines(
    _ keymap: Keymap, _ reading: HelpReading, columns: Int, _ theme: Theme
  ) -> [[TextPiece]] {
    let room = columns - 6
    if !reading.query.isEmpty {
      let width = min(room, 100)
      let words = reading.query.lowercased().split(separator: " ")
      func holds(_ row: Row) -> Bool {
        let text = "\(row.name) \(row.meaning)".lowercased()
        return words.allSatisfy { text.contains($0) }
      }
      let keys = sections(keymap).flatMap(\.rows).filter(holds)
      let column = column(keymap, width)
      return keys.flatMap { pair($0, column: column, width, theme) }
        + commands.filter(holds).flatMap {
          pair($0, column: commandColumn(width), width, theme)
        }
    }
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

  /// A name and what it means.
  private struct Row {
    let name: String
    let meaning: String
  }

  /// The groups of keys, and the marks.
  private static func sections(_ keymap: Keymap) -> [(title: String, rows: [Row])] {
    KeyBinding.Group.allCases.compactMap { group in
      let rows = keymap.bindings.filter { $0.group == group }
        .map { Row(name: $0.keys, meaning: keymap.told($0.summary)) }
      return rows.isEmpty ? nil : (group.rawValue, rows)
    } + [("Marks", marks)]
  }

  private static func column(_ keymap: Keymap, _ width: Int) -> Int {
    min(2 + (keymap.bindings.map(\.keys.count).max() ?? 0), width / 2)
  }

  private static func keyLines(
    _ keymap: Keymap, _ width: Int, _ theme: Theme
  ) -> [[TextPiece]] {
    var lines: [[TextPiece]] = []
    let column = column(keymap, width)
    for section in sections(keymap) {
      if !lines.isEmpty { lines.append([]) }
      lines.append([TextPiece(section.title, theme.popupText, style: .bold)])
      for row in section.rows { lines += pair(row, column: column, width, theme) }
    }
    return lines
  }

  /// The words and signs that stand in heads and lists.
  private static let marks = [
    Row(name: "~", meaning: "a pixel covers more than one voxel"),
    Row(name: "tilt 3°", meaning: "the slices lie so far from the anatomical plane"),
    Row(name: "lat med", meaning: "the outer and the inner side of this knee"),
    Row(
      name: "hesitation",
      meaning: "how unsure the AI was at the cursor, 0 to 1; not the chance of an error"),
    Row(
      name: "fits ≤0.4 mm",
      meaning: "no vertex of the surface lies farther from the border of the voxels"),
    Row(
      name: "AI 34 %",
      meaning:
        "so many slices of a plane were shown as a whole, at two voxels a pixel or finer"),
  ]

  private static var commands: [Row] {
    CommandParser.help.map { Row(name: $0.usage, meaning: $0.summary) }
  }

  private static func commandColumn(_ width: Int) -> Int { max(12, min(44, width * 2 / 5)) }

  private static func commandLines(_ width: Int, _ theme: Theme) -> [[TextPiece]] {
    [[TextPiece("Commands, typed after :", theme.popupText, style: .bold)]]
      + commands.flatMap { pair($0, column: commandColumn(width), width, theme) }
  }

  /// A name and what it means, in as many lines as that takes.
  private static func pair(
    _ row: Row, column: Int, _ width: Int, _ theme: Theme
  ) -> [[TextPiece]] {
    let names = TextWrap.lines(row.name, width: column - 2)
    let meanings = TextWrap.lines(row.meaning, width: max(8, width - column))
    return (0..<max(names.count, meanings.count)).map { line in
      [
        TextPiece((line < names.count ? names[line] : "").padded(to: column), theme.key),
        TextPiece(line < meanings.count ? meanings[line] : "", theme.popupText),
      ]
    }
  }
}
