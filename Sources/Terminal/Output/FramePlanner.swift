internal import CNcurses
internal import Canvas

/// Works out what to send of a frame, given what the terminal shows.
///
/// Where a picture is not shown as it is, its mark is set here, so no picture can be inexact without it.
struct FramePlanner {
  /// What makes cells into those of this terminal.
  let painter: CellPainter
  /// The size of the terminal.
  let columns: Int
  /// Its other size.
  let rows: Int

  /// Plans a frame at a quality.
  ///
  /// - Parameters:
  ///   - shown: what the terminal shows.
  ///   - isKnown: whether it does.
  ///   - exact: the frame that it shows exactly; nil for none.
  func plan(
    _ frame: Frame, _ quality: PictureQuality, over shown: FramePlan, isKnown: Bool,
    exact: Frame?, into next: inout FramePlan
  ) {
    next.begin()
    planExactly(frame, over: shown, isKnown: isKnown, exact: exact, into: &next)
    switch quality {
    case .full: return
    case .steady(let levels):
      if isKnown { hold(frame, levels, over: shown, into: &next) }
    case .coarse: coarsen(frame, over: shown, isKnown: isKnown, into: &next)
    }
    for area in frame.pictures where !isExact(area, next) { mark(area, over: shown, into: &next) }
  }

  /// Plans the first picture that is not exact: that one becomes exact, the others stay as they are.
  ///
  /// - Returns: false when all are exact.
  func planRefinement(
    of frame: Frame, over shown: FramePlan, into next: inout FramePlan
  ) -> Bool {
    next.begin()
    guard let area = frame.pictures.first(where: { !isExact($0, shown) }) else { return false }
    for row in max(
      0, area.rect.y)..<max(max(0, area.rect.y), min(rows, frame.rows, area.rect.bottom))
    {
      next.take(row: row, from: shown, columns: columns)
      for column in max(
        0, area.rect.x)..<max(
          max(0, area.rect.x), min(columns, frame.columns, area.rect.right))
      {
        put(frame[column, row], column, row, over: shown, into: &next)
      }
    }
    let place = area.mark
    if isInside(place), place.column < frame.columns, place.row < frame.rows {
      next.take(row: place.row, from: shown, columns: columns)
      put(frame[place.column, place.row], place.column, place.row, over: shown, into: &next)
    }
    return true
  }

  // MARK: Exact

  /// Plans all cells as they are.
  private func planExactly(
    _ frame: Frame, over shown: FramePlan, isKnown: Bool, exact: Frame?,
    into next: inout FramePlan
  ) {
    let (columns, stride) = (columns, frame.columns)
    let width = min(columns, frame.columns)
    let source = frame.cells.span
    let old = shown.places.span
    var (pictures, texts) = (0, 0)
    for row in 0..<min(rows, frame.rows) {
      let (base, from) = (row &* columns, row &* stride)
      // Most rows are as they were.
      if let exact, frame.hasSameRow(row, as: exact) { continue }
      var first = 0
      if isKnown {
        while first < width, source[from &+ first] == old[base &+ first].shown { first &+= 1 }
        if first == width { continue }
      }
      next.take(row: row, from: shown, columns: columns)
      var new = next.places.mutableSpan
      for column in first..<width {
        let wanted = source[from &+ column]
        let at = base &+ column
        // As it was, and painting depends on nothing else.
        if wanted == old[at].shown, isKnown {
          new[at].isHeld = false
          continue
        }
        let paint = painter.paint(wanted, column: column, row: row)
        new[at] = FramePlan.Place(shown: wanted, painted: paint, isHeld: false)
        if paint.isSame(as: old[at].painted) { continue }
        if wanted.style.contains(.picture) { pictures &+= 1 } else { texts &+= 1 }
      }
    }
    next.pictureCount = pictures
    next.textCount = texts
  }

  /// Plans a cell as it is.
  private func put(
    _ wanted: Cell, _ column: Int, _ row: Int, over shown: FramePlan, into next: inout FramePlan
  ) {
    let at = row &* columns &+ column
    let paint = painter.paint(wanted, column: column, row: row)
    next.places[at] = FramePlan.Place(shown: wanted, painted: paint, isHeld: false)
    guard !paint.isSame(as: shown.places[at].painted) else { return }
    if wanted.style.contains(.picture) { next.pictureCount &+= 1 } else { next.textCount &+= 1 }
  }

  // MARK: Inexact

  /// The part of a picture that is on the screen and in the frame; nil for none.
  private func part(_ area: PictureArea, of frame: Frame) -> (x: Range<Int>, y: Range<Int>)? {
    let rect = area.rect
    let (top, bottom) = (max(0, rect.y), min(rows, frame.rows, rect.bottom))
    let (first, last) = (max(0, rect.x), min(columns, frame.columns, rect.right))
    return top < bottom && first < last ? (first..<last, top..<bottom) : nil
  }

