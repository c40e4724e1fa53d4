internal import CNcurses
internal import Canvas

/// Turns frames into the bytes that make the terminal show them; an identity, as there is one terminal
/// and this knows what it shows.
///
/// Text goes through ncurses, the cells of pictures through a sink. Where a picture is not shown as it
/// is, its mark is set here, so no picture can be inexact without it.
final class FrameWriter {
  private(set) var columns: Int
  private(set) var rows: Int
  private let curses: CursesMemory
  private let painter: CellPainter
  private var sink: any CellSink
  /// ncurses never gets to the end of its pairs: it would give the oldest ones new colours, also where
  /// they are on the screen.
  private let pairLimit: Int

  /// The cells of pictures as they are shown, in their full colours.
  private var shown: [Cell]
  /// All cells as they are shown; a glyph of 0 differs from every cell.
  private var painted: [condyle_cell]
  /// The cells as ncurses was last told them.
  private var told: [condyle_cell]
  /// Which cells of pictures show something else than they should: 1, else 0.
  private var held: [UInt8]
  private var shownCaret: Frame.Caret?
  /// Which cells of the row in hand ncurses must be told.
  private var isChanged: [Bool] = []
  /// Whether nothing is known about what the terminal shows.
  private var isWhole = true
  /// The rows of which nothing is known.
  private var lostRows = 0..<0
  /// Whether `shown` means nothing, because no frame was sent since the size changed.
  private var isForgotten = true

  /// The frame that should be shown, and what was planned to be sent of it.
  private var frame: Frame?
  private var next: Plan

  /// What would be sent of a frame.
  private struct Plan {
    var shown: [Cell]
    var painted: [condyle_cell]
    var held: [UInt8]
    /// Which rows may differ from what is shown; the others need not be looked at again.
    var rows: [Bool]
    var pictureCount = 0
    var textCount = 0
  }

  /// Takes an open screen of ncurses that draws into the file `memory`.
  init(memory: Int32, columns: Int, rows: Int, depth: ColourDepth, sink: any CellSink) {
    (self.columns, self.rows) = (columns, rows)
    curses = CursesMemory(file: memory)
    painter = CellPainter(depth: depth, colours: Int(condyle_curses_colours()))
    self.sink = sink
    pairLimit = min(50_000, Int(condyle_curses_pairs()) * 3 / 4)
    shown = []
    painted = []
    told = []
    held = []
    next = Plan(shown: [], painted: [], held: [], rows: [])
    forgetCells()
  }

  /// How pictures are brought to the terminal, in a word.
  var outputName: String { sink is DirectSink ? "direct" : "through ncurses" }

  /// Whether every picture of the last frame is shown as it is.
  private(set) var isExact = true

  /// How many bytes were sent for pictures and how many of their cells had changed, for estimates.
  private(set) var lastPictures = (bytes: 0, cells: 0)

