/// A volume of label values and the table that names them.
public struct LabelMap: Sendable {
  /// The values; 0 is background.
  public var volume: Volume<UInt8>
  /// What the values mean.
  public var table: LabelTable

  /// Pairs a volume with its table.
  public init(volume: Volume<UInt8>, table: LabelTable) {
    self.volume = volume
    self.table = table
  }

  /// The number of voxels of each value, 256 long, in one pass over the volume.
  public func voxelCounts() -> [Int] {
    LabelMap.counts(volume.voxels.span)
  }

  /// The number of voxels of each of the 256 values in a run of labels.
  public static func counts(_ voxels: Span<UInt8>) -> [Int] {
    // Four tables, so that long runs of one value do not wait for the same counter.
    var tables = [Int](repeating: 0, count: 1024)
    var counts = tables.mutableSpan
    let whole = voxels.count & ~3
    var at = 0
    while at < whole {
      counts[Int(voxels[at])] &+= 1
      counts[256 &+ Int(voxels[at &+ 1])] &+= 1
      counts[512 &+ Int(voxels[at &+ 2])] &+= 1
      counts[768 &+ Int(voxels[at &+ 3])] &+= 1
      at &+= 4
    }
    while at < voxels.count {
      counts[Int(voxels[at])] &+= 1
      at &+= 1
    }
    return (0..<256).map { tables[$0] + tables[$0 + 256] + tables[$0 + 512] + tables[$0 + 768] }
  }

  /// The smallest box around the voxels of the given values, empty when there are none.
  ///
  /// One pass over the volume.
  public func bounds(of values: Set<UInt8>) -> VoxelBox {
    var isWanted = [Bool](repeating: false, count: 256)
    for value in values { isWanted[Int(value)] = true }
    let size = volume.size
    let voxels = volume.voxels.span
    let wanted = isWanted.span
    var (x0, x1, y0, y1, z0, z1) = (Int.max, -1, Int.max, -1, Int.max, -1)
    var row = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        var first = -1
        var last = -1
        for x in 0..<size.x where wanted[Int(voxels[row &+ x])] {
          if first < 0 { first = x }
          last = x
        }
        if last >= 0 {
          x0 = min(x0, first)
          x1 = max(x1, last)
          y0 = min(y0, y)
          y1 = max(y1, y)
          z0 = min(z0, z)
          z1 = z
        }
        row &+= size.x
      }
    }
    guard x1 >= 0 else { return .empty }
    return VoxelBox(
      lower: VoxelIndex(x0, y0, z0), upper: VoxelIndex(x1 + 1, y1 + 1, z1 + 1))
  }
}
