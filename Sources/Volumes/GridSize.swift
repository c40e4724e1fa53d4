/// The number of voxels along the three axes of a grid.
public struct GridSize: Hashable, Sendable, CustomStringConvertible {
  /// Voxels along i, the fastest axis in memory.
  public var x: Int
  /// Voxels along j.
  public var y: Int
  /// Voxels along k.
  public var z: Int

  /// The most voxels along one axis that any reader accepts.
  public static let greatestSide = 4096
  /// The most voxels that any reader accepts: 2³⁰.
  public static let greatestCount = 1 << 30

  /// Takes three counts.
  public init(_ x: Int, _ y: Int, _ z: Int) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  /// Checks counts that came from outside, before anything is allocated.
  ///
  /// - Returns: nil unless each is 1...4096 and their product at most 2³⁰.
  public init?(checking x: Int, _ y: Int, _ z: Int) {
    let sides = 1...Self.greatestSide
    guard sides.contains(x), sides.contains(y), sides.contains(z),
      x * y * z <= Self.greatestCount
    else { return nil }
    self.init(x, y, z)
  }

  /// All voxels.
  public var count: Int { x * y * z }

  /// The count along axis 0, 1 or 2.
  public subscript(axis: Int) -> Int {
    switch axis {
    case 0: x
    case 1: y
    default: z
    }
  }

  /// Whether an index lies inside.
  @inlinable
  public func contains(_ index: VoxelIndex) -> Bool {
    index.x >= 0 && index.x < x && index.y >= 0 && index.y < y && index.z >= 0 && index.z < z
  }

  /// The place of a voxel in a flat array, x fastest; the index must lie inside.
  @inlinable
  public func offset(_ index: VoxelIndex) -> Int {
    (index.z &* y &+ index.y) &* x &+ index.x
  }

  /// The voxel at a place of a flat array.
  @inlinable
  public func index(_ offset: Int) -> VoxelIndex {
    VoxelIndex(offset % x, offset / x % y, offset / (x * y))
  }

  /// The text form.
  public var description: String { "\(x)×\(y)×\(z)" }
}
