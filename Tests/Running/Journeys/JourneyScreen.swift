import Canvas
import Viewing

@testable import Running

/// A terminal that keeps what it is shown.
@MainActor
final class JourneyScreen: ScreenPort {
  var columns: Int
  var rows: Int
  let cellAspect = 2.0
  let isDrained = true
  private(set) var frame: Frame?
  /// How often the loop had nothing left to do.
  private(set) var restCount = 0
  private(set) var repaintCount = 0
  private(set) var suspendCount = 0
  private(set) var isClosed = false
  /// The session of which the last frame was drawn.
  fileprivate(set) var session: Session?

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
  }

  func show(_ frame: Frame) -> Bool {
    self.frame = frame
    return true
  }
  func repaint() { repaintCount += 1 }
  func suspend() { suspendCount += 1 }
  func close() { isClosed = true }
  func rest() { restCount += 1 }
}

/// Draws as the program does, and lets a journey look at the session.
struct JourneyPainter: FramePainter {
  let screen: JourneyScreen
  private var renderer = ScreenRenderer(theme: .dark)

  init(_ screen: JourneyScreen) { self.screen = screen }

  mutating func frame(of session: Session) -> Frame {
    screen.session = session
    return renderer.render(session)
  }
}
