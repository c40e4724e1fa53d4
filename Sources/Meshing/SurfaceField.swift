internal import Foundation
internal import Volumes

/// The field whose sign is the label and whose zero is the surface, evaluated voxel by voxel.
///
/// Whole numbers from -`half` to `half`, at least `clamp` inside and at most -`clamp` outside: sums of
/// whole weights are the same in any order and on any machine, so a part re-made later equals the whole
/// bit for bit. A value depends on the bits within `reach` voxels only.
struct SurfaceField: Sendable {
  /// Fully inside.
  static let half: Int32 = 1 << 26
  /// 0.02 of the way from outside to inside.
  static let clamp: Int32 = (1 << 27) / 50
  /// How far a value looks, in voxels along each axis.
  static let reach = 3

  // For each different row, and in it for the seven bits x-3...x+3: the sum of their weights. Empty: no
  // smoothing.
  private let rowSums: [Int32]
  // The rows with a weight, as steps between the windows of a brick, and where their sums begin.
  private let rowOffsets: [Int]
  private let rowStarts: [Int]

  /// Weights for voxels of `spacing` mm.
  init(_ field: SurfaceRecipe.Field, spacing: SIMD3<Double>) {
    switch field {
    case .middle: self.init { _, _, _ in 0 }
    case .compensated: self.init(Self.compensated)
    case .clampedGaussian(let sigma):
      let taps = (0..<3).map { Self.gaussianTaps(sigma: min(1.2, max(0.75, sigma / spacing[$0]))) }
      self.init { taps[0][$0 + 3] * taps[1][$1 + 3] * taps[2][$2 + 3] }
    }
  }

  /// Tables for the weights of the voxels from (-3, -3, -3) to (3, 3, 3); their sum is 2 · `half`.
  private init(_ weight: (_ x: Int, _ y: Int, _ z: Int) -> Int32) {
    var (sums, offsets, starts): ([Int32], [Int], [Int]) = ([], [], [])
    var known: [[Int32]: Int] = [:]
    for z in -3...3 {
      for y in -3...3 {
        let row = (-3...3).map { weight($0, y, z) }
        guard row.contains(where: { $0 != 0 }) else { continue }
        if known[row] == nil {
          known[row] = sums.count
          for bits in 0..<128 {
            sums.append((0..<7).reduce(0) { $0 + (bits >> $1 & 1 == 1 ? row[$1] : 0) })
          }
        }
        offsets.append(z * 41 + y)
        starts.append(known[row] ?? 0)
      }
    }
    (rowSums, rowOffsets, rowStarts) = (sums, offsets, starts)
  }

  /// The weights of the standard recipe, from -3 to 3 along each axis.
  ///
  /// A bell of 1.1 voxels, 2.5 times, less one of 3 voxels, 1.5 times. The first takes away what
  /// alternates from voxel to voxel; alone it moves a curved surface inwards, and so do the chords
  /// between the net's vertices and the linear search for a crossing. The second, which sees more of the
  /// curve, moves it outwards again. A difference of two bells in all three axes, because a product of
  /// three differences overshoots at edges. Chosen on the phantom of a knee at 0.4 × 0.4 × 0.5 mm, and
  /// on balls, so that their volumes stay.
  static func compensated(_ x: Int, _ y: Int, _ z: Int) -> Int32 {
    let (x, y, z) = (abs(x), abs(y), abs(z))
    return 20 * narrow[x] * narrow[y] * narrow[z] - 12 * wide[x] * wide[y] * wide[z]
  }

  // Bells of 1.1 and 3 voxels, from the middle outwards, cut at 3; each sums to 256.
  private static let narrow: [Int32] = [92, 62, 18, 2]
  private static let wide: [Int32] = [46, 42, 36, 27]

  /// Seven symmetric whole weights that sum to 512, the outermost 0; `sigma` in voxels.
  static func gaussianTaps(sigma: Double) -> [Int32] {
    let bell = (0...2).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = bell[0] + 2 * bell[1] + 2 * bell[2]
    let (near, far) = (
      Int32((bell[1] / sum * 512).rounded()), Int32((bell[2] / sum * 512).rounded())
    )
    return [0, far, near, 512 - 2 * near - 2 * far, near, far, 0]
  }

  /// The value at a bit of a brick's window (see `BrickMaker`).
  ///
  /// - Parameter row: the place of the voxel's window in `windows`, 41 windows a slice.
  @inline(__always)
  func value(_ windows: Span<UInt64>, row: Int, bit: Int) -> Int32 {
    let isInside = (windows[row] &>> UInt64(truncatingIfNeeded: bit)) & 1 == 1
    guard !rowSums.isEmpty else { return isInside ? Self.half : -Self.half }
    let sums = rowSums.span
    let starts = rowStarts.span
    let steps = rowOffsets.span
    let shift = UInt64(truncatingIfNeeded: bit &- 3)
    var sum: Int32 = 0
    for i in starts.indices {
      // The tables are made for each other: seven bits and a step of the window never lead outside.
      let seven = (windows[unchecked: row &+ steps[unchecked: i]] &>> shift) & 127
      sum &+= sums[unchecked: starts[unchecked: i] &+ Int(truncatingIfNeeded: seven)]
    }
    let raw = sum &- Self.half
    return isInside
      ? min(max(raw, Self.clamp), Self.half) : max(min(raw, -Self.clamp), -Self.half)
  }
}
