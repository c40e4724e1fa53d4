public import Volumes

/// Which voxels a stroke reaches.
///
/// A voxel is reached when its centre lies within half the brush's diameter, in mm, of the path. The
/// disc and the square act in one plane: on every slice that the path crosses, they follow the part of
/// the path nearest to that slice. Mouse, keys and scripts come here with the same path and so paint
/// the same voxels.
public struct StrokeCoverage: Hashable, Sendable {
  /// Reached voxels of one row, from `first` to `last`.
  private struct Interval {
    var row: Int
    var first: Int
    var last: Int
  }

  /// The reached voxels as stretches of memory, ascending and disjoint.
  public let stretches: [Range<Int>]

  /// Finds the voxels of a path.
  ///
  /// The cost grows with the voxels near the path, not with the volume.
  ///
  /// - Parameters:
  ///   - path: points on the grid in voxels; one point is a dab.
  ///   - through: the voxel axis through the slices of the current plane, for disc and square.
  public init(
    path: [GridPoint], brush: Brush, through: Int, size: GridSize, geometry: Geometry
  ) {
    var intervals: [Interval] = []
    let bounds = VoxelBox(size)
    for segment in StrokeSegment.along(path) {
      switch brush.shape {
      case .ball:
        let capsule = Capsule(
          segment, radius: brush.diameter / 2, geometry: geometry, isSquare: false, through: nil)
        Self.collect(capsule, within: bounds, size: size, into: &intervals)
      case .disc, .square:
        for slice in segment.slices(through, count: size[through]) {
          let capsule = Capsule(
            segment.clipped(to: slice, axis: through), radius: brush.diameter / 2,
            geometry: geometry, isSquare: brush.shape == .square, through: through)
          var box = bounds
          box.lower[through] = slice
          box.upper[through] = slice + 1
          Self.collect(capsule, within: box, size: size, into: &intervals)
        }
      }
    }
    stretches = Self.merged(intervals, rowLength: size.x)
  }

  /// Finds, row by row, the voxels in a convex body.
  private static func collect(
    _ capsule: Capsule, within bounds: VoxelBox, size: GridSize, into intervals: inout [Interval]
  ) {
    let box = capsule.box.intersection(bounds)
    guard !box.isEmpty else { return }
    for z in box.lower.z..<box.upper.z {
      for y in box.lower.y..<box.upper.y {
        var first = box.lower.x
        while first < box.upper.x, !capsule.contains(first, y, z) { first += 1 }
        guard first < box.upper.x else { continue }
        var last = box.upper.x - 1
        // The body is convex, so everything between the first and the last voxel lies inside.
        while last > first, !capsule.contains(last, y, z) { last -= 1 }
        intervals.append(Interval(row: z * size.y + y, first: first, last: last))
      }
    }
  }

  private static func merged(_ intervals: [Interval], rowLength: Int) -> [Range<Int>] {
    let sorted = intervals.sorted { ($0.row, $0.first) < ($1.row, $1.first) }
    var result: [Range<Int>] = []
    for interval in sorted {
      let start = interval.row * rowLength + interval.first
      let end = interval.row * rowLength + interval.last + 1
      if let previous = result.last, start <= previous.upperBound {
        result[result.count - 1] = previous.lowerBound..<max(previous.upperBound, end)
      } else {
        result.append(start..<end)
      }
    }
    return result
  }
}
