internal import Canvas
internal import Editing

extension Session {
  /// Takes a click while something lies on top of the panes: a button of a card does what it says.
  mutating func click(
    _ button: MouseEvent.Button, _ event: MouseEvent
  ) throws(CommandError) -> [Effect] {
    if button == .left, let place = cardButton(column: event.column, row: event.row) {
      switch screen.popup {
      case .question(var question):
        question.isYes = place == 1
        screen.popup = .question(question)
      case .sign(var card):
        card.editsName = false
        card.choice = SignCard.Choice.allCases[place]
        screen.popup = .sign(card)
      default: return []
      }
      message = ""
      return try pressInPopup(Key(.enter))
    }
    message =
      switch screen.popup {
      case .commandLine: "the command line takes keys; Esc closes it"
      case .question, .sign: "the card takes keys and clicks on its buttons; Esc closes it"
      default: "the card takes keys; Esc closes it"
      }
    return []
  }

  /// The button of the card on top that a cell belongs to, counted from 0.
  private func cardButton(column: Int, row: Int) -> Int? {
    // A click is rare enough to draw the card once more, and then the cells are those that are seen.
    var frame = Frame(
      columns: max(1, screen.columns), rows: max(1, screen.rows),
      filledWith: Cell(" ", .white, on: .black))
    let cells: [CellRect] =
      switch screen.popup {
      case .question(let question): QuestionCard.draw(question, .dark, into: &frame)
      case .sign(let card):
        SignCardPicture(session: self, card: card, theme: .dark).draw(into: &frame)
      default: []
      }
    return cells.firstIndex { $0.contains(column: column, row: row) }
  }
}
