public import Volumes

/// The bricks of 32³ cells that a volume's surfaces are made in.
///
/// A cell is named by its lowest corner, from -1 on, since the surface closes outside the volume. Brick
/// (b, c, d) owns the cells from 32·(b, c, d) on; brick -1 has only the cells at -1.
public struct BrickGrid: Hashable, Sendable {
  /// Cells along each axis of a brick.
  public static let side = 32
  /// How far an edit reaches: the field's reach and a cell.
  static let reach = SurfaceField.reach + 1

  /// Bricks along each axis.
  let counts: GridSize

  /// The bricks of a volume of a size.
  public init(_ size: GridSize) {
    func count(_ voxels: Int) -> Int { (voxels + Self.side - 1) / Self.side + 1 }
    counts = GridSize(count(size.x), count(size.y), count(size.z))
  }

  /// The number of a brick; numbers rise with x, then y, then z.
  @inline(__always)
  func key(_ brick: VoxelIndex) -> Int {
    ((brick.z &+ 1) &* counts.y &+ brick.y &+ 1) &* counts.x &+ brick.x &+ 1
  }

  /// The place of a number.
  @inline(__always)
  func brick(_ key: Int) -> VoxelIndex {
    VoxelIndex(
      key % counts.x &- 1, key / counts.x % counts.y &- 1, key / (counts.x &* counts.y) &- 1)
  }

  /// The bricks that can hold a part of the surface around voxels of a box, or of what their change
  /// moves; in the order of their numbers.
  func keys(touchedBy box: VoxelBox) -> [Int] {
    guard !box.isEmpty else { return [] }
    func range(_ low: Int, _ high: Int, _ count: Int) -> Range<Int> {
      let first = max(-1, (low - Self.reach) >> 5)
      return first..<max(first, min(count - 1, ((high + Self.reach - 1) >> 5) + 1))
    }
    let xs = range(box.lower.x, box.upper.x, counts.x)
    let ys = range(box.lower.y, box.upper.y, counts.y)
    let zs = range(box.lower.z, box.upper.z, counts.z)
    return zs.flatMap { z in ys.flatMap { y in xs.map { key(VoxelIndex($0, y, z)) } } }
  }

  /// The voxels that the bricks touched by a box are made from; may reach outside the volume.
  public func voxels(neededFor box: VoxelBox) -> VoxelBox {
    guard !box.isEmpty else { return .empty }
    func low(_ value: Int) -> Int { ((value - Self.reach) >> 5) * Self.side - Self.reach }
    func high(_ value: Int) -> Int {
      (((value + Self.reach - 1) >> 5) + 1) * Self.side + Self.reach + 1
    }
    return VoxelBox(
      lower: VoxelIndex(low(box.lower.x), low(box.lower.y), low(box.lower.z)),
      upper: VoxelIndex(high(box.upper.x), high(box.upper.y), high(box.upper.z)))
  }
}
