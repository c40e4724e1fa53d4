internal import Canvas

/// One line of parts of which the least important are left out where the room ends.
struct FittedLine {
  /// A part of the line.
  struct Part {
    /// What it says.
    var pieces: [TextPiece]
    /// How soon it is left out: the greatest first, those of one rank together, 0 never.
    var rank: Int
    /// Blanks before it, unless it is the first.
    var gap = 2
    /// Whether it stands at the right end.
    var isAtEnd = false

    /// The columns it takes.
    var width: Int { pieces.reduce(0) { $0 + $1.width } }
  }

  /// The parts that stand at the left.
  private(set) var start: [TextPiece] = []
  /// The parts that stand at the right end.
  private(set) var end: [TextPiece] = []

  /// Chooses the parts that fit into `width` columns.
  init(_ parts: [Part], width: Int) {
    var kept = parts.filter { $0.width > 0 }
    while Self.width(kept) > width, let worst = kept.map(\.rank).max(), worst > 0 {
      kept.removeAll { $0.rank == worst }
    }
    start = Self.joined(kept.filter { !$0.isAtEnd })
    end = Self.joined(kept.filter(\.isAtEnd))
  }

  /// The columns of the parts at the left.
  var startWidth: Int { start.reduce(0) { $0 + $1.width } }

  /// The columns of the parts at the right end.
  var endWidth: Int { end.reduce(0) { $0 + $1.width } }

  private static func width(_ parts: [Part]) -> Int {
    let sides = [parts.filter { !$0.isAtEnd }, parts.filter(\.isAtEnd)]
    let widths = sides.map { joined($0).reduce(0) { $0 + $1.width } }
    return widths[0] + widths[1] + (widths[0] > 0 && widths[1] > 0 ? 2 : 0)
  }

  private static func joined(_ parts: [Part]) -> [TextPiece] {
    var pieces: [TextPiece] = []
    for part in parts {
      if !pieces.isEmpty, part.gap > 0 {
        pieces.append(TextPiece(String(repeating: " ", count: part.gap), .white))
      }
      pieces += part.pieces
    }
    return pieces
  }

  /// Draws the line into a row.
  func draw(into frame: inout Frame, x: Int, y: Int, width: Int) {
    let room = width - (endWidth > 0 ? endWidth + 1 : 0)
    frame.write(start, x: x, y: y, width: max(0, room))
    frame.write(end, x: x + max(0, width - endWidth), y: y, width: min(width, endWidth))
  }
}
