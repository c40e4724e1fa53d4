internal import Volumes

/// A plane in which a surface ends because the edge of the volume cut it there.
struct CutPlane: Sendable {
  /// A unit vector that points out of the volume.
  let normal: SIMD3<Double>
  /// The height of the plane along `normal` in mm.
  let offset: Double
  /// How far 32-bit positions may miss the plane, in mm.
  let tolerance: Double

  /// The plane half a voxel beyond the last voxel centres at a face of a volume.
  init(_ face: VolumeFace, of size: GridSize, _ geometry: Geometry) {
    let columns = geometry.columns
    let (i, j, k) = (columns[0], columns[1], columns[2])
    let (normal, isUpper, corner, spacing) =
      switch face {
      case .x0: (cross(j, k), false, SIMD3(-0.5, 0, 0), geometry.spacing.x)
      case .x1: (cross(j, k), true, SIMD3(Double(size.x) - 0.5, 0, 0), geometry.spacing.x)
      case .y0: (cross(k, i), false, SIMD3(0, -0.5, 0), geometry.spacing.y)
      case .y1: (cross(k, i), true, SIMD3(0, Double(size.y) - 0.5, 0), geometry.spacing.y)
      case .z0: (cross(i, j), false, SIMD3(0, 0, -0.5), geometry.spacing.z)
      case .z1: (cross(i, j), true, SIMD3(0, 0, Double(size.z) - 0.5), geometry.spacing.z)
      }
    let outward = (isUpper != geometry.isLeftHanded ? normal : -normal) / length(normal)
    self.normal = outward
    offset = dot(outward, geometry.point(GridPoint(corner)).vector)
    tolerance = 1e-3 * spacing
  }

  /// How far a place lies outside, in mm; negative inside.
  @inline(__always)
  func height(of place: SIMD3<Double>) -> Double { dot(normal, place) - offset }
}
