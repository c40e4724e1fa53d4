public import Volumes

/// The voxels on which the synthetic knee is made: all of them, a box of them, or coarser ones.
///
/// The full grid is 200×208×160 voxels of 0.7×0.7×0.9 mm. Its axes run to the patient's right,
/// front and head (letters RAS, right-handed, so that it can be written as a DICOM series) and are
/// oblique: turned by 5.7° about the left–right axis and by 2.8° about the long axis, by rational
/// sines and cosines, so that a mix-up of orientations shows.
public struct PhantomGrid: Hashable, Sendable {
  /// The number of voxels along each axis.
  public let size: GridSize
  /// Where they lie in the patient.
  public let geometry: Geometry
  /// The first voxel and the step on the full grid, so that a part repeats the whole.
  let first: VoxelIndex
  let step: Int

  /// Where the origin of the knee's own frame lies in the patient.
  static let knee = PatientPoint(-92.5, 14.25, -431)

  /// The full grid.
  public static let full = PhantomGrid(
    size: GridSize(200, 208, 160), geometry: fullGeometry, first: VoxelIndex(0, 0, 0), step: 1)

  /// A box of the full grid; its CT and truth labels are those of the full phantom there.
  public static func box(_ box: VoxelBox) -> PhantomGrid {
    let inside = box.intersection(VoxelBox(full.size))
    precondition(!inside.isEmpty, "the box lies outside the phantom")
    return PhantomGrid(
      size: inside.size, geometry: full.geometry.translated(to: inside.lower),
      first: inside.lower, step: 1)
  }

  /// Every n-th voxel of the full grid along each axis, for quick tests.
  public static func every(_ step: Int) -> PhantomGrid {
    precondition(step > 0, "a step is at least 1")
    let size = GridSize(
      (full.size.x - 1) / step + 1, (full.size.y - 1) / step + 1, (full.size.z - 1) / step + 1)
    let columns = full.geometry.columns.scalingColumns(by: SIMD3(repeating: Double(step)))
    let geometry = rightAngled(columns, origin: full.geometry.origin)
    return PhantomGrid(size: size, geometry: geometry, first: VoxelIndex(0, 0, 0), step: step)
  }

  private static let fullGeometry: Geometry = {
    // 399² + 40² = 401² and 840² + 41² = 841².
    let (cosine, sine) = (399.0 / 401, 40.0 / 401)
    let (turn, twist) = (840.0 / 841, 41.0 / 841)
    func turned(_ axis: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(turn * axis.x - twist * axis.y, twist * axis.x + turn * axis.y, axis.z)
    }
    let right = turned([-1, 0, 0])
    let front = turned([0, -cosine, -sine])
    let head = turned([0, -sine, cosine])
    let columns = Matrix3(columns: right, front, head).scalingColumns(by: [0.7, 0.7, 0.9])
    let middle = knee.vector + SIMD3(0, 5, 2)
    return rightAngled(
      columns, origin: PatientPoint(middle - columns * SIMD3(99.5, 103.5, 79.5)))
  }()

  private static func rightAngled(_ columns: Matrix3, origin: PatientPoint) -> Geometry {
    do {
      return try Geometry(columns: columns, origin: origin)
    } catch {
      preconditionFailure("the axes of the phantom are at right angles: \(error.message)")
    }
  }
}
