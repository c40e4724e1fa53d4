public import Editing
public import Volumes

/// How much there is of each label and where, kept up to date edit by edit.
public struct LabelTally: Hashable, Sendable {
  /// Voxels of each value; 256 long.
  public private(set) var counts: [Int]
  /// A box that holds every voxel of each value.
  ///
  /// Erasing does not make it smaller. 256 long.
  public private(set) var boxes: [VoxelBox]
  private let size: GridSize

  /// Counts a map, in one pass.
  public init(_ labels: LabelMap) {
    size = labels.volume.size
    (counts, boxes) = Self.count(labels.volume.voxels.span, size)
  }

  private static func count(_ voxels: Span<UInt8>, _ size: GridSize) -> ([Int], [VoxelBox]) {
    var count = [Int](repeating: 0, count: 256)
    var low = [SIMD3<Int32>](repeating: SIMD3(repeating: .max), count: 256)
    var high = [SIMD3<Int32>](repeating: SIMD3(repeating: -1), count: 256)
    var counts = count.mutableSpan
    var lows = low.mutableSpan
    var highs = high.mutableSpan
    var row = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        var x = 0
        while x < size.x {
          let label = voxels[row &+ x]
          let start = x
          repeat { x &+= 1 } while x < size.x && voxels[row &+ x] == label
          let value = Int(label)
          counts[value] &+= x &- start
          let (j, k) = (Int32(truncatingIfNeeded: y), Int32(truncatingIfNeeded: z))
          lows[value] = pointwiseMin(lows[value], SIMD3(Int32(truncatingIfNeeded: start), j, k))
          highs[value] = pointwiseMax(
            highs[value], SIMD3(Int32(truncatingIfNeeded: x &- 1), j, k))
        }
        row &+= size.x
      }
    }
    let boxes = (0..<256).map { value -> VoxelBox in
      guard high[value].x >= 0 else { return .empty }
      let (lower, upper) = (low[value], high[value])
      return VoxelBox(
        lower: VoxelIndex(Int(lower.x), Int(lower.y), Int(lower.z)),
        upper: VoxelIndex(Int(upper.x) + 1, Int(upper.y) + 1, Int(upper.z) + 1))
    }
    return (count, boxes)
  }

  /// Takes an edit into account that was applied.
  public mutating func apply(_ edit: Edit) {
    for run in edit.runs {
      counts[Int(run.before)] -= run.count
      counts[Int(run.after)] += run.count
    }
    for value in Set(edit.runs.map(\.after)) where value != 0 {
      let added = Edit(name: "", runs: edit.runs.filter { $0.after == value })
      boxes[Int(value)] = boxes[Int(value)].union(added.box(in: size))
    }
  }

  /// The box around several values.
  public func box(of values: some Sequence<UInt8>) -> VoxelBox {
    values.reduce(.empty) { counts[Int($1)] > 0 ? $0.union(boxes[Int($1)]) : $0 }
  }
}
