extension VoxelBox {
  /// The voxel in the middle, the lower one of two; the box must not be empty.
  public var centre: VoxelIndex {
    VoxelIndex(
      (lower.x + upper.x - 1) / 2, (lower.y + upper.y - 1) / 2, (lower.z + upper.z - 1) / 2)
  }
}
