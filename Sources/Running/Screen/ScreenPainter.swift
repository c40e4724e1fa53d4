internal import Canvas
internal import Viewing

extension ScreenRenderer: FramePainter {
  mutating func frame(of session: Session) -> Frame { render(session) }
}
