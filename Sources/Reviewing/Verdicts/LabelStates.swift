public import Editing
public import Volumes

/// A 64-bit number and a count of voxels for every label: whether a bone is as it was at some moment
/// is told by one comparison, and an edit changes both in a time that grows only with the edit.
///
/// The exclusive or of all numbers is the `LabelState` of the map.
public struct LabelStates: Hashable, Sendable {
  private var numbers = [UInt64](repeating: 0, count: 256)
  private var counts = [Int](repeating: 0, count: 256)

  /// Reads a map in one pass.
  public init(of labels: Volume<UInt8>) {
    add(labels.voxels.span, at: 0)
  }

  /// Reads compressed labels brick by brick; bricks of background alone cost nothing.
  public init(of labels: BrickedLabels) {
    for number in 0..<labels.brickCount {
      let brick = labels.brick(number)
      if let value = brick.uniform, value == 0 {
        counts[0] += brick.box.size.count
        continue
      }
      let voxels = labels.voxels(in: brick.box)
      add(voxels, brick.box, labels.size)
    }
  }

  /// The number of a label; 0 for background and for a label without voxels.
  public subscript(value: UInt8) -> UInt64 { numbers[Int(value)] }

  /// How many voxels have a value.
  public func voxels(of value: UInt8) -> Int { counts[Int(value)] }

  /// The state of the whole map; see `LabelState`.
  public var whole: UInt64 { numbers.reduce(0, ^) }

  /// Follows an edit that fits the labels.
  public mutating func apply(_ edit: Edit) {
    for run in edit.runs {
      counts[Int(run.before)] -= run.count
      counts[Int(run.after)] += run.count
      change(run.before, run.start, run.count)
      change(run.after, run.start, run.count)
    }
  }

  /// The number and the voxels of one label, from a box that holds it.
  static func number(
    of value: UInt8, in labels: Volume<UInt8>, within box: VoxelBox
  ) -> (number: UInt64, voxels: Int) {
    let size = labels.size
    let voxels = labels.voxels.span
    var (number, count): (UInt64, Int) = (0, 0)
    guard !box.isEmpty else { return (0, 0) }
    for z in box.lower.z..<box.upper.z {
      for y in box.lower.y..<box.upper.y {
        let first = size.offset(VoxelIndex(box.lower.x, y, z))
        for offset in first..<first &+ box.size.x where voxels[offset] == value {
          number ^= LabelState.mix(offset, value)
          count &+= 1
        }
      }
    }
    return (number, count)
  }

  private mutating func change(_ value: UInt8, _ start: Int, _ count: Int) {
    guard value != 0 else { return }
    var number: UInt64 = 0
    for offset in start..<start &+ count { number ^= LabelState.mix(offset, value) }
    numbers[Int(value)] ^= number
  }

  private mutating func add(_ voxels: [UInt8], _ box: VoxelBox, _ size: GridSize) {
    let width = box.size.x
    let span = voxels.span
    var from = 0
    for z in box.lower.z..<box.upper.z {
      for y in box.lower.y..<box.upper.y {
        add(
          span.extracting(from..<from &+ width),
          at: size.offset(VoxelIndex(box.lower.x, y, z)))
        from &+= width
      }
    }
  }

  /// Adds neighbouring voxels, the first of which has the offset `first` in the grid.
  private mutating func add(_ voxels: Span<UInt8>, at first: Int) {
    Self.add(voxels, at: first, &numbers, &counts)
  }

  private static func add(
    _ voxels: Span<UInt8>, at first: Int, _ numbers: inout [UInt64], _ counts: inout [Int]
  ) {
    let bytes = voxels.bytes
    var numbers = numbers.mutableSpan
    var counts = counts.mutableSpan
    // The number of the run in hand, so that a run does not go through memory voxel by voxel.
    var value: UInt8 = 0
    var number: UInt64 = 0
    var start = 0
    var at = 0
    while at < voxels.count {
      if value == 0, voxels.count &- at >= 8,
        bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) == 0
      {
        at &+= 8
        continue
      }
      let next = voxels[at]
      if next != value {
        numbers[Int(value)] ^= number
        counts[Int(value)] &+= at &- start
        (value, number, start) = (next, 0, at)
      }
      if next != 0 { number ^= LabelState.mix(first &+ at, next) }
      at &+= 1
    }
    numbers[Int(value)] ^= number
    counts[Int(value)] &+= voxels.count &- start
  }
}
