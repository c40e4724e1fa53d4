public import Volumes

/// The letters at the four edges of a view: towards which side of the patient each points.
public struct EdgeLetters: Hashable, Sendable {
  /// At the left edge.
  public let left: String
  /// At the right edge.
  public let right: String
  /// At the upper edge.
  public let top: String
  /// At the lower edge.
  public let bottom: String

  /// Takes the directions in the patient (LPS) in which the screen runs to the right and down.
  public init(right: SIMD3<Double>, down: SIMD3<Double>) {
    left = DirectionLetters.of(-right)
    self.right = DirectionLetters.of(right)
    top = DirectionLetters.of(-down)
    bottom = DirectionLetters.of(down)
  }

  /// The letters of a plane; an oblique grid gets compound ones such as "RA".
  public init(_ axes: PlaneAxes, _ geometry: Geometry) {
    self.init(
      right: geometry.direction[axes.across] * (axes.acrossFlipped ? -1 : 1),
      down: geometry.direction[axes.down] * (axes.downFlipped ? -1 : 1))
  }
}
