/// A surface of triangles in the patient.
///
/// Positions are millimetres, LPS. Three indices a triangle, counter-clockwise seen from outside.
public struct Mesh: Hashable, Sendable {
  /// The corners in mm, LPS.
  public var positions: [SIMD3<Float>]
  /// Indices into `positions`, three a triangle.
  public var triangles: [UInt32]

  /// Takes corners and triangles.
  public init(positions: [SIMD3<Float>] = [], triangles: [UInt32] = []) {
    self.positions = positions
    self.triangles = triangles
  }

  /// The number of triangles.
  public var triangleCount: Int { triangles.count / 3 }
}