  /// Keeps the colours of pixels that hardly change, and gives those that do the colours that are set
  /// where these are twice as near: a colour costs more than a cell.
  private func hold(
    _ frame: Frame, _ threshold: Int, over shown: FramePlan, into next: inout FramePlan
  ) {
    let (columns, stride) = (columns, frame.columns)
    let source = frame.cells.span
    let old = shown.places.span
    next.pictureCount = 0
    for area in frame.pictures {
      guard let part = part(area, of: frame) else { continue }
      var pen: PixelPen?
      for row in part.y where next.rows[row] {
        var new = next.places.mutableSpan
        var count = 0
        for column in part.x {
          let at = row &* columns &+ column
          let wanted = source[row &* stride &+ column]
          let before = old[at].shown
          guard wanted.style.contains(.picture), wanted != before else { continue }
          let (exact, drawn) = (new[at].painted, old[at].painted)
          var cell = PictureQuality.held(wanted, shown: before, threshold: threshold)
          if cell == before {
            new[at] = FramePlan.Place(
              shown: before, painted: drawn, isHeld: !exact.isSame(as: drawn))
            continue
          }
          // It is sent in any case, so what was held of it costs as much as what is true.
          cell = wanted
          pen?.take(&cell, threshold: threshold / 2)
          pen = PixelPen(cell)
          let paint = painter.paint(cell, column: column, row: row)
          new[at] = FramePlan.Place(shown: cell, painted: paint, isHeld: !exact.isSame(as: paint))
          if !paint.isSame(as: drawn) { count &+= 1 }
        }
        next.pictureCount &+= count
      }
    }
  }

  /// Makes one of two cells side by side, from the left edge of each picture.
  private func coarsen(
    _ frame: Frame, over shown: FramePlan, isKnown: Bool, into next: inout FramePlan
  ) {
    next.pictureCount = 0
    for area in frame.pictures {
      guard let part = part(area, of: frame) else { continue }
      for row in part.y where next.rows[row] {
        for column in part.x where (column - area.rect.x) % 2 == 0 {
          let left = frame[column, row]
          guard left.style.contains(.picture) else { continue }
          let after = column + 1 < part.x.upperBound ? frame[column + 1, row] : left
          let right = after.style.contains(.picture) ? after : left
          let colour = PictureQuality.block(left, right)
          put(colour, column, row, over: shown, isKnown, into: &next)
          if column + 1 < part.x.upperBound, after.style.contains(.picture) {
            put(colour, column + 1, row, over: shown, isKnown, into: &next)
          }
        }
      }
    }
  }

  private func put(
    _ colour: Colour, _ column: Int, _ row: Int, over shown: FramePlan, _ isKnown: Bool,
    into next: inout FramePlan
  ) {
    let at = row * columns + column
    let block = Cell(upper: colour, lower: colour)
    let cell =
      isKnown ? PictureQuality.held(block, shown: shown.places[at].shown, threshold: 8) : block
    let exact = next.places[at].painted
    let paint = painter.paint(cell, column: column, row: row)
    next.places[at] = FramePlan.Place(
      shown: cell, painted: paint, isHeld: !paint.isSame(as: exact))
    if !paint.isSame(as: shown.places[at].painted) { next.pictureCount += 1 }
  }

  // MARK: Marks

  /// Sets the mark of a picture that is not exact.
  private func mark(_ area: PictureArea, over shown: FramePlan, into next: inout FramePlan) {
    let place = area.mark
    guard isInside(place) else { return }
    next.take(row: place.row, from: shown, columns: columns)
    let at = place.row * columns + place.column
    next.places[at] = FramePlan.Place(
      shown: area.sign,
      painted: painter.paint(area.sign, column: place.column, row: place.row), isHeld: false)
  }

  /// Whether a picture is exact in those rows of a plan that mean something: a row that is as it was
  /// shows its frame.
  private func isExact(_ area: PictureArea, _ plan: FramePlan) -> Bool {
    let rect = area.rect
    let (first, last) = (max(0, rect.x), min(columns, rect.right))
    guard first < last else { return true }
    let places = plan.places.span
    for row in max(0, rect.y)..<max(max(0, rect.y), min(rows, rect.bottom)) where plan.rows[row] {
      for at in row &* columns &+ first..<row &* columns &+ last where places[at].isHeld {
        return false
      }
    }
    return true
  }

  private func isInside(_ place: Frame.Caret) -> Bool {
    (0..<columns).contains(place.column) && (0..<rows).contains(place.row)
  }
}
