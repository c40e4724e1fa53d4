public import Volumes

/// How far a surface lies from the boundary of the voxels that it stands for.
///
/// The boundary is the set of faces between an inside and an outside voxel, each a rectangle half way
/// between two voxel centres; the edge of the volume counts as outside. The distance of a vertex is
/// that to the nearest point of the nearest rectangle, exact, in mm along the grid's axes (the axes
/// are taken to be at right angles; `Geometry` allows them to miss that by 0.01).
public struct SurfaceDeviation: Hashable, Sendable {
  /// The mean over the vertices in mm; nil without vertices.
  public let mean: Double?
  /// The greatest in mm; nil without vertices, infinite when a vertex is further away than
  /// `greatestSearch` voxels.
  public let max: Double?

  /// How far faces are searched around a vertex, in voxels.
  public static let greatestSearch = 8

  /// Measures every vertex of a surface against the voxels that carry one of `values`.
  public init(of mesh: Mesh, from values: Set<UInt8>, in labels: Volume<UInt8>) {
    self.init(of: mesh, from: values, in: labels, bounds: LabelBounds(of: labels))
  }

  /// The same, given the boxes of this volume's labels.
  public init(
    of mesh: Mesh, from values: Set<UInt8>, in labels: Volume<UInt8>, bounds: LabelBounds
  ) {
    guard !mesh.positions.isEmpty else {
      (mean, max) = (nil, nil)
      return
    }
    let box = bounds.box(of: values)
    guard !box.isEmpty else {
      (mean, max) = (.infinity, .infinity)
      return
    }
    let search = BoundarySearch(
      bits: BitRows(of: values, in: labels, box: box), spacing: labels.geometry.spacing)
    var sum = 0.0
    var greatest = 0.0
    let positions = mesh.positions.span
    for vertex in positions.indices {
      let point = PatientPoint(SIMD3<Double>(positions[vertex]))
      let distance = search.distance(from: labels.geometry.gridPoint(point).vector)
      sum += distance
      greatest = Swift.max(greatest, distance)
    }
    (mean, max) = (sum / Double(mesh.positions.count), greatest)
  }
}

/// Looks for the boundary face nearest to a point.
private struct BoundarySearch {
  let bits: BitRows
  let spacing: SIMD3<Double>

  /// The distance in mm from a place in continuous voxel indices.
  func distance(from place: SIMD3<Double>) -> Double {
    let origin = SIMD3(Double(bits.origin.x), Double(bits.origin.y), Double(bits.origin.z))
    let point = place - origin
    let limit = Double(SurfaceDeviation.greatestSearch)
    let size = SIMD3(Double(bits.size.x), Double(bits.size.y), Double(bits.size.z))
    // Also false for what is not a number.
    guard point.x > -limit, point.y > -limit, point.z > -limit, point.x < size.x + limit,
      point.y < size.y + limit, point.z < size.z + limit
    else { return .infinity }
    let cell = point.rounded(.down)
    let share = point - cell
    let words = bits.words.span
    // Faces that were not looked at lie outside the cube of whole voxels that was.
    let inset = pointwiseMin(share, 1 - share) + 0.5
    let best = nearest(words, cell, share)
    let covered = (inset * spacing).min()
    if best <= covered * covered { return best.squareRoot() }
    for reach in [1, 2, 4, SurfaceDeviation.greatestSearch] {
      let best = nearest(words, cell, share, reach)
      let covered = ((inset + Double(reach)) * spacing).min()
      if best <= covered * covered { return best.squareRoot() }
    }
    return .infinity
  }

  /// The squared distance to the nearest face between voxels of the cell's corners.
  private func nearest(
    _ words: Span<UInt64>, _ cell: SIMD3<Double>, _ share: SIMD3<Double>
  ) -> Double {
    let (x, y, z) = (Int(cell.x), Int(cell.y), Int(cell.z))
    guard x >= 0, y >= 0, z >= 0, x < bits.size.x, y < bits.size.y &- 1, z < bits.size.z &- 1
    else { return nearest(words, cell, share, 0) }
    let inside = bits.pattern(words, x, y, z)
    // Beside each of the two voxels along an axis, and from the face between them, all squared.
    func squares(_ offset: SIMD3<Double>) -> SIMD3<Double> {
      let apart = pointwiseMax(offset, SIMD3<Double>.zero) * spacing
      return apart * apart
    }
    let low = squares(share - 0.5)
    let high = squares(0.5 - share)
    let between = low + high
    var best = Double.infinity
    // Bits 1, 2 and 4 of a corner's number are its x, y and z.
    let (alongX, alongY, alongZ) = (
      (inside ^ inside &>> 1) & 0x55, (inside ^ inside &>> 2) & 0x33, (inside ^ inside &>> 4) & 0x0F
    )
    for corner in 0..<8 {
      let y = corner & 2 == 0 ? low.y : high.y
      let z = corner & 4 == 0 ? low.z : high.z
      if alongX &>> corner & 1 == 1 { best = min(best, between.x + y + z) }
      let x = corner & 1 == 0 ? low.x : high.x
      if alongY &>> corner & 1 == 1 { best = min(best, x + between.y + z) }
      if alongZ &>> corner & 1 == 1 { best = min(best, x + y + between.z) }
    }
    return best
  }

  /// The squared distance to the nearest face between voxels of the cell's corners, grown by `reach`.
  private func nearest(
    _ words: Span<UInt64>, _ cell: SIMD3<Double>, _ share: SIMD3<Double>, _ reach: Int
  ) -> Double {
    let (cx, cy, cz) = (Int(cell.x), Int(cell.y), Int(cell.z))
    var best = Double.infinity
    for z in -reach...(1 &+ reach) {
      for y in -reach...(1 &+ reach) {
        for x in -reach...(1 &+ reach) {
          let here = isInside(words, cx &+ x, cy &+ y, cz &+ z)
          let offset = SIMD3(Double(x), Double(y), Double(z)) - share
          if x <= reach, here != isInside(words, cx &+ x &+ 1, cy &+ y, cz &+ z) {
            best = min(best, squaredDistance(offset, 0))
          }
          if y <= reach, here != isInside(words, cx &+ x, cy &+ y &+ 1, cz &+ z) {
            best = min(best, squaredDistance(offset, 1))
          }
          if z <= reach, here != isInside(words, cx &+ x, cy &+ y, cz &+ z &+ 1) {
            best = min(best, squaredDistance(offset, 2))
          }
        }
      }
    }
    return best
  }

  /// To the face on the upper side of the voxel at `offset`, across an axis.
  @inline(__always)
  private func squaredDistance(_ offset: SIMD3<Double>, _ axis: Int) -> Double {
    var apart = pointwiseMax(pointwiseMax(offset, -offset) - 0.5, SIMD3<Double>.zero)
    apart[axis] = offset[axis] + 0.5
    apart *= spacing
    return (apart * apart).sum()
  }

  @inline(__always)
  private func isInside(_ words: Span<UInt64>, _ x: Int, _ y: Int, _ z: Int) -> Bool {
    guard x >= 0, x < bits.size.x, y >= 0, y < bits.size.y, z >= 0, z < bits.size.z else {
      return false
    }
    let word = words[bits.row(y, z) &+ x &>> 6]
    return (word &>> UInt64(truncatingIfNeeded: x & 63)) & 1 == 1
  }
}
