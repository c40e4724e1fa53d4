public import Canvas

/// What the terminal has to tell.
public enum TerminalEvent: Sendable, Equatable {
  /// Everything that was waiting, in its order.
  case input([InputEvent])
  /// The window has another size.
  case resized(columns: Int, rows: Int)
  /// What was on its way has arrived: a newer frame may be shown.
  case drained
  /// All pictures of the last frame are shown as they are, which at first they were not.
  case exact
  /// The program was stopped and goes on: everything must be drawn.
  case continued
  /// The program must leave in order now, without a question.
  case ending(Ending)
}
