/// The size of a cell in pixels.
public nonisolated struct CellPixels: Hashable, Sendable {
  /// Pixels across.
  public var width: Double
  /// Pixels down.
  public var height: Double

  /// Takes both; nil for what no font has.
  public init?(width: Double, height: Double) {
    guard (1...500).contains(width), (1...500).contains(height) else { return nil }
    (self.width, self.height) = (width, height)
  }

  /// How many times taller than wide a cell is, 1.5...3: pictures must not be distorted by an answer
  /// that is wrong.
  public var aspect: Double { min(3, max(1.5, height / width)) }

  /// The aspect where nobody tells; most fonts are close to it.
  public static let usualAspect = 2.0
}
