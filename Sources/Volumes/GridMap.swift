/// From the voxels of one grid to places on another, row by row.
///
/// The way from index to index is affine, so along a row only a constant vector is added.
struct GridMap {
  /// Offsets into a flat array that walk it in the order of another grid.
  struct Strides: Equatable {
    let first: Int
    let x: Int
    let y: Int
    let z: Int
  }

  /// The part of a row that lies inside the other grid.
  struct Run {
    /// The voxels of the row that have a nearest voxel there.
    let range: Range<Int>
    /// The place of the first of them, half a voxel added, so that truncation finds the nearest.
    let start: SIMD3<Double>
    /// What one voxel along the row adds.
    let step: SIMD3<Double>
  }

  /// The grid whose voxels are walked.
  let from: GridSize
  /// The grid they are looked up in.
  let to: GridSize
  private let geometryFrom: Geometry
  private let geometryTo: Geometry
  private let origin: SIMD3<Double>
  private let steps: Matrix3

  init(from: GridSize, _ geometryFrom: Geometry, to: GridSize, _ geometryTo: Geometry) {
    (self.from, self.to) = (from, to)
    (self.geometryFrom, self.geometryTo) = (geometryFrom, geometryTo)
    func image(_ x: Double, _ y: Double, _ z: Double) -> SIMD3<Double> {
      geometryTo.gridPoint(geometryFrom.point(GridPoint(x, y, z))).vector
    }
    origin = image(0, 0, 0)
    steps = Matrix3(
      columns: image(1, 0, 0) - origin, image(0, 1, 0) - origin, image(0, 0, 1) - origin)
  }

  /// The strides of a pure exchange or reversal of axes, nil when the grids do not match so.
  ///
  /// - Parameter tolerance: the greatest distance between matching corners in mm.
  func exactStrides(tolerance: Double) -> Strides? {
    var axes: [(axis: Int, sign: Int)] = []
    for column in 0..<3 {
      let step = steps[column]
      guard let axis = (0..<3).max(by: { abs(step[$0]) < abs(step[$1]) }) else { return nil }
      axes.append((axis, step[axis] < 0 ? -1 : 1))
    }
    guard Set(axes.map(\.axis)).count == 3, (0..<3).allSatisfy({ from[$0] == to[axes[$0].axis] })
    else { return nil }
    var first = VoxelIndex(0, 0, 0)
    for (axis, sign) in axes where sign < 0 { first[axis] = to[axis] - 1 }
    for corner in 0..<8 {
      var here = VoxelIndex(0, 0, 0)
      var there = first
      for column in 0..<3 where corner >> column & 1 == 1 {
        here[column] = from[column] - 1
        there[axes[column].axis] += axes[column].sign * (from[column] - 1)
      }
      guard geometryFrom.point(here).distance(to: geometryTo.point(there)) <= tolerance else {
        return nil
      }
    }
    let strides = [1, to.x, to.x * to.y]
    func stride(_ column: Int) -> Int { strides[axes[column].axis] * axes[column].sign }
    return Strides(first: to.offset(first), x: stride(0), y: stride(1), z: stride(2))
  }

  /// The part of row (y, z) that lies inside the other grid, nil when none does.
  func row(_ y: Int, _ z: Int) -> Run? {
    let step = steps[0]
    // A little more than a half, so that places half way between two voxels all go the same way.
    let start = origin + steps[1] * Double(y) + steps[2] * Double(z) + (0.5 + 1e-6)
    var low = 0.0
    var high = Double(from.x - 1)
    for axis in 0..<3 {
      let limit = Double(to[axis])
      if abs(step[axis]) < 1e-12 {
        guard start[axis] >= 0, start[axis] < limit else { return nil }
        continue
      }
      let enters = -start[axis] / step[axis]
      let leaves = (limit - start[axis]) / step[axis]
      low = max(low, min(enters, leaves))
      high = min(high, max(enters, leaves))
    }
    guard low <= high else { return nil }
    var first = Int(low.rounded(.up))
    var last = Int(high.rounded(.down))
    // Rounding may leave an end a hair outside; sums along the row must not either.
    let hair = 1e-8
    func isInside(_ x: Int) -> Bool {
      let place = start + step * Double(x)
      return (0..<3).allSatisfy { place[$0] >= hair && place[$0] <= Double(to[$0]) - hair }
    }
    while first <= last, !isInside(first) { first += 1 }
    while last >= first, !isInside(last) { last -= 1 }
    guard first <= last else { return nil }
    return Run(range: first..<last + 1, start: start + step * Double(first), step: step)
  }
}
