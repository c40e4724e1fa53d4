internal import Glibc

extension Frame {
  /// Whether a row has the same cells as in another frame of the same width.
  ///
  /// Cells are 12 bytes without a gap, so rows are compared as bytes.
  public func hasSameRow(_ row: Int, as other: Frame) -> Bool {
    guard columns == other.columns, row >= 0, row < min(rows, other.rows) else { return false }
    let size = MemoryLayout<Cell>.stride * columns
    return cells.withUnsafeBytes { one in
      other.cells.withUnsafeBytes { two in
        guard let first = one.baseAddress, let second = two.baseAddress else { return false }
        return memcmp(first + row * size, second + row * size, size) == 0
      }
    }
  }
}
