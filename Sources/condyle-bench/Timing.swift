internal import Glibc

/// Wall-clock times of repeated work.
struct Timing {
  private(set) var milliseconds: [Double] = []

  /// Runs work once and keeps its time.
  mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
    let start = Self.now()
    defer { milliseconds.append(Self.now() - start) }
    return try work()
  }

  /// Keeps a time that was measured elsewhere.
  mutating func add(_ milliseconds: Double) { self.milliseconds.append(milliseconds) }

  /// The value below which a share of all values lies.
  func percentile(_ share: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard let last = sorted.indices.last else { return .nan }
    return sorted[min(last, Int((Double(last) * share).rounded()))]
  }

  /// The middle value.
  var median: Double { percentile(0.5) }

  /// "median (least – most) ms".
  var text: String {
    "\(Self.fixed(median)) ms (\(Self.fixed(percentile(0))) – \(Self.fixed(percentile(1))), "
      + "n = \(milliseconds.count))"
  }

  /// Milliseconds since some moment.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }

  /// Three decimals below 10, one below 1000, none above.
  static func fixed(_ value: Double) -> String {
    let scale: Double = value < 10 ? 1000 : value < 1000 ? 10 : 1
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && scale == 1 ? "\(Int(rounded))" : "\(rounded)"
  }
}
