extension VirtualScreen {
  /// The cell in a column and row; a blank one outside the screen.
  public func cell(_ x: Int, _ y: Int) -> VirtualCell {
    guard (0..<columns).contains(x), (0..<rows).contains(y) else { return VirtualCell() }
    return cells[y * columns + x]
  }

  /// The colour of a pixel, two of which lie in a cell; nil where the cell shows something else than
  /// a space or a block, and outside the screen.
  public func pixel(_ x: Int, _ y: Int) -> VirtualColour? {
    guard (0..<columns).contains(x), (0..<(2 * rows)).contains(y) else { return nil }
    return cell(x, y / 2).halves.map { y % 2 == 0 ? $0.upper : $0.lower }
  }

  /// A row's characters without the spaces at its end.
  public func text(row: Int) -> String {
    guard (0..<rows).contains(row) else { return "" }
    var text = String.UnicodeScalarView()
    for cell in cells[(row * columns)..<((row + 1) * columns)] where cell.scalar != "\0" {
      text.append(cell.scalar)
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// All rows, each without the spaces at its end.
  public var text: String { (0..<rows).map { text(row: $0) }.joined(separator: "\n") }

  /// The first row that holds a text.
  public func row(containing text: String) -> Int? { place(of: text)?.y }

  /// Where a text begins, in the first row that holds it.
  public func place(of text: String) -> Place? {
    let wanted = Array(text.unicodeScalars)
    guard !wanted.isEmpty else { return nil }
    for y in 0..<rows {
      // Columns and characters differ where a wide one stands, so both are kept.
      let shown = (0..<columns).filter { cell($0, y).scalar != "\0" }
      guard shown.count >= wanted.count else { continue }
      for start in 0...(shown.count - wanted.count)
      where wanted.indices.allSatisfy({ cell(shown[start + $0], y).scalar == wanted[$0] }) {
        return Place(x: shown[start], y: y)
      }
    }
    return nil
  }

  /// Whether a row holds a text.
  public func contains(_ text: String) -> Bool { place(of: text) != nil }
}
