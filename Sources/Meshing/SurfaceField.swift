internal import Foundation
internal import Volumes

/// The field whose sign is the label and whose zero is the surface, evaluated voxel by voxel.
///
/// Whole numbers from -`half` to `half`, positive inside: sums of whole weights are the same in any
/// order and on any machine, so a part re-made later equals the whole bit for bit. A value depends on
/// the bits within `reach` voxels only.
struct SurfaceField: Sendable {
  /// Fully inside.
  static let half: Int32 = 1 << 29
  /// 0.02 of the way from outside to inside.
  static let clamp: Int32 = (1 << 30) / 50
  /// How far a value looks, in voxels along each axis.
  static let reach = 2

  // For the five bits x-2...x+2 of a row: the sum of their weights along x. Empty: no smoothing.
  private let rowSums: [Int32]
  // The weight of each of the 25 rows, y fastest.
  private let rowWeights: [Int32]

  /// Weights for voxels of `spacing` mm.
  init(_ field: SurfaceRecipe.Field, spacing: SIMD3<Double>) {
    guard case .clampedGaussian(let sigma) = field else {
      (rowSums, rowWeights) = ([], [])
      return
    }
    let taps = (0..<3).map { Self.taps(sigma: min(1.2, max(0.75, sigma / spacing[$0]))) }
    rowSums = (0..<32).map { bits in
      (0..<5).reduce(0) { $0 + (bits >> $1 & 1 == 1 ? taps[0][$1] : 0) }
    }
    rowWeights = (0..<25).map { taps[1][$0 % 5] * taps[2][$0 / 5] }
  }

  /// Five symmetric whole weights that sum to 1024; `sigma` in voxels.
  static func taps(sigma: Double) -> [Int32] {
    let bell = (0...2).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = bell[0] + 2 * bell[1] + 2 * bell[2]
    let (near, far) = (
      Int32((bell[1] / sum * 1024).rounded()), Int32((bell[2] / sum * 1024).rounded())
    )
    return [far, near, 1024 - 2 * near - 2 * far, near, far]
  }

  /// Fills in the values that the surface may ask for in row (y, z): those of voxels with a face
  /// neighbour on the other side.
  ///
  /// - Parameter values: holds the slice from `first` on, x fastest; other entries stay as they are.
  func fill(
    _ values: inout MutableSpan<Int32>, at first: Int, from bits: BitRows, y: Int, z: Int
  ) {
    let words = bits.words.span
    let width = bits.wordsPerRow
    let slice = bits.size.y &* width
    let row = bits.row(y, z)
    for k in 0..<width {
      let at = row &+ k
      let word = words[at]
      // A row begins and ends in background, so the words of neighbouring rows bring no false bits.
      let beside =
        (word ^ (word &<< 1 | words[at &- 1] &>> 63))
        | (word ^ (word &>> 1 | words[at &+ 1] &<< 63))
      var wanted =
        beside | (word ^ words[at &- width]) | (word ^ words[at &+ width])
        | (word ^ words[at &- slice]) | (word ^ words[at &+ slice])
      while wanted != 0 {
        let bit = wanted.trailingZeroBitCount
        wanted &= wanted &- 1
        let isInside = (word &>> UInt64(truncatingIfNeeded: bit)) & 1 == 1
        let x = k &* 64 &+ bit
        values[first &+ y &* bits.size.x &+ x] = value(words, bits, x, row, isInside: isInside)
      }
    }
  }

  @inline(__always)
  private func value(
    _ words: Span<UInt64>, _ bits: BitRows, _ x: Int, _ row: Int, isInside: Bool
  ) -> Int32 {
    guard !rowSums.isEmpty else { return isInside ? Self.half : -Self.half }
    let sums = rowSums.span
    let weights = rowWeights.span
    let slice = bits.size.y &* bits.wordsPerRow
    var sum: Int32 = 0
    var weight = 0
    var start = row &- 2 &* slice &- 2 &* bits.wordsPerRow
    for _ in 0..<5 {
      var line = start
      for _ in 0..<5 {
        let five = BitRows.bits(words, row: line, from: x &- 2) & 31
        sum &+= sums[Int(truncatingIfNeeded: five)] &* weights[weight]
        weight &+= 1
        line &+= bits.wordsPerRow
      }
      start &+= slice
    }
    let raw = sum &- Self.half
    return isInside ? max(raw, Self.clamp) : min(raw, -Self.clamp)
  }
}
