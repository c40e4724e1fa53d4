internal import Canvas
internal import Reviewing
internal import Volumes

/// Draws the panel at the side: bones, tool, legend of the heat map, and the keys of the mode.
struct SidePanel {
  /// What is drawn.
  let session: Session
  /// The colours.
  let theme: Theme

  /// Draws the panel into a rectangle of cells.
  func draw(in rect: CellRect, into frame: inout Frame) {
    guard rect.width >= 12, rect.height >= 3 else { return }
    frame.box(rect, theme.border, on: theme.ground)
    let width = rect.width - 2
    let bones = BoneRows(session: session, theme: theme)
    let (sections, boneRows) = sections(in: rect, bones)
    title("bones\(bones.titleEnd(width, rows: boneRows))", rect.x, rect.y, rect.width, into: &frame)
    var y = rect.y + 1
    bones.draw(x: rect.x + 1, y: y, width: width, rows: boneRows, into: &frame)
    y += boneRows
    for section in sections {
      guard y < rect.bottom - 1 else { break }
      frame.write(
        "├" + String(repeating: "─", count: width) + "┤", x: rect.x, y: y, theme.border,
        on: theme.ground)
      title(section.title, rect.x, y, rect.width, into: &frame)
      y += 1
      for line in section.lines where y < rect.bottom - 1 {
        frame.write(line, x: rect.x + 1, y: y, width: width)
        y += 1
      }
    }
  }

  /// The bone whose line a cell belongs to.
  func bone(column: Int, row: Int, in rect: CellRect) -> UInt8? {
    guard rect.inset(by: 1).contains(column: column, row: row) else { return nil }
    let bones = BoneRows(session: session, theme: theme)
    return bones.bone(line: row - rect.y - 1, rows: sections(in: rect, bones).boneRows)
  }

  /// What stands below the bones, and how many lines the bones have.
  private func sections(
    in rect: CellRect, _ bones: BoneRows
  ) -> (sections: [(title: String, lines: [[TextPiece]])], boneRows: Int) {
    let width = rect.width - 2
    var sections: [(title: String, lines: [[TextPiece]])] = [("tool", toolLines(width))]
    if session.view.showsHeat {
      sections.append(("heat", HeatLegend.lines(session, theme, width: width)))
    }
    sections.append(("keys", keyLines(width)))
    let room = rect.height - 2
    let wanted = max(1, bones.count)
    // From the first key on the keys stand only where nothing else needs the rows.
    if !session.screen.showsFirstKeys,
      sections.reduce(wanted, { $0 + $1.lines.count + 1 }) > room
    {
      sections.removeLast()
    }
    // The bones keep at least four rows; what comes last in the list of sections gives way first,
    // but the heat map is never shown without its legend.
    let least = min(wanted, 4)
    while sections.reduce(least, { $0 + $1.lines.count + 1 }) > room, !sections.isEmpty {
      let at = sections.lastIndex { $0.title == "keys" } ?? 0
      if sections[at].title == "heat" { break }
      sections.remove(at: at)
    }
    let rest = sections.reduce(0) { $0 + $1.lines.count + 1 }
    return (sections, max(1, min(wanted, room - rest)))
  }

  private func title(_ text: String, _ x: Int, _ y: Int, _ width: Int, into frame: inout Frame) {
    frame.write(" \(text) ", x: x + 1, y: y, theme.title, on: theme.ground, width: width - 2)
  }

  private func toolLines(_ width: Int) -> [[TextPiece]] {
    session.toolWords.map {
      [TextPiece(" " + $0.clipped(to: width - 1), session.isEditing ? theme.text : theme.quietText)]
    }
  }

  private func keyLines(_ width: Int) -> [[TextPiece]] {
    let keys = session.keysInHand
    let column = (keys.map(\.keys.count).max() ?? 0) + 2
    return keys.map { key, what in
      [
        TextPiece(" " + key.padded(to: column), theme.key),
        TextPiece(what.clipped(to: width - column - 1), theme.text),
      ]
    }
  }
}
