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
