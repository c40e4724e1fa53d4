internal import Canvas

/// The card of a question, with Cancel as its default.
enum QuestionCard {
  /// Draws the card.
  ///
  /// - Returns: the cells of Cancel and of going on.
  @discardableResult
  static func draw(_ question: Question, _ theme: Theme, into frame: inout Frame) -> [CellRect] {
    let lines = TextWrap.lines(question.text, width: min(60, Card.mostColumns(frame)))
    let words = ["Cancel", question.yes]
    let buttons = Card.buttons(words, chosen: question.isYes ? 1 : 0, theme)
    let width = max(
      lines.map(\.count).max() ?? 0, buttons.reduce(0) { $0 + $1.width })
    let card = Card(
      "question", columns: width, rows: lines.count + 2, footer: "arrows, Enter; Esc cancels",
      theme, into: &frame)
    // The choices are never pushed out by a long question.
    let shown = lines.prefix(max(0, card.inside.height - 2))
    card.write(
      shown.map { [TextPiece($0, theme.popupText)] } + [[], buttons], into: &frame)
    return Card.cells(
      ofButtons: words, x: card.inside.x, y: card.inside.y + shown.count + 1,
      width: card.inside.width)
  }
}
