internal import Volumes

/// The search for the middle of a bone.
enum MiddleVoxel {
  /// The voxel of a value that lies nearest to the mean of all of them in mm; nil when there is none.
  ///
  /// A bone may be bent round its mean, as the head of a fibula is round nothing; the answer is always
  /// a voxel of it. Two passes over the box; of voxels at the same distance the first counts.
  static func of(_ value: UInt8, in volume: Volume<UInt8>, within box: VoxelBox) -> VoxelIndex? {
    let (size, voxels) = (volume.size, volume.voxels.span)
    var (count, sumX, sumY, sumZ) = (0, 0, 0, 0)
    for z in box.lower.z..<box.upper.z {
      for y in box.lower.y..<box.upper.y {
        let row = (z &* size.y &+ y) &* size.x
        for x in box.lower.x..<box.upper.x where voxels[row &+ x] == value {
          count &+= 1
          sumX &+= x
          sumY &+= y
          sumZ &+= z
        }
      }
    }
    guard count > 0 else { return nil }
    let mean = SIMD3(Double(sumX), Double(sumY), Double(sumZ)) / Double(count)
    let spacing = volume.geometry.spacing
    var best = (x: 0, y: 0, z: 0)
    var least = Double.infinity
    for z in box.lower.z..<box.upper.z {
      let dz = (Double(z) - mean.z) * spacing.z
      for y in box.lower.y..<box.upper.y {
        let dy = (Double(y) - mean.y) * spacing.y
        let row = (z &* size.y &+ y) &* size.x
        for x in box.lower.x..<box.upper.x where voxels[row &+ x] == value {
          let dx = (Double(x) - mean.x) * spacing.x
          let distance = dx * dx + dy * dy + dz * dz
          if distance < least {
            least = distance
            best = (x, y, z)
          }
        }
      }
    }
    return VoxelIndex(best.x, best.y, best.z)
  }
}
