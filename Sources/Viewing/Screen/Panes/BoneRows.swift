internal import Canvas
internal import Reviewing
internal import Volumes

/// Draws the list of bones: number, colour, name, state, volume.
struct BoneRows {
  /// What is drawn.
  let session: Session
  /// The colours.
  let theme: Theme

  private var entries: [LabelEntry] { session.review.labels.table.entries }

  /// How many bones there are.
  var count: Int { entries.count }

  /// What a row still tells when there is little room: less with each.
  private enum Detail: Int, CaseIterable {
    case all, withoutUnit, withoutShare, withoutVolume, withoutHidden
  }

  /// The widths of the columns, and what is left out; the state begins, and the volume ends, the last.
  private struct Columns {
    var number: Int
    var name: Int
    var end: Int
    var detail: Detail
  }

  // Names of bones are not cut for the sake of less.
  private static let nameWidth = 8

  /// What stands behind "bones" in the title: what a percentage tells, and the unit where the rows leave
  /// it out.
  func titleEnd(_ width: Int, rows: Int) -> String {
    let shown = shown(rows).rows
    let detail = columns(width, shown).detail
    let isShare = shown.contains { stateText(entries[$0], detail).contains("%") }
    return (isShare ? ", % seen" : "") + (hasUnit(detail) ? "" : ", cm³")
  }

  /// Draws as many rows as there is room for, the chosen bone always among them.
  func draw(x: Int, y: Int, width: Int, rows: Int, into frame: inout Frame) {
    if entries.isEmpty {
      frame.write(" no labels yet", x: x, y: y, theme.quietText, width: width)
      return
    }
    let (shown, above, below) = shown(rows)
    let columns = columns(width, shown)
    var row = y
    if above > 0 {
      frame.write(" … \(above) more above", x: x, y: row, theme.quietText, width: width)
      row += 1
    }
    for place in shown {
      draw(place, columns, x: x, y: row, width: width, into: &frame)
      row += 1
    }
    if below > 0 {
      frame.write(" … \(below) more", x: x, y: row, theme.quietText, width: width)
    }
  }

  /// The bone on a line of the list, counted from 0.
  func bone(line: Int, rows: Int) -> UInt8? {
    let (shown, above, _) = shown(rows)
    let place = shown.lowerBound + line - (above > 0 ? 1 : 0)
    return shown.contains(place) ? entries[place].value : nil
  }

  /// The bones that are seen, and how many are not.
  private func shown(_ rows: Int) -> (rows: Range<Int>, above: Int, below: Int) {
    guard count > rows else { return (0..<count, 0, 0) }
    let chosen = entries.firstIndex { $0.value == session.editing.bone } ?? 0
    guard rows >= 3 else {
      let first = min(chosen, count - max(1, rows))
      return (first..<first + max(1, rows), 0, 0)
    }
    // One row tells of those below; once the list has moved, another tells of those above.
    if chosen < rows - 1 { return (0..<rows - 1, 0, count - rows + 1) }
    if chosen > count - rows { return (count - rows + 1..<count, count - rows + 1, 0) }
    let inner = rows - 2
    let first = min(max(chosen - inner / 2, 1), count - inner - 1)
    return (first..<first + inner, first, count - first - inner)
  }

  private func columns(_ width: Int, _ shown: Range<Int>) -> Columns {
    let rows = shown.map { entries[$0] }
    let number = "\(shown.upperBound)".count
    let wanted = min(rows.map(\.name.count).max() ?? 0, Self.nameWidth)
    var columns = Columns(number: number, name: 1, end: 0, detail: .all)
    for detail in Detail.allCases {
      let end =
        rows.map { entry in
          let volume = volumeText(entry, detail).count
          return stateText(entry, detail).count + (volume > 0 ? 1 + volume : 0)
        }.max() ?? 0
      // A blank at both ends, the number, the swatch between two blanks, a blank before the end.
      let name = width - 1 - number - 3 - 1 - end - 1
      columns = Columns(number: number, name: max(1, name), end: end, detail: detail)
      if name >= wanted { break }
    }
    return columns
  }

  private func hasUnit(_ detail: Detail) -> Bool {
    detail != .withoutUnit && detail != .withoutShare
  }

  private func hasShare(_ detail: Detail) -> Bool { detail == .all || detail == .withoutUnit }

  private func stateText(_ entry: LabelEntry, _ detail: Detail) -> String {
    let tellsHidden = detail != .withoutHidden
    // The box of a hidden bone is empty, whether there is room for the word or not.
    return session.progressWord(
      of: entry.value, isShort: !hasShare(detail) || entry.isLocked || !entry.isVisible)
      + (entry.isLocked ? " lock" : "") + (entry.isVisible || !tellsHidden ? "" : " hidden")
  }

  /// How much there is of a bone; nothing where the state has said that it is empty.
  private func volumeText(_ entry: LabelEntry, _ detail: Detail) -> String {
    if detail.rawValue >= Detail.withoutVolume.rawValue || session.isEmpty(entry.value) {
      return ""
    }
    let words = session.volumeWords(of: entry.value)
    return !hasUnit(detail) && words.hasSuffix(" cm³") ? String(words.dropLast(4)) : words
  }

  /// A square, or the pattern that tells the bone's filled label where colours are few.
  private func sign(of entry: LabelEntry) -> String {
    guard session.screen.cells.usesMarks, session.view.overlay == .fill else { return "■" }
    return String(Hatch.sign(role: entry.colourRole))
  }

  private func draw(
    _ place: Int, _ columns: Columns, x: Int, y: Int, width: Int, into frame: inout Frame
  ) {
    let entry = entries[place]
    let isChosen = entry.value == session.editing.bone
    let isFlashing = session.screen.flashing == entry.value
    let swatch = theme.labels[entry.colourRole]
    var ground = isChosen ? theme.selection : theme.ground
    var ink = isChosen ? theme.selectionText : theme.text
    if isFlashing { (ground, ink) = (theme.editing, theme.editingText) }
    let quiet = isChosen || isFlashing ? ink : theme.quietText
    frame.fill(CellRect(x: x, y: y, width: width, height: 1), with: Cell(" ", ink, on: ground))
    let volume = volumeText(entry, columns.detail)
    // A swatch that would vanish in the colour of the row, here or with fewer colours, stands on the
    // ground of the pictures.
    let backing = isChosen || swatch.contrast(with: ground) < 3 ? theme.pane : nil
    let box = TextPiece(
      entry.isVisible ? sign(of: entry) : "□", isFlashing ? ink : swatch,
      on: isFlashing ? nil : backing)
    frame.write(
      [
        TextPiece("\(place + 1)".leftPadded(to: columns.number + 1), quiet),
        TextPiece(" ", ink), box, TextPiece(" ", ink),
        TextPiece(
          entry.name.padded(to: columns.name) + " ", entry.isVisible ? ink : quiet,
          style: isChosen || isFlashing ? .bold : []),
        TextPiece(
          stateText(entry, columns.detail).padded(to: columns.end - volume.count),
          entry.isVisible || isChosen || isFlashing ? quiet : theme.warning),
        TextPiece(volume, ink),
      ], x: x, y: y, width: width)
  }
}
