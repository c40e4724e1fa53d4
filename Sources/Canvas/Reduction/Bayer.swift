/// The ordered dither of Bayer, "An optimum method for two-level rendition of continuous-tone
/// pictures", 1973.
///
/// Fixed to the screen, so that a picture that scrolls does not crawl as with error diffusion.
enum Bayer {
  /// The 8 × 8 thresholds 0...63, row by row.
  static let thresholds: [UInt8] = {
    // Each doubling interleaves four copies: 4·M, 4·M + 2, 4·M + 3, 4·M + 1.
    var matrix = [[0]]
    for _ in 0..<3 {
      let side = matrix.count
      var next = Array(repeating: Array(repeating: 0, count: 2 * side), count: 2 * side)
      for y in 0..<side {
        for x in 0..<side {
          next[y][x] = 4 * matrix[y][x]
          next[y][x + side] = 4 * matrix[y][x] + 2
          next[y + side][x] = 4 * matrix[y][x] + 3
          next[y + side][x + side] = 4 * matrix[y][x] + 1
        }
      }
      matrix = next
    }
    return matrix.flatMap { $0.map { UInt8($0) } }
  }()

  /// Which of some rising levels stands for a level at a threshold, so that 64 pixels have its mean.
  static func place(_ level: Int, threshold: Int, levels: [Int]) -> Int {
    guard let upper = levels.firstIndex(where: { $0 > level }) else { return levels.count - 1 }
    guard upper > 0 else { return 0 }
    let (low, high) = (levels[upper - 1], levels[upper])
    let isUpper = 64 * (level - low) > threshold * (high - low) + (high - low) / 2
    return isUpper ? upper : upper - 1
  }
}
