internal import Editing
internal import Volumes

/// The voxels that the brush reaches when it is put down at a voxel.
///
/// The rule is that of `StrokeCoverage` for a path of one point, asked voxel by voxel, because a pane
/// needs one section of a ball and not all of it.
struct Dab {
  /// The voxel in the middle.
  let centre: VoxelIndex
  /// The most voxels along each axis that the brush reaches from the middle.
  let reach: SIMD3<Double>

  private let shape: Brush.Shape
  private let radius: Double
  private let through: Int
  private let columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  private let spacing: SIMD3<Double>

  /// Puts a brush down at a voxel, in a plane for disc and square.
  init(at centre: VoxelIndex, brush: Brush, plane: Plane, geometry: Geometry) {
    self.centre = centre
    shape = brush.shape
    // As a stroke does: a voxel centre exactly on the rim counts.
    radius = brush.diameter / 2 + 1e-6
    through = PlaneAxes(plane, geometry).through
    columns = geometry.columns.columns
    spacing = geometry.spacing
    reach = (radius / spacing) * 1.02 + 1
  }

  /// Whether the brush reaches a voxel.
  func contains(_ voxel: VoxelIndex) -> Bool {
    let offset = SIMD3(
      Double(voxel.x - centre.x), Double(voxel.y - centre.y), Double(voxel.z - centre.z))
    switch shape {
    case .ball: return isNear(offset)
    case .disc: return offset[through] == 0 && isNear(offset)
    case .square:
      for axis in 0..<3 where abs(offset[axis]) * spacing[axis] > (axis == through ? 0 : radius) {
        return false
      }
      return true
    }
  }

  private func isNear(_ offset: SIMD3<Double>) -> Bool {
    let place = columns.0 * offset.x + columns.1 * offset.y + columns.2 * offset.z
    return (place * place).sum() <= radius * radius
  }
}
