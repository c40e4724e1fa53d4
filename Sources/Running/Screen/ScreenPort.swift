internal import Canvas
internal import Viewing

/// What the loop needs of a terminal; a test gives it one that is none.
@MainActor
protocol ScreenPort: AnyObject {
  /// Cells across.
  var columns: Int { get }
  /// Cells down.
  var rows: Int { get }
  /// How many times taller than wide a cell is.
  var cellAspect: Double { get }
  /// Whether everything that was shown has gone out.
  var isDrained: Bool { get }
  /// Shows a frame; false when the terminal does not take one now.
  func show(_ frame: Frame) -> Bool
  /// Draws what is shown anew.
  func repaint()
  /// Gives the terminal back to the shell until it continues the program.
  func suspend()
  /// Gives the terminal to something else while `body` runs.
  func lend(_ body: () -> Void)
  /// Gives the terminal back for good.
  func close()
  /// Hears that everything is dealt with and shown, and that nothing is under way: from now on only the
  /// user makes something happen.
  func rest()
}

extension ScreenPort {
  /// A terminal has nothing to do then.
  func rest() {}
  /// Nothing has to be given back where there is no terminal.
  func lend(_ body: () -> Void) { body() }
}

/// What makes a frame of a session.
@MainActor
protocol FramePainter {
  /// The frame to show.
  mutating func frame(of session: Session) -> Frame
}
