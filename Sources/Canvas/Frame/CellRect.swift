/// A rectangle of cells.
public struct CellRect: Hashable, Sendable {
  /// The leftmost column, from 0.
  public var x: Int
  /// The uppermost row, from 0.
  public var y: Int
  /// Columns; never negative.
  public var width: Int
  /// Rows; never negative.
  public var height: Int

  /// Takes a corner and a size; negative sizes become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y) = (x, y)
    (self.width, self.height) = (max(0, width), max(0, height))
  }

  /// Whether it holds no cell.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// The column behind the last.
  public var right: Int { x + width }

  /// The row behind the last.
  public var bottom: Int { y + height }

  /// Whether a cell lies in it.
  public func contains(column: Int, row: Int) -> Bool {
    column >= x && column < right && row >= y && row < bottom
  }

  /// The rectangle without `margin` cells at each side.
  public func inset(by margin: Int) -> CellRect {
    CellRect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }
}
