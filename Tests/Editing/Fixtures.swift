import Editing
import Volumes

/// A small oblique, anisotropic, left-handed grid, so that no test passes by luck of the axes.
enum Fixtures {
  static let size = GridSize(17, 13, 11)

  static func geometry() throws -> Geometry {
    try Geometry(
      spacing: [0.7, 0.9, 1.3], origin: PatientPoint(-12, 40, 7),
      direction: Matrix3(columns: [-0.96, 0.28, 0], [0.28, 0.96, 0], [0, 0, 1]))
  }

  static func labels(filledWith value: UInt8 = 0) throws -> LabelMap {
    LabelMap(
      volume: Volume(size: size, geometry: try geometry(), filledWith: value), table: .knee)
  }

  /// HU rises by one from voxel to voxel, from -1000.
  static func ct() throws -> Volume<Int16> {
    Volume(
      size: size, geometry: try geometry(),
      voxels: (0..<size.count).map { Int16($0 - 1000) })
  }

  static func situation(
    bone: UInt8 = 1, brush: Brush = Brush(), plane: Plane = .axial,
    rules: PaintRules = PaintRules(),
    ct: Volume<Int16>? = nil
  ) -> EditingSituation {
    EditingSituation(bone: bone, brush: brush, plane: plane, rules: rules, ct: ct)
  }
}
