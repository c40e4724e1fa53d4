public import Volumes

/// Simple bodies with known answers: a voxel is 1 where its centre lies inside, else 0.
///
/// All lengths and places are in patient millimetres, LPS, whatever the grid.
public enum Shapes {
  /// A ball, of volume 4/3 π r³ and area 4 π r².
  public static func ball(
    size: GridSize, geometry: Geometry, centre: PatientPoint, radiusMM: Double
  ) -> Volume<UInt8> {
    fill(size, geometry) { x, y, z in
      x * x + y * y + z * z <= radiusMM * radiusMM
    } about: {
      centre
    }
  }

  /// A torus about the patient's long axis, of volume 2 π² R r² and area 4 π² R r.
  public static func torus(
    size: GridSize, geometry: Geometry, centre: PatientPoint, ringRadiusMM: Double,
    tubeRadiusMM: Double
  ) -> Volume<UInt8> {
    fill(size, geometry) { x, y, z in
      let off = (x * x + y * y).squareRoot() - ringRadiusMM
      return off * off + z * z <= tubeRadiusMM * tubeRadiusMM
    } about: {
      centre
    }
  }

  /// A box of voxels.
  public static func box(size: GridSize, geometry: Geometry, box: VoxelBox) -> Volume<UInt8> {
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    let inside = box.intersection(VoxelBox(size))
    guard !inside.isEmpty else { return volume }
    for z in inside.lower.z..<inside.upper.z {
      for y in inside.lower.y..<inside.upper.y {
        let row = size.offset(VoxelIndex(0, y, z))
        for x in inside.lower.x..<inside.upper.x { volume.voxels[row + x] = 1 }
      }
    }
    return volume
  }

  private static func fill(
    _ size: GridSize, _ geometry: Geometry, _ isInside: (Double, Double, Double) -> Bool,
    about centre: () -> PatientPoint
  ) -> Volume<UInt8> {
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    let (i, j, k) = geometry.columns.columns
    let corner = geometry.origin.vector - centre().vector
    var at = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        let start = corner + Double(y) * j + Double(z) * k
        let (sx, sy, sz) = (start.x, start.y, start.z)
        let (ix, iy, iz) = (i.x, i.y, i.z)
        for x in 0..<size.x {
          let along = Double(x)
          if isInside(sx + along * ix, sy + along * iy, sz + along * iz) { volume.voxels[at] = 1 }
          at += 1
        }
      }
    }
    return volume
  }
}
