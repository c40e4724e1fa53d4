internal import Canvas
internal import Reviewing
internal import Volumes

/// The first line: whose knee, which side, how it is seen, the mode, and whether all is saved.
enum IdentityLine {
  /// Draws the line.
  static func draw(
    _ session: Session, _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    frame.fill(rect, with: Cell(" ", theme.barText, on: theme.bar))
    func part(_ text: String, _ rank: Int, _ colour: Colour? = nil, isAtEnd: Bool = false)
      -> FittedLine.Part
    {
      .init(pieces: [TextPiece(text, colour ?? theme.barText)], rank: rank, isAtEnd: isAtEnd)
    }
    let geometry = session.review.geometry
    let size = session.review.size
    let spacing = (0..<3).map { PositionText.decimal(geometry.spacing[$0], places: 2) }
    var parts = [
      FittedLine.Part(
        pieces: [
          TextPiece(
            session.review.code.clipped(to: rect.width < 100 ? 12 : 24), theme.barText,
            style: .bold)
        ], rank: 0)
    ]
    if let side = session.sideWord {
      let isKnown = session.situation?.side.side != nil
      parts.append(part(side, 0, isKnown ? theme.barText : theme.warning))
      let source = session.situation?.side.shortSource ?? ""
      if !source.isEmpty {
        let isDisputed = session.situation?.side.agreement == .disagree
        var part = part("(\(source))", isDisputed ? 1 : 4, isDisputed ? theme.warning : nil)
        part.gap = 1
        parts.append(part)
      }
    }
    parts += [
      part("\(size.x)×\(size.y)×\(size.z)", 5),
      part("\(spacing.joined(separator: "×")) mm", 6),
      part(session.view.window.words, 3),
      .init(pieces: Badges.mode(session, theme, room: max(16, rect.width / 3)), rank: 0),
      .init(pieces: Badges.pen(session, theme), rank: 0, gap: 1),
      .init(pieces: [Badges.saved(session, theme)], rank: 0),
    ]
    if let hidden = session.hiddenWords {
      // Whoever reopens a case without its labels must not take it for a case without errors.
      let taken = parts.filter { $0.rank == 0 && $0.width > 0 }.reduce(0) { $0 + $1.width + 2 }
      let words = taken + hidden.full.count <= rect.width - 2 ? hidden.full : hidden.short
      parts.append(
        .init(
          pieces: [TextPiece(words.clipped(to: 40), theme.warning, style: .bold)], rank: 0))
    }
    let link = session.screen.link
    let isSlow = (link.delay ?? 0) >= 1000
    parts.append(part(link.words, isSlow ? 1 : 3, isSlow ? theme.warning : theme.quietText))
    parts += [
      part("research use only", 2, theme.quietText, isAtEnd: true)
    ]
    FittedLine(parts, width: rect.width - 2)
      .draw(into: &frame, x: rect.x + 1, y: rect.y, width: rect.width - 2)
  }
}
