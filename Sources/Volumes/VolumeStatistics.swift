/// The range and mean of a CT.
public struct VolumeStatistics: Hashable, Sendable {
  /// The smallest value in HU.
  public let min: Int
  /// The greatest value in HU.
  public let max: Int
  /// The mean of all voxels in HU, padding included.
  public let mean: Double
}

extension Volume where Element == Int16 {
  /// Smallest, greatest and mean HU in one pass.
  public func statistics() -> VolumeStatistics {
    let values = voxels.span
    var (low, high) = (Int16.max, Int16.min)
    var sum = 0
    for index in 0..<values.count {
      let value = values[index]
      low = Swift.min(low, value)
      high = Swift.max(high, value)
      sum &+= Int(value)
    }
    guard values.count > 0 else { return VolumeStatistics(min: 0, max: 0, mean: 0) }
    return VolumeStatistics(
      min: Int(low), max: Int(high), mean: Double(sum) / Double(values.count))
  }
}
