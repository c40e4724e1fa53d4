internal import CNcurses
internal import Canvas

/// What brings the cells of pictures to the terminal; text always goes through ncurses.
///
/// There are two, which give the same screen: `CursesSink`, which every terminal understands, and
/// `DirectSink`, which sends half the bytes to those that take colours as xterm does.
protocol CellSink {
  /// What ncurses is told to have where a picture's cell is; nil for the cell itself.
  var placeholder: condyle_cell? { get }
  /// Takes the cells of a picture from (column, row) on; rows come from the top, columns from the left.
  mutating func put(_ cells: ArraySlice<condyle_cell>, column: Int, row: Int)
  /// Takes out what must follow the bytes of ncurses; the cursor is at (column, row) before and after.
  mutating func take(column: Int, row: Int) -> [UInt8]
}
