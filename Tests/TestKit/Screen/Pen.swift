/// What the next character is drawn with, and all that `ESC 7` keeps.
struct Pen: Sendable {
  /// A character set that was chosen for G0 or G1.
  enum CharacterSet { case usual, lines }

  var cell = VirtualCell()
  var place = VirtualScreen.Place(x: 0, y: 0)
  var isWrapPending = false
  var sets: [CharacterSet] = [.usual, .usual]
  var shift = 0

  /// The character shown for one that was sent: in the line-drawing set small letters are lines.
  func translated(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard sets[shift] == .lines, (0x5F...0x7E).contains(scalar.value) else { return scalar }
    return Self.lines[Int(scalar.value) - 0x5F]
  }

  // DEC special graphics, from `_` to `~`.
  private static let lines = Array(
    "\u{A0}◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)
}
