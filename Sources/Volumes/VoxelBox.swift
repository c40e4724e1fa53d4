/// A box of voxels: `lower` is inside, `upper` is one beyond.
public struct VoxelBox: Hashable, Sendable {
  /// The first voxel.
  public var lower: VoxelIndex
  /// One beyond the last voxel along each axis.
  public var upper: VoxelIndex

  /// Takes the first voxel and one beyond the last.
  public init(lower: VoxelIndex, upper: VoxelIndex) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// The whole of a grid.
  public init(_ size: GridSize) {
    self.init(lower: VoxelIndex(0, 0, 0), upper: VoxelIndex(size.x, size.y, size.z))
  }

  /// Whether no voxel lies inside.
  public var isEmpty: Bool {
    upper.x <= lower.x || upper.y <= lower.y || upper.z <= lower.z
  }

  /// The number of voxels along each axis; zeros when empty.
  public var size: GridSize {
    isEmpty
      ? GridSize(0, 0, 0)
      : GridSize(upper.x - lower.x, upper.y - lower.y, upper.z - lower.z)
  }

  /// Whether a voxel lies inside.
  public func contains(_ index: VoxelIndex) -> Bool {
    index.x >= lower.x && index.x < upper.x && index.y >= lower.y && index.y < upper.y
      && index.z >= lower.z && index.z < upper.z
  }

  /// The part that lies in both.
  public func intersection(_ other: VoxelBox) -> VoxelBox {
    VoxelBox(
      lower: VoxelIndex(
        max(lower.x, other.lower.x), max(lower.y, other.lower.y), max(lower.z, other.lower.z)),
      upper: VoxelIndex(
        min(upper.x, other.upper.x), min(upper.y, other.upper.y), min(upper.z, other.upper.z)))
  }

  /// The smallest box around both; an empty box adds nothing.
  public func union(_ other: VoxelBox) -> VoxelBox {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return VoxelBox(
      lower: VoxelIndex(
        min(lower.x, other.lower.x), min(lower.y, other.lower.y), min(lower.z, other.lower.z)),
      upper: VoxelIndex(
        max(upper.x, other.upper.x), max(upper.y, other.upper.y), max(upper.z, other.upper.z)))
  }

  /// The box grown by `voxels` on every side.
  public func grown(by voxels: Int) -> VoxelBox {
    VoxelBox(
      lower: VoxelIndex(lower.x - voxels, lower.y - voxels, lower.z - voxels),
      upper: VoxelIndex(upper.x + voxels, upper.y + voxels, upper.z + voxels))
  }
}

extension VoxelBox {
  /// Holds nothing.
  public static let empty = VoxelBox(lower: VoxelIndex(0, 0, 0), upper: VoxelIndex(0, 0, 0))
}
