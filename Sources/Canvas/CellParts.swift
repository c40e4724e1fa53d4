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
