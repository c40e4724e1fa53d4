internal import Canvas
internal import Reviewing
internal import Volumes

/// Draws the card on which a bone is judged.
struct SignCardPicture {
  /// What is judged.
  let session: Session
  /// The choices so far.
  let card: SignCard
  /// The colours.
  let theme: Theme

  /// Draws the card, and the caret while the name is typed.
  ///
  /// - Returns: the cells of the choices, in their order.
  @discardableResult
  func draw(into frame: inout Frame) -> [CellRect] {
    let width = min(68, Card.mostColumns(frame))
    let facts = facts(width)
    let identity = identity(width)
    let room = Card.mostRows(frame)
    // On a small screen the gaps and long words give way first, then the identity, never the choices.
    let isShort = facts.count + 1 + identity.count + end(width, isShort: false).count > room
    let end = end(width, isShort: isShort)
    let upper = (facts + (isShort ? [] : [[]]) + identity).prefix(max(0, room - end.count))
    let name = session.review.labels.table.name(of: card.bone)
    let drawn = Card(
      "sign \(name)", columns: width, rows: upper.count + end.count,
      footer: card.editsName ? "Enter ends the name" : "arrows, Enter; Esc cancels", theme,
      into: &frame)
    drawn.write(upper + end, into: &frame)
    drawName(drawn.inside, row: drawn.inside.bottom - (isShort ? 2 : 3), into: &frame)
    return Card.cells(
      ofButtons: Self.words, x: drawn.inside.x, y: drawn.inside.bottom - 1,
      width: drawn.inside.width)
  }

  private static var words: [String] {
    SignCard.Choice.allCases.map {
      $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst()
    }
  }

  private func facts(_ width: Int) -> [[TextPiece]] {
    let bone = card.bone
    let surface = SurfacePane.facts(of: bone, session)
    let source = session.situation?.side.shortSource ?? ""
    let isKnown = session.situation?.side.side != nil
    var lines = [
      row(
        "state",
        session.isEmpty(bone)
          ? "empty" : "\(session.stateWord(of: bone)), \(session.volumeWords(of: bone))"),
      row("looked at", session.seenWords(of: bone)),
    ]
    lines += warnings(width)
    lines.append(
      row(
        "side", (session.sideWord ?? "SIDE UNKNOWN") + (source.isEmpty ? "" : " (\(source))"),
        isKnown ? theme.popupText : theme.warning))
    lines.append(
      row(
        "surface", surface.map(\.text).joined(separator: ", "),
        surface.contains(where: \.isWarning) ? theme.warning : theme.popupText))
    return lines
  }

  /// What must be read before the bone is judged.
  private func warnings(_ width: Int) -> [[TextPiece]] {
    let parts = session.surfaces[card.bone]?.summary.checks?.parts ?? 1
    let sentences = [
      session.unseenWarning(of: card.bone),
      parts > 1 ? "in \(parts) separate parts: is each of them this bone?" : nil,
    ]
    return sentences.compactMap(\.self).flatMap { TextWrap.lines($0, width: width) }
      .map { [TextPiece($0, theme.warning, style: .bold)] }
  }

  private func row(_ name: String, _ text: String, _ colour: Colour? = nil) -> [TextPiece] {
    [
      TextPiece(name.padded(to: 10), theme.quietText),
      TextPiece(text, colour ?? theme.popupText),
    ]
  }

  private func identity(_ width: Int) -> [[TextPiece]] {
    guard let identity = card.identity else {
      return [
        [
          TextPiece("h", theme.key),
          TextPiece(" shows the patient's identity from the header", theme.quietText),
        ]
      ]
    }
    return (identity.isEmpty ? ["The header gives no identity."] : identity)
      .flatMap { TextWrap.lines($0, width: width) }
      .map { [TextPiece($0, theme.popupText)] }
  }

  /// What always stays: the sentence, the name, the choices.
  private func end(_ width: Int, isShort: Bool) -> [[TextPiece]] {
    let sentence = TextWrap.lines(
      "Accepted means accepted by the signer for research use.", width: width)
    let chosen = SignCard.Choice.allCases.firstIndex(of: card.choice) ?? 0
    let name = session.review.labels.table.name(of: card.bone)
    let hint = TextWrap.lines(
      isShort
        ? "n, or :sign with --by NAME, names somebody"
        : ":sign \(name.contains(" ") ? "“\(name)”" : name) accept --by NAME, or n here, names somebody",
      width: width)
    let gap: [[TextPiece]] = isShort ? [] : [[]]
    return gap + sentence.map { [TextPiece($0, theme.popupText)] }
      + hint.map { [TextPiece($0, theme.quietText)] }
      + [[TextPiece("by".padded(to: 10), theme.quietText)]] + gap
      + [Card.buttons(Self.words, chosen: card.editsName ? -1 : chosen, theme)]
  }

  private var accountWords: String {
    let account = session.situation?.account ?? ""
    return account.isEmpty ? "the account" : "the account \(account)"
  }

  private func drawName(_ inside: CellRect, row: Int, into frame: inout Frame) {
    let room = inside.width - 10
    guard room > 0 else { return }
    let x = inside.x + 10
    if card.editsName {
      let column = card.by.draw(
        x: x, y: row, width: room, theme.selectionText, on: theme.selection, into: &frame)
      frame.caret = Frame.Caret(column: column, row: row)
    } else if card.by.characters.isEmpty {
      frame.write(
        accountWords.clipped(to: room), x: x, y: row,
        theme.quietText, on: theme.popup)
    } else {
      frame.write(card.by.text.clipped(to: room), x: x, y: row, theme.popupText, on: theme.popup)
    }
  }
}
