internal import Canvas

/// Patterns that tell labels and heat apart where colours cannot: fixed to the screen, so that they stand
/// still while slices go by, and open, so that the CT is seen between their lines.
///
/// Every line has a dark edge; without it, it would be lost in the dither of bright bone.
enum Hatch {
  /// What a pattern does with a pixel.
  enum Mark {
    /// The pixel stays as it is.
    case none
    /// A line of the label's colour.
    case line
    /// The dark edge of a line.
    case edge
  }

  /// The pixels after which all patterns begin again.
  static let period = 8
  /// The signs of the patterns in the order of the colours' roles, from 1.
  static let signs: [Unicode.Scalar] = ["/", "\\", "|", "-", "·", "x", "+", "="]

  /// The patterns by role (from 0), row and column, 8 × 8 each.
  ///
  /// Bones are a few pixels wide at the first view: no line is so far from the next that one has none.
  static let labels: [Mark] = (0..<signs.count).flatMap { role in
    table(edges: role < 2 ? around : behind) { x, y in
      switch role {
      case 0: (x + y) % 8 == 7
      case 1: (x - y + 8) % 8 == 0
      case 2: x % 4 == 1
      case 3: y % 4 == 1
      case 4: x % 4 == 1 && y % 4 == 1
      case 5: (x + y) % 8 == 7 || x == y
      case 6: x == 3 || y == 3
      default: y == 1 || y == 3
      }
    }
  }

  /// The marks of heat, 8 × 8 each: from the first iso-level on one square, from the second on two.
  static let heat: [Mark] = [1, 2].flatMap { count in
    table(edges: around) { x, y in
      (x == 1 || x == 2) && (y == 1 || y == 2)
        || count == 2 && (x == 5 || x == 6) && (y == 5 || y == 6)
    }
  }

  private static let around = [(-1, 0), (1, 0), (0, -1), (0, 1)]
  private static let behind = [(-1, 0), (0, -1)]

  /// The sign of a colour's role.
  static func sign(role: Int) -> Unicode.Scalar { signs[place(role)] }

  /// Where the pattern of a role begins in `labels`.
  static func start(role: Int) -> Int { place(role) * period * period }

  /// Any number has a pattern.
  private static func place(_ role: Int) -> Int {
    let place = (role - 1) % signs.count
    return place < 0 ? place + signs.count : place
  }

  /// A pattern from the rule for its lines; what lies beside a line is its edge.
  private static func table(
    edges: [(Int, Int)], _ isLine: (Int, Int) -> Bool
  ) -> [Mark] {
    var marks: [Mark] = []
    for y in 0..<period {
      for x in 0..<period {
        let isEdge = edges.contains { dx, dy in
          isLine((x + dx + period) % period, (y + dy + period) % period)
        }
        marks.append(isLine(x, y) ? .line : isEdge ? .edge : .none)
      }
    }
    return marks
  }
}
