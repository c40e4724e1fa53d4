/// Which voxels along one axis each pixel is made of, and in which shares.
///
/// Worked out once a picture and axis, so that the loops over pixels only read. Pixel `p` is the sum
/// over `t` in `starts[p]..<starts[p + 1]` of `weights[t]` times voxel `voxels[t]`; a pixel outside the
/// grid has none.
struct SampleTable {
  /// Where each pixel's terms begin; one longer than there are pixels.
  private(set) var starts: [Int]
  /// The voxel of each term.
  private(set) var voxels: [Int] = []
  /// The share of each term; a pixel's shares sum to 1.
  private(set) var weights: [Float] = []
  /// The voxel that each pixel's centre lies in; -1 outside the grid.
  private(set) var nearest: [Int]
  /// `nearest` with one more pixel before the first and behind the last: what lies just out of sight.
  private(set) var surrounded: [Int]

  /// Takes the voxel coordinate of the middle, the voxels a pixel, and the lengths.
  init(centre: Double, step: Double, pixels: Int, voxels count: Int, sampling: Sampling) {
    starts = [0]
    starts.reserveCapacity(pixels + 1)
    nearest = []
    nearest.reserveCapacity(pixels)
    surrounded = []
    surrounded.reserveCapacity(pixels + 2)
    for pixel in -1...pixels {
      let place = centre + (Double(pixel) + 0.5 - Double(pixels) / 2) * step
      // The grid ends half a voxel beyond its first and last centres.
      let inside = place >= -0.5 && place < Double(count) - 0.5
      surrounded.append(inside ? min(Int((place + 0.5).rounded(.down)), count - 1) : -1)
      guard pixel >= 0, pixel < pixels else { continue }
      nearest.append(surrounded[pixel + 1])
      if inside {
        switch sampling {
        case .nearest: add(nearest[pixel], 1)
        case .smooth where abs(step) > 1, .voxels where abs(step) > 1:
          addMean(place, abs(step), count)
        case .voxels: add(nearest[pixel], 1)
        case .smooth: addLinear(place, count)
        }
      }
      starts.append(voxels.count)
    }
  }

  private mutating func add(_ voxel: Int, _ weight: Double) {
    voxels.append(voxel)
    weights.append(Float(weight))
  }

  private mutating func addLinear(_ place: Double, _ count: Int) {
    let held = min(max(place, 0), Double(count - 1))
    let lower = min(Int(held), count - 1)
    let share = held - Double(lower)
    add(lower, 1 - share)
    if share > 0, lower + 1 < count { add(lower + 1, share) }
  }

  private mutating func addMean(_ place: Double, _ step: Double, _ count: Int) {
    // Voxel v covers v - 0.5 ..< v + 0.5; the pixel covers place ± step / 2.
    let from = max(place - step / 2, -0.5)
    let to = min(place + step / 2, Double(count) - 0.5)
    let first = max(0, Int((from + 0.5).rounded(.down)))
    let last = min(count - 1, Int((to + 0.5).rounded(.down)))
    for voxel in first...max(first, last) {
      let covered = min(to, Double(voxel) + 0.5) - max(from, Double(voxel) - 0.5)
      if covered > 0 { add(voxel, covered / (to - from)) }
    }
  }
}
