public import Volumes

/// A place given by a user: on the grid in voxels, or in the patient in millimetres.
public enum PathPoint: Hashable, Sendable {
  /// Voxel indices, counted from 0; fractions lie between centres.
  case voxel(GridPoint)
  /// Millimetres, LPS.
  case millimetres(PatientPoint)

  /// The place on a grid.
  public func gridPoint(_ geometry: Geometry) -> GridPoint {
    switch self {
    case .voxel(let point): point
    case .millimetres(let point): geometry.gridPoint(point)
    }
  }
}
