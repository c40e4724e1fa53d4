public import Volumes

/// Label maps of simple bodies whose volume and form are known by formula.
public enum Shapes {
  /// A ball: the voxels whose centres lie within `radius` mm of `centre`.
  public static func ball(
    size: GridSize, geometry: Geometry, centre: PatientPoint, radius: Double, value: UInt8 = 1
  ) -> Volume<UInt8> {
    filled(size, geometry, value) { length($0 - centre.vector) <= radius }
  }

  /// A ring lying in the patient's axial plane, its tube `tube` mm thick in radius.
  public static func torus(
    size: GridSize, geometry: Geometry, centre: PatientPoint, radius: Double, tube: Double,
    value: UInt8 = 1
  ) -> Volume<UInt8> {
    filled(size, geometry, value) { place in
      let d = place - centre.vector
      let around = (d.x * d.x + d.y * d.y).squareRoot() - radius
      return around * around + d.z * d.z <= tube * tube
    }
  }

  /// A box of voxels.
  public static func box(
    size: GridSize, geometry: Geometry, box: VoxelBox, value: UInt8 = 1
  ) -> Volume<UInt8> {
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    for offset in 0..<size.count where box.contains(size.index(offset)) {
      volume.voxels[offset] = value
    }
    return volume
  }

  private static func filled(
    _ size: GridSize, _ geometry: Geometry, _ value: UInt8, _ isInside: (SIMD3<Double>) -> Bool
  ) -> Volume<UInt8> {
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    for offset in 0..<size.count where isInside(geometry.point(size.index(offset)).vector) {
      volume.voxels[offset] = value
    }
    return volume
  }
}
