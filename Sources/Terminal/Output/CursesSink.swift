internal import CNcurses

/// Pictures through ncurses, as text goes: the reference, for any terminal.
struct CursesSink: CellSink {
  var placeholder: condyle_cell? { nil }
  mutating func put(_ cells: ArraySlice<condyle_cell>, column: Int, row: Int) {}
  mutating func take(column: Int, row: Int) -> [UInt8] { [] }
}
