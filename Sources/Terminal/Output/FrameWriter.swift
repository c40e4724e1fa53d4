internal import CNcurses
internal import Canvas

/// Turns frames into the bytes that make the terminal show them; an identity, as there is one terminal
/// and this knows what it shows.
///
/// Text goes through ncurses, the cells of pictures through a sink.
final class FrameWriter {
  private(set) var columns: Int
  private(set) var rows: Int
  private let curses: CursesMemory
  private let painter: CellPainter
  private var sink: any CellSink
  /// ncurses never gets to the end of its pairs: it would give the oldest ones new colours, also where
  /// they are on the screen.
  private let pairLimit: Int

  /// What the terminal shows; all rows of it mean something.
  private var shown: FramePlan
  /// The cells as ncurses was last told them; a glyph of 0 differs from every cell.
  private var told: [condyle_cell]
  private var shownCaret: Frame.Caret?
  /// Which cells of the row in hand ncurses must be told.
  private var isChanged: [Bool] = []
  /// Whether nothing is known about what the terminal shows.
  private var isWhole = true
  /// The rows of which nothing is known.
  private var lostRows = 0..<0
  /// Whether `shown` means something: a frame was sent since the size changed.
  private var isKnown = false

  /// The frame that should be shown.
  private var frame: Frame?
  /// The frame that is shown, if all of it is.
  private var exact: Frame?
  /// What was planned to be sent of it.
  private var next: FramePlan

  /// Takes an open screen of ncurses that draws into the file `memory`.
  init(memory: Int32, columns: Int, rows: Int, depth: ColourDepth, sink: any CellSink) {
    (self.columns, self.rows) = (columns, rows)
    curses = CursesMemory(file: memory)
    painter = CellPainter(depth: depth, colours: Int(condyle_curses_colours()))
    self.sink = sink
    pairLimit = min(50_000, Int(condyle_curses_pairs()) * 3 / 4)
    told = []
    shown = FramePlan(cells: 0, rows: 0)
    next = shown
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
    next = FramePlan(cells: count, rows: rows)
    shown = next
    for row in 0..<rows { shown.rows[row] = true }
    told = Array(repeating: condyle_cell(), count: count)
    isKnown = false
    exact = nil
  }

  // MARK: Planning

  private var planner: FramePlanner {
    FramePlanner(painter: painter, columns: columns, rows: rows)
  }

  /// How much a frame would change at a quality: cells of pictures, and of text.
  func plan(_ frame: Frame, _ quality: PictureQuality) -> (pictures: Int, texts: Int) {
    self.frame = frame
    planner.plan(frame, quality, over: shown, isKnown: isKnown, exact: exact, into: &next)
    return (next.pictureCount, next.textCount)
  }

  /// Plans the next picture that is not exact; false when all are exact.
  func planRefinement() -> Bool {
    guard let frame, !isExact else { return false }
    return planner.planRefinement(of: frame, over: shown, into: &next)
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
      highest = putAll(frame)
    }
    shown.commit(next, columns: columns)
    isKnown = true
    isExact = shown.isExact
    exact = isExact ? frame : nil
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
    // In locals: every access to a property of a class would be checked.
    var sink = sink
    var plan = FramePlan(cells: 0, rows: 0)
    swap(&plan, &next)
    defer {
      self.sink = sink
      swap(&plan, &next)
    }
    let old = shown
    let passesCurses = sink.placeholder != nil
    var highest = 0
    var run: [condyle_cell] = []
    run.reserveCapacity(width)
    let source = frame.cells.span
    let oldPlaces = old.places.span
    for row in 0..<min(rows, frame.rows) {
      let isLost = isWhole || lostRows.contains(row)
      guard isLost || plan.rows[row] else { continue }
      plan.take(row: row, from: old, columns: columns)
      let base = row &* columns
      let (first, last) = changes(in: row, source, stride, width, plan.places.span)
      var lost = isLost ? 0..<width : 0..<0
      if last >= first {
        // Past ncurses a line that it moves would take its part of a picture along.
        if passesCurses, highest > 0 { curses.update() }
        let pair = tell(row, first, last)
        if pair < 0 { return -1 }
        highest = max(highest, pair, 1)
        if !isLost { lost = first..<last &+ 1 }
      }
      let places = plan.places.span
      var start = -1
      for column in 0...width {
        let at = base &+ column
        let isSent =
          column < width && source[row &* stride &+ column].style.contains(.picture)
          && (lost.contains(column) || !places[at].painted.isSame(as: oldPlaces[at].painted))
        if isSent {
          if start < 0 { start = column }
          run.append(places[at].painted)
        } else if start >= 0 {
          sink.put(run[...], column: start, row: row)
          run.removeAll(keepingCapacity: true)
          start = -1
        }
      }
    }
    return highest
  }

  /// Notes what ncurses must be told of a row in `told`; answers the first and the last such column.
  private func changes(
    in row: Int, _ source: Span<Cell>, _ stride: Int, _ width: Int, _ wanted: Span<FramePlan.Place>
  ) -> (Int, Int) {
    let base = row &* columns
    var (first, last) = (Int.max, -1)
    let placeholder = sink.placeholder
    var cells = told
    told = []
    var out = cells.mutableSpan
    isChanged.removeAll(keepingCapacity: true)
    for column in 0..<width {
      let at = base &+ column
      let isPicture = source[row &* stride &+ column].style.contains(.picture)
      let cell = isPicture ? placeholder ?? wanted[at].painted : wanted[at].painted
      let differs = !cell.isSame(as: out[at])
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

  private func isInside(_ caret: Frame.Caret) -> Bool {
    (0..<columns).contains(caret.column) && (0..<rows).contains(caret.row)
  }
}
