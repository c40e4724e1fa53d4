public import Canvas
internal import Reviewing
internal import Volumes

/// Draws the screen of one session, and keeps the pictures that did not change from frame to frame.
///
/// What is kept are pictures and what they were made from, never the session's volumes: a second
/// owner of the labels would make the next dab copy all of them.
public struct ScreenRenderer: Sendable {
  /// The colours.
  public var theme: Theme {
    didSet {
      if theme != oldValue { forget() }
    }
  }
  private var slices: [Plane: SliceMemory] = [:]
  private var surface = SurfaceMemory()

  /// Begins with nothing kept.
  public init(theme: Theme) {
    self.theme = theme
  }

  /// Forgets all pictures; needed when another session is drawn.
  public mutating func forget() {
    slices = [:]
    surface = SurfaceMemory()
  }

  /// The whole screen.
  public mutating func render(_ session: Session) -> Frame {
    var frame = Frame(
      columns: max(1, session.screen.columns), rows: max(1, session.screen.rows),
      filledWith: Cell(" ", theme.text, on: theme.ground))
    let layout = session.layout
    if layout.isTooSmall {
      drawTooSmall(session, into: &frame)
      return frame
    }
    var theme = theme
    // Of a ground that is nearly black a dither would leave dots.
    if session.screen.cells.usesMarks { theme.pane = .black }
    for plane in Plane.allCases {
      guard let rect = layout.panes[Pane(plane)], let view = session.planeView(plane) else {
        continue
      }
      PlanePane(
        session: session, plane: plane, view: view, theme: theme,
        usesMarks: session.screen.cells.usesMarks,
        parts: view.isCoarserThanData ? session.finerParts : .halves
      ).draw(
        in: rect, memory: &slices[plane, default: SliceMemory()], into: &frame)
    }
    if let rect = layout.panes[.surface], let request = session.surfaceRequest {
      SurfacePane(
        session: session, request: request, theme: theme, parts: session.finerParts
      ).draw(
        in: rect, memory: &surface, into: &frame)
    }
    // The pane that is worked on becomes exact first.
    if let rect = layout.panes[session.screen.focus],
      let at = frame.pictures.firstIndex(where: { $0.rect == rect.inset(by: 1) })
    {
      frame.pictures.swapAt(0, at)
    }
    SidePanel(session: session, theme: theme).draw(in: layout.panel, into: &frame)
    IdentityLine.draw(session, theme, in: layout.identity, into: &frame)
    StatusLine.draw(session, theme, in: layout.status, into: &frame)
    MessageLine.draw(session, theme, in: layout.message, into: &frame)
    if let popup = session.screen.popup { drawPopup(popup, session, into: &frame) }
    return frame
  }

  private func drawTooSmall(_ session: Session, into frame: inout Frame) {
    let least = ScreenLayout.least
    var sentence =
      "Condyle needs \(least.columns) × \(least.rows) characters; this window has "
      + "\(session.screen.columns) × \(session.screen.rows). Make it larger, or press \(session.keymap.word(for: "quit"))."
    if case .question(let question) = session.screen.popup, question.then == .quit {
      sentence = "\(question.text) Press \(session.keymap.word(for: "quit")) again to leave."
    }
    let lines = TextWrap.lines(sentence, width: max(1, frame.columns - 2))
    let top = max(0, (frame.rows - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      frame.write(line, x: max(0, (frame.columns - line.count) / 2), y: top + row, theme.text)
    }
  }

  private func drawPopup(_ popup: Popup, _ session: Session, into frame: inout Frame) {
    switch popup {
    case .help(let reading): HelpCard.draw(session.keymap, reading, theme, into: &frame)
    case .commandLine: break
    case .tools:
      ToolsStrip.draw(theme, in: session.layout.status, into: &frame)
    case .window:
      WindowStrip.draw(session.view.window, theme, in: session.layout.status, into: &frame)
    case .sign(let card):
      SignCardPicture(session: session, card: card, theme: theme).draw(into: &frame)
    case .identity(let lines):
      LinesCard.draw(
        "patient", lines, footer: "from the header; never stored or exported", firstLine: 0, theme,
        into: &frame)
    case .notices(let firstLine):
      LinesCard.draw(
        "notices", session.noticeParagraphs, footer: "", firstLine: firstLine, theme, into: &frame)
    case .notes(let lines, let firstLine):
      LinesCard.draw(
        "notes", lines.isEmpty ? ["No note was written yet; :note TEXT writes one."] : lines,
        footer: "", firstLine: firstLine, theme, into: &frame)
    case .terminal(let lines, let firstLine):
      LinesCard.draw("terminal", lines, footer: "", firstLine: firstLine, theme, into: &frame)
    case .surfaceFacts(let bone, let contacts, let firstLine):
      LinesCard.draw(
        "surface of \(session.review.labels.table.name(of: bone))",
        SurfaceFactLines.lines(of: bone, contacts, session), footer: "", firstLine: firstLine,
        theme,
        into: &frame)
    case .question(let question): QuestionCard.draw(question, theme, into: &frame)
    }
  }
}
