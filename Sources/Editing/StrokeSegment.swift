internal import Volumes

/// A straight piece of a stroke's path, in voxels.
struct StrokeSegment {
  let start: SIMD3<Double>
  let end: SIMD3<Double>

  /// The pieces of a path; a single point is a piece without length.
  static func along(_ path: [GridPoint]) -> [StrokeSegment] {
    guard let first = path.first else { return [] }
    guard path.count > 1 else { return [StrokeSegment(start: first.vector, end: first.vector)] }
    return zip(path, path.dropFirst()).map {
      StrokeSegment(start: $0.vector, end: $1.vector)
    }
  }

  /// The slices that the piece crosses, as far as they exist.
  func slices(_ axis: Int, count: Int) -> Range<Int> {
    let low = min(start[axis], end[axis]).rounded(.toNearestOrAwayFromZero)
    let high = max(start[axis], end[axis]).rounded(.toNearestOrAwayFromZero)
    guard high >= 0, low <= Double(count - 1) else { return 0..<0 }
    return Int(max(0, low))..<Int(min(Double(count - 1), high)) + 1
  }

  /// The part within half a slice of a slice, moved onto it.
  func clipped(to slice: Int, axis: Int) -> StrokeSegment {
    let span = end[axis] - start[axis]
    var from = 0.0
    var to = 1.0
    if abs(span) > 1e-9 {
      let a = (Double(slice) - 0.5 - start[axis]) / span
      let b = (Double(slice) + 0.5 - start[axis]) / span
      from = max(0, min(1, min(a, b)))
      to = max(0, min(1, max(a, b)))
    }
    var first = start + (end - start) * from
    var last = start + (end - start) * to
    first[axis] = Double(slice)
    last[axis] = Double(slice)
    return StrokeSegment(start: first, end: last)
  }
}