  /// Takes a new size.
  func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    condyle_curses_resize(Int32(columns), Int32(rows))
    forgetCells()
    isWhole = true
    frame = nil
  }

  /// Forgets what the terminal shows: the next frame is sent whole.
  func forget() {
    condyle_curses_forget()
    isWhole = true
  }

  /// Forgets what the terminal shows in some rows: the next frame sends them whole.
  func lose(rows lost: Range<Int>) {
    lostRows = lost.clamped(to: 0..<rows)
    condyle_curses_lose(Int32(lostRows.lowerBound), Int32(lostRows.count))
  }

  private func forgetCells() {
    let count = columns * rows
    shown = Array(repeating: Cell(" ", .black, on: .black), count: count)
    painted = Array(repeating: condyle_cell(), count: count)
    isForgotten = true
    told = painted
    held = Array(repeating: 0, count: count)
    next = Plan(
      shown: shown, painted: painted, held: held, rows: Array(repeating: true, count: rows))
  }

  // MARK: Planning

  /// How much a frame would change at a quality: cells of pictures, and of text.
  func plan(_ frame: Frame, _ quality: PictureQuality) -> (pictures: Int, texts: Int) {
    self.frame = frame
    next.pictureCount = 0
    next.textCount = 0
    let width = min(columns, frame.columns)
    if width < columns || frame.rows < rows {
      // What lies beyond the frame stays.
      (next.shown, next.painted, next.held) = (shown, painted, held)
      next.rows = Array(repeating: true, count: rows)
    }
    let threshold: Int
    switch quality {
    case .full: threshold = 0
    case .steady(let levels): threshold = levels
    case .coarse: threshold = 8
    }
    planExactly(frame, width)
    if quality == .coarse {
      coarsen(frame)
    } else if threshold > 0 {
      hold(frame, threshold)
    }
    mark(frame)
    return (next.pictureCount, next.textCount)
  }

  /// Plans all cells as they are.
  private func planExactly(_ frame: Frame, _ width: Int) {
    // In locals: every access to a property of a class would be checked.
    var plan = Plan(shown: [], painted: [], held: [], rows: [])
    swap(&plan, &next)
    var (cells, paints, helds, marks) = (plan.shown, plan.painted, plan.held, plan.rows)
    plan = Plan(shown: [], painted: [], held: [], rows: [])
    let (isForgotten, count, stride) = (isForgotten, columns, frame.columns)
    let source = frame.cells.span
    let (known, drawn) = (shown, painted)
    let oldShown = known.span
    let oldPainted = drawn.span
    var newShown = cells.mutableSpan
    var newPainted = paints.mutableSpan
    var newHeld = helds.mutableSpan
    var newRows = marks.mutableSpan
    var (pictures, texts) = (0, 0)
    for row in 0..<min(rows, frame.rows) {
      var differs = isForgotten
      for column in 0..<width {
        let wanted = source[row &* stride &+ column]
        let at = row &* count &+ column
        newHeld[at] = 0
        newShown[at] = wanted
        if wanted == oldShown[at], !isForgotten {
          // As it was, and painting depends on nothing else.
          newPainted[at] = oldPainted[at]
          continue
        }
        differs = true
        let paint = painter.paint(wanted, column: column, row: row)
        newPainted[at] = paint
        if Self.same(paint, oldPainted[at]) { continue }
        if wanted.style.contains(.picture) { pictures &+= 1 } else { texts &+= 1 }
      }
      newRows[row] = differs
    }
    next = Plan(
      shown: cells, painted: paints, held: helds, rows: marks, pictureCount: pictures,
      textCount: texts)
  }

  /// Plans a cell as it is.
  private func plan(_ wanted: Cell, _ column: Int, _ row: Int) {
    let at = row &* columns &+ column
    next.shown[at] = wanted
    next.held[at] = 0
    let paint = painter.paint(wanted, column: column, row: row)
    next.painted[at] = paint
    guard !Self.same(paint, painted[at]) else { return }
    if wanted.style.contains(.picture) { next.pictureCount &+= 1 } else { next.textCount &+= 1 }
  }

  /// Calls for the cells of the picture in an area.
  @inline(__always)
  private func forEachCell(
    of area: PictureArea, in frame: Frame, _ body: (_ column: Int, _ row: Int) -> Void
  ) {
    let rect = area.rect
    let (top, bottom) = (max(0, rect.y), min(rows, frame.rows, rect.bottom))
    let (first, last) = (max(0, rect.x), min(columns, frame.columns, rect.right))
    guard top < bottom, first < last else { return }
    for row in top..<bottom {
      for column in first..<last where isPicture(frame, column, row) { body(column, row) }
    }
  }

  /// Keeps the colours of pixels that hardly change.
  private func hold(_ frame: Frame, _ threshold: Int) {
    next.pictureCount = 0
    for area in frame.pictures {
      forEachCell(of: area, in: frame) { hold(frame, threshold, $0, $1) }
    }
  }

  private func hold(_ frame: Frame, _ threshold: Int, _ column: Int, _ row: Int) {
    let at = row &* columns &+ column
    let wanted = frame.cells[row &* frame.columns &+ column]
    let cell =
      told[at].glyph == 0
      ? wanted : PictureQuality.held(wanted, shown: shown[at], threshold: threshold)
    if cell != wanted {
      let exact = next.painted[at]
      let paint = cell == shown[at] ? painted[at] : painter.paint(cell, column: column, row: row)
      next.shown[at] = cell
      next.painted[at] = paint
      next.held[at] = Self.same(paint, exact) ? 0 : 1
    }
    if !Self.same(next.painted[at], painted[at]) { next.pictureCount &+= 1 }
  }

  /// Makes one of two cells side by side, from the left edge of each picture.
  private func coarsen(_ frame: Frame) {
    next.pictureCount = 0
    for area in frame.pictures {
      let end = min(columns, frame.columns, area.rect.right)
      forEachCell(of: area, in: frame) { column, row in
        guard (column - area.rect.x) % 2 == 0 else { return }
        let left = frame.cells[row * frame.columns + column]
        let hasRight = column + 1 < end && isPicture(frame, column + 1, row)
        let right = hasRight ? frame.cells[row * frame.columns + column + 1] : left
        let colour = PictureQuality.block(left, right)
        put(colour, for: left, column, row)
        if hasRight { put(colour, for: right, column + 1, row) }
      }
    }
  }

  private func put(_ colour: Colour, for wanted: Cell, _ column: Int, _ row: Int) {
    let at = row * columns + column
    let block = Cell(upper: colour, lower: colour)
    let cell = PictureQuality.held(block, shown: shown[at], threshold: 8)
    let exact = next.painted[at]
    let paint = painter.paint(cell, column: column, row: row)
    next.shown[at] = cell
    next.painted[at] = paint
    next.held[at] = Self.same(paint, exact) ? 0 : 1
    if !Self.same(paint, painted[at]) { next.pictureCount += 1 }
  }

  /// Sets the marks of pictures that are not exact.
  private func mark(_ frame: Frame) {
    for area in frame.pictures {
      let place = area.mark
      guard !isExact(area, next.held), place.column >= 0, place.column < columns, place.row >= 0,
        place.row < rows
      else { continue }
      let at = place.row * columns + place.column
      next.rows[place.row] = true
      next.painted[at] = painter.paint(area.sign, column: place.column, row: place.row)
      next.shown[at] = area.sign
    }
  }

  private func isExact(_ area: PictureArea, _ held: [UInt8]) -> Bool {
    let rect = area.rect
    let (first, last) = (max(0, rect.x), min(columns, rect.right))
    guard first < last else { return true }
    for row in max(0, rect.y)..<max(max(0, rect.y), min(rows, rect.bottom)) {
      for at in row &* columns &+ first..<row &* columns &+ last where held[at] != 0 {
        return false
      }
    }
    return true
  }

  // MARK: Writing

  /// The bytes that make the terminal show what was planned; none when it does already.
  func write() -> [UInt8] {
    guard let frame else { return [] }
    var highest = putAll(frame)
    // 64 pairs of a terminal with 8 colours are enough, as a pair and its reverse are one.
    if highest < 0 || (pairLimit > 1000 && highest > pairLimit) {
      condyle_curses_reset_pairs()
      forget()
      for at in told.indices { told[at] = condyle_cell() }
      for row in next.rows.indices { next.rows[row] = true }
      highest = putAll(frame)
    }
    swap(&shown, &next.shown)
    swap(&painted, &next.painted)
    swap(&held, &next.held)
    isForgotten = false
    isExact = !held.contains(1)
    let caret = frame.caret.flatMap { isInside($0) ? $0 : nil }
    let place = (column: caret?.column ?? 0, row: caret?.row ?? 0)
    let pictures = sink.take(column: place.column, row: place.row)
    lastPictures = (pictures.count, next.pictureCount)
    guard highest > 0 || isWhole || !lostRows.isEmpty || caret != shownCaret || !pictures.isEmpty
    else { return [] }
    shownCaret = caret
    let texts = curses.draw(caret: caret.map { ($0.column, $0.row) })
    guard !texts.isEmpty || !pictures.isEmpty else { return [] }
    defer { (isWhole, lostRows) = (false, 0..<0) }
    // Clearing is no part of the picture: some versions of tmux draw wrongly when it is.
    return (isWhole ? EscapeSequences.clear : []) + EscapeSequences.beginPicture + texts + pictures
      + EscapeSequences.endPicture
  }

  /// Puts what changed, row by row: first what ncurses must be told, then the pictures, with all cells of
  /// theirs that ncurses may write over, as it sends short stretches between changes again.
  ///
  /// - Returns: 0 when ncurses was told nothing, the highest pair of colours in use and at least 1
  ///   otherwise, or -1 when pairs ran out.
  private func putAll(_ frame: Frame) -> Int {
    let width = min(columns, frame.columns)
    let (isWhole, lostRows) = (isWhole, lostRows)
    let stride = frame.columns
    var sink = sink
    defer { self.sink = sink }
    var highest = 0
    let source = frame.cells.span
    for row in 0..<min(rows, frame.rows)
    where isWhole || next.rows[row] || lostRows.contains(row) {
      let base = row &* columns
      let (first, last) = changes(in: row, source, stride, width)
      let isLost = isWhole || lostRows.contains(row)
      var lost = isLost ? 0..<width : 0..<0
      if last >= first {
        let pair = tell(row, first, last)
        if pair < 0 { return -1 }
        highest = max(highest, pair, 1)
        if !isLost { lost = first..<last &+ 1 }
      }
      var start = -1
      for column in 0...width {
        let isSent = column < width && isDue(column, base, source, row &* stride, lost)
        if isSent {
          if start < 0 { start = column }
        } else if start >= 0 {
          sink.put(next.painted[base &+ start..<base &+ column], column: start, row: row)
          start = -1
        }
      }
    }
    return highest
  }

  /// Notes what ncurses must be told of a row in `told`; answers the first and the last such column.
  private func changes(
    in row: Int, _ source: Span<Cell>, _ stride: Int, _ width: Int
  ) -> (Int, Int) {
    let base = row &* columns
    var (first, last) = (Int.max, -1)
    let placeholder = sink.placeholder
    let paints = next.painted
    let wanted = paints.span
    var cells = told
    told = []
    var out = cells.mutableSpan
    isChanged.removeAll(keepingCapacity: true)
    for column in 0..<width {
      let at = base &+ column
      let isPicture = source[row &* stride &+ column].style.contains(.picture)
      let cell = isPicture ? placeholder ?? wanted[at] : wanted[at]
      let differs = !Self.same(cell, out[at])
      isChanged.append(differs)
      guard differs else { continue }
      out[at] = cell
      first = min(first, column)
      last = column
    }
    told = cells
    return (first, last)
  }

  /// Tells ncurses the changed runs of a row; answers as `putAll` does.
  private func tell(_ row: Int, _ first: Int, _ last: Int) -> Int {
    let base = row &* columns
    var highest = 1
    var start = -1
    for column in first...last &+ 1 {
      if column <= last, isChanged[column] {
        if start < 0 { start = column }
      } else if start >= 0 {
        let pair = curses.put(told[base &+ start..<base &+ column], column: start, row: row)
        if pair < 0 { return -1 }
        highest = max(highest, pair)
        start = -1
      }
    }
    return highest
  }

  /// Whether a cell belongs to a picture and must be sent.
  @inline(__always)
  private func isDue(
    _ column: Int, _ base: Int, _ source: Span<Cell>, _ from: Int, _ lost: Range<Int>
  ) -> Bool {
    guard source[from &+ column].style.contains(.picture) else { return false }
    return lost.contains(column)
      || !Self.same(next.painted[base &+ column], painted[base &+ column])
  }

  @inline(__always)
  private func isPicture(_ frame: Frame, _ column: Int, _ row: Int) -> Bool {
    frame.cells[row &* frame.columns &+ column].style.contains(.picture)
  }

  @inline(__always)
  private static func same(_ one: condyle_cell, _ other: condyle_cell) -> Bool {
    one.glyph == other.glyph && one.foreground == other.foreground
      && one.background == other.background && one.style == other.style
  }

  private func isInside(_ caret: Frame.Caret) -> Bool {
    (0..<columns).contains(caret.column) && (0..<rows).contains(caret.row)
  }

  // MARK: Refining

  /// Plans the next picture that is not exact: that one becomes exact, the others stay as they are.
  ///
  /// - Returns: false when all are exact.
  func planRefinement() -> Bool {
    guard let frame, !isExact else { return false }
    let area = frame.pictures.first { !isExact($0, held) }
    (next.shown, next.painted, next.held) = (shown, painted, held)
    next.rows = Array(repeating: true, count: rows)
    (next.pictureCount, next.textCount) = (0, 0)
    guard let area else { return false }
    for row in max(0, area.rect.y)..<min(rows, frame.rows, area.rect.bottom) {
      for column in max(0, area.rect.x)..<min(columns, frame.columns, area.rect.right) {
        plan(frame.cells[row * frame.columns + column], column, row)
      }
    }
    let place = area.mark
    if place.column >= 0, place.column < min(columns, frame.columns), place.row >= 0,
      place.row < min(rows, frame.rows)
    {
      plan(frame.cells[place.row * frame.columns + place.column], place.column, place.row)
    }
    return true
  }
}
