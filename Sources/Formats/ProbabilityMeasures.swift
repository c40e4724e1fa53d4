internal import Glibc
internal import Volumes

/// Measures of doubt in floats, before anything is rounded to a byte: the oracle of the small form.
///
/// Holds every probability at once, so it is for volumes of a few million voxels.
struct ProbabilityMeasures {
  /// 1 − (p₁ − p₂) of each voxel.
  let margin: [Float]
  /// −Σ p ln p / ln C of each voxel.
  let entropy: [Float]

  init(_ path: String, size: GridSize) throws {
    let stream = try ProbabilityStream(path, size: size)
    let count = size.count
    var best = [Float](repeating: 0, count: count)
    var second = best
    var sum = best
    var buffer = [Float](repeating: 0, count: ProbabilityStream.pieceCount)
    for _ in 0..<stream.channelCount {
      var done = 0
      while done < count {
        let taken = min(buffer.count, count - done)
        try stream.next(taken, into: &buffer)
        Self.take(buffer.span, taken, at: done, &best, &second, &sum)
        done += taken
      }
    }
    margin = zip(best, second).map { 1 - ($0 - $1) }
    let scale = Float(stream.channelCount).logarithm
    entropy = sum.map { $0 / scale }
  }

  private static func take(
    _ numbers: Span<Float>, _ count: Int, at start: Int, _ best: inout [Float],
    _ second: inout [Float], _ sum: inout [Float]
  ) {
    for index in 0..<count {
      let value = numbers[index]
      let at = start + index
      if value > best[at] {
        second[at] = best[at]
        best[at] = value
      } else if value > second[at] {
        second[at] = value
      }
      if value > 0 { sum[at] -= value * value.logarithm }
    }
  }
}

extension Float {
  fileprivate var logarithm: Float { log(self) }
}
