/// What is on the screen: a grid of cells, rows from the top.
///
/// A value that knows no terminal: tests read it as text, the terminal shows it.
public struct Frame: Hashable, Sendable {
  /// Cells across.
  public let columns: Int
  /// Cells down.
  public let rows: Int
  /// All cells, row by row from the top; `columns · rows` long.
  public var cells: [Cell]
  /// Where the terminal's own cursor blinks while a line is typed; nil hides it.
  public var caret: Caret?
  /// The pictures in it, the one that is worked on first; each is drawn exactly before the next is.
  public var pictures: [PictureArea] = []

  /// A place on the screen for the terminal's own cursor.
  public struct Caret: Hashable, Sendable {
    /// The column, from 0.
    public var column: Int
    /// The row, from 0.
    public var row: Int

    /// Takes a column and a row.
    public init(column: Int, row: Int) { (self.column, self.row) = (column, row) }
  }

  /// A screen of one cell repeated; both sides must be positive.
  public init(columns: Int, rows: Int, filledWith cell: Cell) {
    precondition(columns > 0 && rows > 0, "a frame needs at least one cell")
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: cell, count: columns * rows)
  }

  /// The whole screen.
  public var bounds: CellRect { CellRect(x: 0, y: 0, width: columns, height: rows) }

  /// A cell, which must lie inside.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      precondition(bounds.contains(column: column, row: row), "the cell lies outside")
      return cells[row * columns + column]
    }
    set {
      precondition(bounds.contains(column: column, row: row), "the cell lies outside")
      cells[row * columns + column] = newValue
    }
  }

  /// One row as text.
  public func text(row: Int) -> String {
    var text = String.UnicodeScalarView()
    for cell in cells[row * columns..<(row + 1) * columns] { text.append(cell.scalar) }
    return String(text)
  }

  /// All rows as text, joined by line feeds, without blanks at the ends of rows.
  public var text: String {
    (0..<rows).map { row in
      var line = text(row: row)
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
