/// For each voxel the probability of its label and the greatest of the others, three bytes in all.
///
/// 12 bits each, steps of 1/4095: `low` holds the label's and, in its upper four bits, the lowest four
/// of the other's; `high` holds the rest and becomes the answer at the end, without a further array.
struct RunningLeads {
  private var low: [UInt16]
  private var high: [UInt8]
  /// Sums over classes at every `sumStep`th voxel.
  private var sums: [Float]
  private let sumStep: Int

  init(count: Int) {
    low = [UInt16](repeating: 0, count: count)
    high = [UInt8](repeating: 0, count: count)
    // An odd step does not fall on the same column again and again.
    sumStep = count <= 1 << 23 ? 1 : (count >> 23) * 2 + 1
    sums = [Float](repeating: 0, count: (count + sumStep - 1) / sumStep)
  }

  /// Adds the probabilities of one class for `count` voxels from `start` on.
  ///
  /// - Returns: the first voxel whose number is no probability, nil when all are.
  mutating func take(
    _ numbers: Span<Float>, _ count: Int, at start: Int, _ label: UInt8?, _ labels: Span<UInt8>
  ) -> Int? {
    let bad = Self.lead(numbers, count, at: start, label, labels, &low, &high)
    if bad == nil { Self.add(numbers, count, at: start, sumStep, &sums) }
    return bad
  }

  private static func lead(
    _ numbers: Span<Float>, _ count: Int, at start: Int, _ label: UInt8?, _ labels: Span<UInt8>,
    _ lows: inout [UInt16], _ highs: inout [UInt8]
  ) -> Int? {
    var low = lows.mutableSpan
    var high = highs.mutableSpan
    // A channel without a label matches no voxel.
    let label = label.map { Int($0) } ?? -1
    for index in 0..<count {
      let value = numbers[index]
      // Written so that NaN fails too.
      guard value >= -0.001, value <= 1.001 else { return start + index }
      let at = start &+ index
      if Int(labels[at]) == label {
        let step = UInt16(min(4095, max(0, value * 4095 + 0.5)))
        low[at] = low[at] & 0xF000 | step
      } else if value > 0.5 / 4095 {
        let step = UInt16(min(4095, value * 4095 + 0.5))
        let before = low[at] >> 12 | UInt16(high[at]) << 4
        if step > before {
          low[at] = low[at] & 0x0FFF | (step & 15) << 12
          high[at] = UInt8(step >> 4)
        }
      }
    }
    return nil
  }

  private static func add(
    _ numbers: Span<Float>, _ count: Int, at start: Int, _ sumStep: Int, _ totals: inout [Float]
  ) {
    var sums = totals.mutableSpan
    var sample = (start + sumStep - 1) / sumStep
    var index = sample * sumStep - start
    while index < count {
      sums[sample] += numbers[index]
      sample &+= 1
      index &+= sumStep
    }
  }

  /// The first voxel whose classes do not add up to 1, and their sum.
  func wrongSum(tolerance: Float) -> (voxel: Int, sum: Float)? {
    for (sample, sum) in sums.enumerated() where !(abs(sum - 1) <= tolerance) {
      return (sample * sumStep, sum)
    }
    return nil
  }

  /// How many voxels have a class above their label, and the first.
  func mismatches() -> (count: Int, first: Int?) {
    var count = 0
    var first: Int?
    let (low, high) = (low.span, high.span)
    for at in 0..<low.count where low[at] & 0x0FFF < low[at] >> 12 | UInt16(high[at]) << 4 {
      if first == nil { first = at }
      count &+= 1
    }
    return (count, first)
  }

  /// The margin 1 − (p₁ − p₂) of each voxel in steps of 1/255.
  ///
  /// Leaves this value empty, so that no copy is made.
  mutating func finish() -> [UInt8] {
    var bytes: [UInt8] = []
    swap(&bytes, &high)
    Self.margins(low, &bytes)
    (low, sums) = ([], [])
    return bytes
  }

  private static func margins(_ lows: [UInt16], _ highs: inout [UInt8]) {
    let low = lows.span
    var out = highs.mutableSpan
    for at in 0..<low.count {
      let other = Int(low[at] >> 12) | Int(out[at]) << 4
      let lead = max(0, Int(low[at] & 0x0FFF) - other)
      out[at] = UInt8(((4095 - lead) * 255 * 2 + 4095) / (2 * 4095))
    }
  }
}
