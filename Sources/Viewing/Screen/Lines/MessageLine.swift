internal import Canvas
internal import Reviewing

/// The last line: what was last done or refused, what is going on, or the command being typed.
enum MessageLine {
  /// Draws the line.
  static func draw(
    _ session: Session, _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    if case .commandLine(let line) = session.screen.popup {
      drawCommand(line, theme, in: rect, into: &frame)
      drawHint(line, session, theme, in: rect, into: &frame)
      return
    }
    let work = session.screen.work.map(words) ?? ""
    let colour = session.frozen == nil ? theme.text : theme.error
    let room = rect.width - 2
    let workWidth = min(work.count, room)
    frame.write(
      cut(session.message, to: max(0, room - (workWidth > 0 ? workWidth + 2 : 0))),
      x: rect.x + 1, y: rect.y, colour)
    frame.write(
      work.clipped(to: room), x: rect.right - 1 - workWidth, y: rect.y, theme.warning)
  }

  /// What does not fit ends in "…", and where the whole of it can be read.
  private static func cut(_ message: String, to width: Int) -> String {
    let more = " :notices"
    guard message.count > width, width > 3 * more.count else { return message.clipped(to: width) }
    return message.clipped(to: width - more.count) + more
  }

  /// Such as "export 40 % femur — Esc stops".
  private static func words(_ work: ScreenState.Work) -> String {
    let share = work.share.flatMap { $0.isFinite ? Int(100 * min(max($0, 0), 1)) : nil }
    return ([work.name] + (share.map { ["\($0) %"] } ?? []) + [work.step, "— Esc stops"])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The line from the place on that keeps the caret in sight.
  private static func drawCommand(
    _ line: LineEditor, _ theme: Theme, in rect: CellRect, into frame: inout Frame
  ) {
    frame.write(":", x: rect.x, y: rect.y, theme.key)
    let column = line.draw(
      x: rect.x + 1, y: rect.y, width: rect.width - 1, theme.text, on: theme.ground, into: &frame)
    frame.caret = Frame.Caret(column: column, row: rect.y)
  }

  /// How many characters fit behind a line.
  static func hintRoom(behind line: LineEditor, columns: Int) -> Int {
    columns - 1 - (1 + line.characters.count + 3)
  }

  /// Tells behind the line what is expected or wrong, or what Tab has found, where there is room for some
  /// words.
  private static func drawHint(
    _ line: LineEditor, _ session: Session, _ theme: Theme, in rect: CellRect,
    into frame: inout Frame
  ) {
    let x = rect.x + 1 + line.characters.count + 3
    let room = hintRoom(behind: line, columns: rect.width)
    guard room >= 12 else { return }
    guard session.message.isEmpty else {
      frame.write(session.message.clipped(to: room), x: x, y: rect.y, theme.text, on: theme.ground)
      return
    }
    guard let hint = CommandHint(line.characters, in: session) else { return }
    frame.write(
      hint.text.clipped(to: room), x: x, y: rect.y, hint.isError ? theme.warning : theme.quietText,
      on: theme.ground)
  }
}

extension LineEditor {
  /// Draws the part of the line in which the caret lies.
  ///
  /// - Returns: the caret's column.
  func draw(
    x: Int, y: Int, width: Int, _ colour: Colour, on background: Colour, into frame: inout Frame
  ) -> Int {
    guard width > 0 else { return x }
    let first = max(0, caret - (width - 1))
    let seen = String(characters.dropFirst(first).prefix(width))
    frame.write(seen.padded(to: width), x: x, y: y, colour, on: background, width: width)
    return x + caret - first
  }
}
