internal import Canvas
internal import Reviewing
internal import Volumes

/// The line before the last: the tool in hand and what lies at the cursor.
enum StatusLine {
  /// Draws the line.
  static func draw(
    _ session: Session, _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    frame.fill(rect, with: Cell(" ", theme.barText, on: theme.bar))
    // What the tool does comes first while one is in hand.
    let tool = session.isEditing ? 0 : 10
    func part(_ text: String, _ rank: Int, _ colour: Colour? = nil) -> FittedLine.Part {
      .init(pieces: [TextPiece(text, colour ?? theme.barText)], rank: rank)
    }
    var parts = [
      FittedLine.Part(
        pieces: Badges.mode(session, theme, room: max(16, rect.width / 4)), rank: 0),
      .init(pieces: Badges.pen(session, theme), rank: 0, gap: 1),
    ]
    // Where no list of bones marks the chosen one; while editing, the mode names it.
    if !session.isEditing, session.layout.panel.isEmpty {
      let name = session.labels.table.name(of: session.editing.bone)
      parts.append(part("bone \(name)".clipped(to: max(16, rect.width / 4)), 0))
    }
    parts += zip(session.toolWords, [2, 8, 9]).map { part($0, $1 + tool) }
    let review = session.review
    let cursor = session.view.cursor
    parts.append(part("\(cursor)", 4))
    parts.append(part(PositionText.all(review.geometry.point(cursor)), 6))
    if let ct = review.ct { parts.append(part("HU \(ct[cursor])", 3)) }
    parts.append(part(review.labels.table.name(of: review.labels.volume[cursor]), 5))
    if let doubt = review.doubt {
      let kind = (session.situation?.doubtKind ?? .hesitation).rawValue
      let share = PositionText.decimal(Double(doubt[cursor]) / 255, places: 2)
      parts.append(part("\(kind) \(share)", 7))
    }
    let keys: [(String, String, Int)] = [
      (session.keymap.word(for: "help"), "help", 1), (":", "command", 10),
    ]
    for (key, what, rank) in keys {
      parts.append(
        .init(
          pieces: [TextPiece(key, theme.key), TextPiece(" \(what)", theme.quietText)], rank: rank,
          isAtEnd: true))
    }
    FittedLine(parts, width: rect.width - 2)
      .draw(into: &frame, x: rect.x + 1, y: rect.y, width: rect.width - 2)
  }
}
