internal import CNcurses
internal import Canvas
internal import Glibc

/// Draws through ncurses into a file in memory; an identity, as ncurses has one screen and keeps what
/// it shows.
final class CursesSink: CellSink {
  private(set) var columns: Int
  private(set) var rows: Int
  private let memory: Int32
  private let painter: CellPainter
  /// ncurses never gets to the end of its pairs: it would give the oldest ones new colours, also where
  /// they are on the screen.
  private let pairLimit: Int

  /// The cells as ncurses was last told them; a glyph of 0 differs from every cell.
  private var shown: [condyle_cell]
  private var shownCaret: Frame.Caret?
  private var isWhole = true
  private var line: [condyle_cell]

  /// Takes an open screen of ncurses that draws into the file `memory`.
  init(memory: Int32, columns: Int, rows: Int, depth: ColourDepth) {
    self.memory = memory
    self.columns = columns
    self.rows = rows
    painter = CellPainter(depth: depth, colours: Int(condyle_curses_colours()))
    pairLimit = min(50_000, Int(condyle_curses_pairs()) * 3 / 4)
    shown = Array(repeating: condyle_cell(), count: columns * rows)
    line = Array(repeating: condyle_cell(), count: columns)
  }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    condyle_curses_resize(Int32(columns), Int32(rows))
    shown = Array(repeating: condyle_cell(), count: columns * rows)
    line = Array(repeating: condyle_cell(), count: columns)
    isWhole = true
  }

  func forget() {
    condyle_curses_forget()
    isWhole = true
  }

  func bytes(for frame: Frame) -> [UInt8] {
    var highest = put(frame)
    // 64 pairs of a terminal with 8 colours are enough, as a pair and its reverse are one.
    if highest < 0 || (pairLimit > 1000 && highest > pairLimit) {
      condyle_curses_reset_pairs()
      forget()
      for at in shown.indices { shown[at] = condyle_cell() }
      highest = put(frame)
    }
    let caret = frame.caret.flatMap { isInside($0) ? $0 : nil }
    guard highest > 0 || isWhole || caret != shownCaret else { return [] }
    shownCaret = caret
    condyle_curses_flush(Int32(caret?.column ?? -1), Int32(caret?.row ?? 0))
    let drawn = takeMemory()
    guard !drawn.isEmpty else { return [] }
    defer { isWhole = false }
    // Clearing is no part of the picture: some versions of tmux draw wrongly when it is.
    return (isWhole ? EscapeSequences.clear : []) + EscapeSequences.beginPicture + drawn
      + EscapeSequences.endPicture
  }

  /// Puts the runs of changed cells, row by row.
  ///
  /// - Returns: 0 when nothing changed, the highest pair of colours in use and at least 1 otherwise, or
  ///   -1 when pairs ran out.
  private func put(_ frame: Frame) -> Int {
    let width = min(columns, frame.columns)
    var highest = 0
    for row in 0..<min(rows, frame.rows) {
      var start = -1
      for column in 0...width {
        var hasChanged = false
        if column < width {
          let cell = painter.paint(
            frame.cells[row &* frame.columns &+ column], column: column, row: row)
          let at = row &* columns &+ column
          hasChanged = !Self.same(cell, shown[at])
          if hasChanged {
            shown[at] = cell
            line[column] = cell
            if start < 0 { start = column }
          }
        }
        if !hasChanged, start >= 0 {
          let pair = line[start..<column].withUnsafeBufferPointer {
            condyle_curses_put(Int32(start), Int32(row), $0.baseAddress, Int32($0.count))
          }
          if pair < 0 { return -1 }
          highest = max(highest, Int(pair), 1)
          start = -1
        }
      }
    }
    return highest
  }

  private static func same(_ one: condyle_cell, _ other: condyle_cell) -> Bool {
    one.glyph == other.glyph && one.foreground == other.foreground
      && one.background == other.background && one.style == other.style
  }

  private func isInside(_ caret: Frame.Caret) -> Bool {
    (0..<columns).contains(caret.column) && (0..<rows).contains(caret.row)
  }

  /// Empties the file that ncurses draws into.
  private func takeMemory() -> [UInt8] {
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          memory, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(filled))
        if got <= 0 { break }
        filled += got
      }
    }
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
    return bytes
  }
}
