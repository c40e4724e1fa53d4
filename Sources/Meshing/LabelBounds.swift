internal import Dispatch
internal import Synchronization
public import Volumes

/// The smallest box around each label value.
public struct LabelBounds: Sendable {
  /// One box for each of the 256 values, empty where a value does not occur; that of 0, the
  /// background, is always empty.
  public let boxes: [VoxelBox]

  // Lowest and highest place along x, y and z, 256 values each.
  private struct Extremes {
    var low = [Int32](repeating: .max, count: 768)
    var high = [Int32](repeating: -1, count: 768)

    @inline(__always)
    mutating func add(_ value: UInt8, _ first: Int, _ last: Int, _ y: Int, _ z: Int) {
      let at = Int(value)
      low[at] = min(low[at], Int32(truncatingIfNeeded: first))
      high[at] = max(high[at], Int32(truncatingIfNeeded: last))
      low[at &+ 256] = min(low[at &+ 256], Int32(truncatingIfNeeded: y))
      high[at &+ 256] = max(high[at &+ 256], Int32(truncatingIfNeeded: y))
      low[at &+ 512] = min(low[at &+ 512], Int32(truncatingIfNeeded: z))
      high[at &+ 512] = max(high[at &+ 512], Int32(truncatingIfNeeded: z))
    }
  }

  /// Reads the volume once, skipping background 64 voxels at a time; each thread a slab of it.
  public init(of labels: Volume<UInt8>, threads: Int = 1) {
    let count = max(1, min(threads, labels.size.z))
    guard count > 1 else {
      boxes = Self.boxes(of: labels, 0..<labels.size.z)
      return
    }
    let found = Mutex([[VoxelBox]]())
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let slab = number * labels.size.z / count..<(number + 1) * labels.size.z / count
      let boxes = Self.boxes(of: labels, slab)
      found.withLock { $0.append(boxes) }
    }
    let all = found.withLock { $0 }
    boxes = (0..<256).map { value in all.reduce(.empty) { $0.union($1[value]) } }
  }

  private static func boxes(of labels: Volume<UInt8>, _ slices: Range<Int>) -> [VoxelBox] {
    var extremes = Extremes()
    let bytes = labels.voxels.span.bytes
    let size = labels.size
    var first = slices.lowerBound * size.x * size.y
    for z in slices {
      for y in 0..<size.y {
        Self.read(bytes, first, size.x, y, z, &extremes)
        first &+= size.x
      }
    }
    return (0..<256).map { value in
      guard value > 0, extremes.high[value] >= 0 else { return .empty }
      let low = (0..<3).map { Int(extremes.low[value + 256 * $0]) }
      let high = (0..<3).map { Int(extremes.high[value + 256 * $0]) + 1 }
      return VoxelBox(
        lower: VoxelIndex(low[0], low[1], low[2]), upper: VoxelIndex(high[0], high[1], high[2]))
    }
  }

  /// The smallest box around all voxels of the given values.
  public func box(of values: Set<UInt8>) -> VoxelBox {
    values.reduce(.empty) { $0.union(boxes[Int($1)]) }
  }

  private static func read(
    _ bytes: RawSpan, _ first: Int, _ count: Int, _ y: Int, _ z: Int, _ extremes: inout Extremes
  ) {
    // One value's first and last place so far; background in between changes neither.
    var run = (value: UInt8(0), first: 0, last: 0)
    func extend(_ value: UInt8, _ from: Int, _ to: Int) {
      guard value != run.value else {
        run.last = to
        return
      }
      if run.value != 0 { extremes.add(run.value, run.first, run.last, y, z) }
      run = (value, from, to)
    }
    var x = 0
    while x < count {
      let left = count &- x
      if left >= 64, isUniform(bytes, first &+ x) {
        let value = bytes.unsafeLoad(fromByteOffset: first &+ x, as: UInt8.self)
        if value != 0 { extend(value, x, x &+ 63) }
        x &+= 64
        continue
      }
      let end = x &+ min(64, left)
      while x < end {
        guard end &- x >= 8 else {
          let value = bytes.unsafeLoad(fromByteOffset: first &+ x, as: UInt8.self)
          if value != 0 { extend(value, x, x) }
          x &+= 1
          continue
        }
        let eight = bytes.unsafeLoadUnaligned(fromByteOffset: first &+ x, as: UInt64.self)
        let value = UInt8(truncatingIfNeeded: eight)
        if eight == UInt64(value) &* 0x0101_0101_0101_0101 {
          if value != 0 { extend(value, x, x &+ 7) }
        } else {
          for i in 0..<8 {
            let value = UInt8(truncatingIfNeeded: eight &>> UInt64(8 &* i))
            if value != 0 { extend(value, x &+ i, x &+ i) }
          }
        }
        x &+= 8
      }
    }
    if run.value != 0 { extremes.add(run.value, run.first, run.last, y, z) }
  }

  /// Whether 64 bytes are all the same.
  @inline(__always)
  private static func isUniform(_ bytes: RawSpan, _ at: Int) -> Bool {
    let value = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
    let block = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD8<UInt64>.self)
    let apart = block ^ SIMD8(repeating: UInt64(value) &* 0x0101_0101_0101_0101)
    let four = apart.lowHalf | apart.highHalf
    let two = four.lowHalf | four.highHalf
    return two.x | two.y == 0
  }
}
