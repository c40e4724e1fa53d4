public import Meshing
public import Reviewing
public import Volumes

/// Surfaces to be measured against those of the AI's labels, in the background.
public struct ChangeJob: Sendable {
  /// The surfaces as they are shown, by bone.
  public let surfaces: [UInt8: ShownSurface]
  /// The AI's surfaces that were made before, by bone; they never change.
  public let references: [UInt8: SurfaceDistance]
  /// The AI's labels, compressed.
  public let ai: BrickedLabels
  /// Where they lie.
  public let geometry: Geometry

  /// Takes everything.
  public init(
    surfaces: [UInt8: ShownSurface], references: [UInt8: SurfaceDistance], ai: BrickedLabels,
    geometry: Geometry
  ) {
    (self.surfaces, self.references) = (surfaces, references)
    (self.ai, self.geometry) = (ai, geometry)
  }
}

/// A bone's surface measured against the AI's.
public struct MeasuredChange: Sendable {
  /// The AI's surface, to be kept for the next time.
  public let reference: SurfaceDistance
  /// How far the surface lies from it.
  public let change: SurfaceChange

  /// Measures a surface.
  public init(of surface: ShownSurface, from reference: SurfaceDistance) {
    self.reference = reference
    change = SurfaceChange(of: surface, from: reference)
  }
}
