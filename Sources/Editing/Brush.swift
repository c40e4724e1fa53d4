/// The shape and size of what a stroke leaves.
public struct Brush: Hashable, Sendable {
  /// The shape around each point of the path.
  public enum Shape: String, Hashable, Sendable, CaseIterable {
    /// Round, in the current plane.
    case disc
    /// Round in three dimensions.
    case ball
    /// A square along the voxel axes of the current plane.
    case square
  }

  /// The shape.
  public var shape: Shape
  /// The diameter, or the side of the square, in mm.
  public var diameter: Double

  /// The sizes a brush may have, in mm.
  public static let diameters = 0.1...200.0

  /// A disc of 2 mm unless said otherwise.
  public init(shape: Shape = .disc, diameter: Double = 2) {
    self.shape = shape
    self.diameter = diameter
  }

  /// Such as "disc 2 mm".
  public var words: String { "\(shape.rawValue) \(millimetres(diameter))" }
}

/// A length in mm without needless decimals, such as "4 mm" or "2.5 mm".
public func millimetres(_ value: Double) -> String {
  let tenths = (value * 100).rounded() / 100
  return tenths == tenths.rounded() ? "\(Int(tenths)) mm" : "\(tenths) mm"
}
