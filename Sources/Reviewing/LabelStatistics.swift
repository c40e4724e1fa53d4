public import Volumes

/// How much there is of each label, and how much of it was changed.
public struct LabelStatistics: Hashable, Sendable {
  /// The rows in the order of the table, then values that the table does not name.
  public let rows: [Row]

  /// One label.
  public struct Row: Hashable, Sendable {
    /// The stored value.
    public let value: UInt8
    /// Its name.
    public let name: String
    /// Voxels now.
    public let voxels: Int
    /// The volume now in mm³.
    public let volume: Double
    /// Voxels that have the label now and had another in the AI labels; nil without AI labels.
    public let added: Int?
    /// Voxels that had the label in the AI labels and have another now; nil without AI labels.
    public let removed: Int?
  }

  /// Counts in one pass over the labels.
  ///
  /// - Parameter ai: the labels as the AI gave them, on the same grid.
  public init(_ labels: LabelMap, ai: BrickedLabels? = nil) {
    precondition(ai.map { $0.size == labels.volume.size } ?? true, "the grids differ")
    let counts = labels.voxelCounts()
    let changes = ai.map { Self.changes(labels.volume, $0) }
    let named = labels.table.entries.map(\.value)
    let others = (1...255).map { UInt8($0) }.filter {
      counts[Int($0)] > 0 && !named.contains($0)
    }
    rows = (named + others).map { value in
      Row(
        value: value, name: labels.table.name(of: value), voxels: counts[Int(value)],
        volume: Double(counts[Int(value)]) * labels.volume.geometry.voxelVolume,
        added: changes?.added[Int(value)], removed: changes?.removed[Int(value)])
    }
  }

  /// Slabs of bricks, so that the AI labels are never whole in memory a second time.
  private static func changes(
    _ volume: Volume<UInt8>, _ ai: BrickedLabels
  ) -> (added: [Int], removed: [Int]) {
    var added = [Int](repeating: 0, count: 256)
    var removed = [Int](repeating: 0, count: 256)
    let size = volume.size
    for z in stride(from: 0, to: size.z, by: BrickedLabels.side) {
      let upper = min(z + BrickedLabels.side, size.z)
      let slab = ai.voxels(
        in: VoxelBox(lower: VoxelIndex(0, 0, z), upper: VoxelIndex(size.x, size.y, upper)))
      count(
        volume.voxels.span, from: z * size.x * size.y, slab.span, &added, &removed)
    }
    return (added, removed)
  }

  private static func count(
    _ now: Span<UInt8>, from start: Int, _ before: Span<UInt8>, _ added: inout [Int],
    _ removed: inout [Int]
  ) {
    var added = added.mutableSpan
    var removed = removed.mutableSpan
    for offset in 0..<before.count where now[start &+ offset] != before[offset] {
      added[Int(now[start &+ offset])] &+= 1
      removed[Int(before[offset])] &+= 1
    }
  }
}
