internal import Volumes

/// The places within a distance of a straight piece of path: round, or square along two voxel axes.
struct Capsule {
  /// A box of voxels around it.
  let box: VoxelBox

  private let columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  private let start: SIMD3<Double>
  private let along: SIMD3<Double>
  private let alongLength: Double
  private let radius: Double
  private let gridStart: SIMD3<Double>
  private let gridAlong: SIMD3<Double>
  private let spacing: SIMD3<Double>
  private let squareAxes: (Int, Int)?

  /// - Parameters:
  ///   - radius: in mm.
  ///   - through: the voxel axis that a square ignores.
  init(
    _ segment: StrokeSegment, radius: Double, geometry: Geometry, isSquare: Bool, through: Int?
  ) {
    columns = geometry.columns.columns
    spacing = geometry.spacing
    gridStart = segment.start
    gridAlong = segment.end - segment.start
    start = geometry.columns * segment.start
    along = geometry.columns * gridAlong
    alongLength = dot(along, along)
    // A hair more, so that a voxel centre exactly on the rim counts on every machine alike.
    self.radius = radius + 1e-6
    let axes = (0..<3).filter { $0 != through }
    squareAxes = isSquare ? (axes[0], axes[1]) : nil
    // Nearly orthogonal axes: a little more than radius / spacing covers the shear that is allowed.
    let reach = (self.radius / spacing) * 1.02 + 1e-6
    let low = pointwiseMin(segment.start, segment.end) - reach
    let high = pointwiseMax(segment.start, segment.end) + reach
    box = VoxelBox(
      lower: Self.index(low, .up), upper: Self.index(high + 1, .down))
  }

  /// Whether the centre of a voxel lies inside.
  func contains(_ x: Int, _ y: Int, _ z: Int) -> Bool {
    let voxel = SIMD3(Double(x), Double(y), Double(z))
    if let squareAxes { return isInSquare(voxel, squareAxes.0, squareAxes.1) }
    let place = columns.0 * voxel.x + columns.1 * voxel.y + columns.2 * voxel.z
    let offset = place - start
    let share = alongLength > 0 ? max(0, min(1, dot(offset, along) / alongLength)) : 0
    let rest = offset - along * share
    return dot(rest, rest) <= radius * radius
  }

  /// Whether some point of the path has both distances along the axes within the radius.
  private func isInSquare(_ voxel: SIMD3<Double>, _ a: Int, _ b: Int) -> Bool {
    var from = 0.0
    var to = 1.0
    for axis in [a, b] {
      let offset = (voxel[axis] - gridStart[axis]) * spacing[axis]
      let step = gridAlong[axis] * spacing[axis]
      if abs(step) < 1e-12 {
        guard abs(offset) <= radius else { return false }
        continue
      }
      let first = (offset - radius) / step
      let second = (offset + radius) / step
      from = max(from, min(first, second))
      to = min(to, max(first, second))
    }
    return from <= to
  }

  private static func index(
    _ place: SIMD3<Double>, _ rule: FloatingPointRoundingRule
  ) -> VoxelIndex {
    let bounded = place.clamped(
      lowerBound: SIMD3(repeating: -1e6), upperBound: SIMD3(repeating: 1e6)
    ).rounded(rule)
    return VoxelIndex(Int(bounded.x), Int(bounded.y), Int(bounded.z))
  }
}
