internal import CNcurses
internal import Canvas

/// What would be sent of a frame: only the rows that may differ from what is shown mean anything.
struct FramePlan {
  /// A cell of the screen.
  struct Place: BitwiseCopyable {
    /// The cell in its full colours.
    var shown: Cell
    /// The cell as the terminal shows it; a glyph of 0 differs from every cell.
    var painted: condyle_cell
    /// Whether it is part of a picture and shows something else than it should.
    var isHeld: Bool
  }

  /// All cells, row by row.
  var places: [Place]
  /// Which rows may differ from what is shown; all others stay as they are.
  var rows: [Bool]
  /// How many cells of pictures would be sent.
  var pictureCount = 0
  /// How many other cells would be sent.
  var textCount = 0

  /// A plan of so many cells in so many rows that changes nothing.
  init(cells count: Int, rows: Int) {
    places = Array(
      repeating: Place(
        shown: Cell(" ", .black, on: .black), painted: condyle_cell(), isHeld: false),
      count: count)
    self.rows = Array(repeating: false, count: rows)
  }

  /// Begins anew: nothing changes.
  mutating func begin() {
    for row in rows.indices { rows[row] = false }
    (pictureCount, textCount) = (0, 0)
  }

  /// Whether every picture is as it should be, where all rows mean something.
  var isExact: Bool {
    let source = places.span
    // No closure: on the main actor each call would ask for the actor again.
    for at in source.indices where source[at].isHeld { return false }
    return true
  }

  /// Takes a row as it is shown, so that its cells may be changed.
  mutating func take(row: Int, from state: FramePlan, columns: Int) {
    guard !rows[row] else { return }
    rows[row] = true
    copy(row: row, from: state, columns: columns)
  }

  /// Takes all rows that differ in another plan.
  mutating func commit(_ plan: FramePlan, columns: Int) {
    for row in plan.rows.indices where plan.rows[row] {
      copy(row: row, from: plan, columns: columns)
    }
  }

  private mutating func copy(row: Int, from other: FramePlan, columns: Int) {
    let source = other.places.span
    var target = places.mutableSpan
    for at in row &* columns..<(row &+ 1) &* columns { target[at] = source[at] }
  }
}
