internal import Canvas

/// A card of lines to read: notices, the patient's identity.
enum LinesCard {
  /// Draws the card from a line on.
  static func draw(
    _ title: String, _ paragraphs: [String], footer: String, firstLine: Int, _ theme: Theme,
    into frame: inout Frame
  ) {
    let width = min(76, Card.mostColumns(frame))
    let lines = lines(paragraphs, width: width)
    let rows = min(lines.count, Card.mostRows(frame))
    let first = min(max(0, firstLine), lines.count - rows)
    let more = rows < lines.count ? "\(first + 1)–\(first + rows) of \(lines.count), PgDn, " : ""
    let card = Card(
      title, columns: lines.map(\.count).max() ?? 0, rows: rows,
      footer: footer.isEmpty ? "\(more)Esc" : "\(more)\(footer)", theme, into: &frame)
    card.write(
      lines.dropFirst(first).map { [TextPiece($0, theme.popupText)] }, into: &frame)
  }

  /// The greatest line from which the card is still full on a screen of this size.
  static func lastFirstLine(_ paragraphs: [String], columns: Int, rows: Int) -> Int {
    max(0, lines(paragraphs, width: min(76, columns - 6)).count - (rows - 5))
  }

  private static func lines(_ paragraphs: [String], width: Int) -> [String] {
    let lines = paragraphs.flatMap { $0.isEmpty ? [""] : TextWrap.lines($0, width: width) }
    return lines.isEmpty ? ["Nothing to tell."] : lines
  }
}
