import Meshing
import Volumes

/// Small volumes for the tests of this folder.
enum Shapes {
  /// Anisotropic, 0.4 × 0.5 × 0.8 mm, away from the origin.
  static func anisotropic() throws -> Geometry {
    try Geometry(spacing: [0.4, 0.5, 0.8], origin: PatientPoint(-35.5, 120.25, -410.75))
  }

  /// Turned about two axes; the third axis is reversed when `isLeftHanded`.
  static func oblique(isLeftHanded: Bool) throws -> Geometry {
    let (c, s) = (0.8, 0.6)
    let first = SIMD3(c, s, 0)
    let second = SIMD3(-s * c, c * c, s)
    let third = cross(first, second) * (isLeftHanded ? -1 : 1)
    return try Geometry(
      spacing: [0.4, 0.5, 0.8], origin: PatientPoint(-35.5, 120.25, -410.75),
      direction: Matrix3(columns: first, second, third))
  }

  /// A volume whose voxels are given by a function.
  static func volume(
    _ size: GridSize, _ geometry: Geometry = .unit, _ value: (VoxelIndex) -> UInt8
  ) -> Volume<UInt8> {
    Volume(
      size: size, geometry: geometry, voxels: (0..<size.count).map { value(size.index($0)) })
  }

  /// Value 1 at the given voxels, 0 elsewhere.
  static func volume(
    _ size: GridSize, _ geometry: Geometry = .unit, inside voxels: [VoxelIndex]
  ) -> Volume<UInt8> {
    volume(size, geometry) { voxels.contains($0) ? 1 : 0 }
  }

  /// A ball of value 1, radius in voxels, about the middle of the grid.
  static func ball(_ size: GridSize, _ geometry: Geometry = .unit, radius: Double) -> Volume<UInt8>
  {
    volume(size, geometry) { index in
      let d = [(index.x, size.x), (index.y, size.y), (index.z, size.z)].map {
        Double($0.0) - Double($0.1 - 1) / 2
      }
      return d.reduce(0) { $0 + $1 * $1 } <= radius * radius ? 1 : 0
    }
  }

  /// A tetrahedron with edges along the axes and volume 1/6, outward.
  static let tetrahedron = Mesh(
    positions: [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
    triangles: [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3])

  /// Two meshes as one, nothing joined.
  static func together(_ a: Mesh, _ b: Mesh) -> Mesh {
    Mesh(
      positions: a.positions + b.positions,
      triangles: a.triangles + b.triangles.map { $0 + UInt32(a.positions.count) })
  }

  /// A mesh moved by a vector in mm.
  static func moved(_ mesh: Mesh, by vector: SIMD3<Float>) -> Mesh {
    Mesh(positions: mesh.positions.map { $0 + vector }, triangles: mesh.triangles)
  }
}
