internal import Canvas

/// Text in one colour.
struct TextPiece {
  /// The text; each character takes one column.
  var text: String
  /// Its colour.
  var colour: Colour
  /// What lies behind; nil keeps what is there.
  var background: Colour?
  /// How it is drawn.
  var style: Cell.Style = []

  /// Takes text and colours.
  init(
    _ text: String, _ colour: Colour, on background: Colour? = nil, style: Cell.Style = []
  ) {
    (self.text, self.colour, self.background, self.style) = (text, colour, background, style)
  }

  /// The columns it takes.
  var width: Int { text.columnCount }
}

extension Frame {
  /// Writes pieces one behind the other; what does not fit into `width` columns is left out.
  ///
  /// - Returns: the column behind the last one written.
  @discardableResult
  mutating func write(_ pieces: [TextPiece], x: Int, y: Int, width: Int) -> Int {
    var column = x
    for piece in pieces {
      let room = x + width - column
      guard room > 0 else { break }
      column = write(
        piece.text, x: column, y: y, piece.colour, on: piece.background, style: piece.style,
        width: room)
    }
    return column
  }
}

extension String {
  /// How many characters there are; counting bytes is enough where all are ASCII.
  var columnCount: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : count }

  /// The text within a number of columns; "…" at the end when some of it is left out.
  func clipped(to width: Int) -> String {
    guard columnCount > width else { return self }
    return width < 1 ? "" : prefix(width - 1) + "…"
  }

  /// The text with blanks behind it, clipped when it is longer.
  func padded(to width: Int) -> String {
    let text = clipped(to: width)
    return text + String(repeating: " ", count: max(0, width - text.columnCount))
  }

  /// The text with blanks before it, clipped when it is longer.
  func leftPadded(to width: Int) -> String {
    let text = clipped(to: width)
    return String(repeating: " ", count: max(0, width - text.columnCount)) + text
  }
}
