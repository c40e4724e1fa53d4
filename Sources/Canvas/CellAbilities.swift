/// What the cells of a screen can show of a picture.
public struct CellAbilities: Hashable, Sendable {
  /// How many colours there are.
  public var depth: ColourDepth
  /// The pixels of a cell in pictures that are smaller than the data.
  public var parts: CellParts

  /// Takes both; by default 24 bits and two pixels a cell.
  public init(depth: ColourDepth = .rgb, parts: CellParts = .halves) {
    (self.depth, self.parts) = (depth, parts)
  }

  /// Whether labels and heat are told apart by patterns, as colours alone cannot do it.
  public var usesMarks: Bool { depth == .indexed16 || depth == .mono }
}

/// Into which parts a cell of a picture is divided, which share two colours.
public enum CellParts: String, Hashable, Sendable, CaseIterable {
  /// Two, one above the other, each of its own colour: exact.
  case halves = "off"
  /// Two by two.
  case quadrants = "quadrant"
  /// Two across, three down.
  case sextants = "sextant"

  /// The parts side by side.
  public var across: Int { self == .halves ? 1 : 2 }
  /// The parts one above the other.
  public var down: Int { self == .sextants ? 3 : 2 }
}
