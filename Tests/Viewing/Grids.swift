import Volumes

/// Small grids that lie in the patient in every way that matters: upright, flipped, permuted, oblique.
enum Grids {
  /// 9×11×7 voxels: a different odd count along each axis.
  static let size = GridSize(9, 11, 7)
  /// A different spacing along each axis, in mm.
  static let spacing = SIMD3<Double>(0.7, 0.5, 1.1)

  /// The ways to lie, by name.
  static let names = ["LPS", "RAS", "SLA", "PIR", "oblique", "oblique RAS"]

  /// The grid of a name.
  static func geometry(_ name: String) throws -> Geometry {
    let (l, p, s) = (SIMD3<Double>(1, 0, 0), SIMD3<Double>(0, 1, 0), SIMD3<Double>(0, 0, 1))
    // Turned by about 17° about S and 10° about what was L.
    let u = SIMD3<Double>(0.96, 0.28, 0)
    let v = SIMD3<Double>(-0.28 * 0.985, 0.96 * 0.985, 0.1726)
    let w = cross(u, v)
    let columns: [SIMD3<Double>] =
      switch name {
      case "LPS": [l, p, s]
      case "RAS": [-l, -p, s]
      case "SLA": [s, l, -p]
      case "PIR": [p, -s, -l]
      case "oblique": [u, v / length(v), w / length(w)]
      default: [-u, -v / length(v), w / length(w)]
      }
    return try Geometry(
      spacing: spacing, origin: PatientPoint(-31, 250, 812),
      direction: Matrix3(columns: columns[0], columns[1], columns[2]))
  }

  /// The voxel nearest to the grid's middle moved by `offset` mm, LPS.
  static func voxel(_ geometry: Geometry, _ offset: SIMD3<Double>) -> VoxelIndex? {
    let middle = geometry.point(GridPoint(4, 5, 3))
    return geometry.gridPoint(PatientPoint(middle.vector + offset)).nearestIndex
  }
}
