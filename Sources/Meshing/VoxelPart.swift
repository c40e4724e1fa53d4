public import Volumes

/// Voxels that hang together: a part of a bone, or a cavity in it.
public struct VoxelPart: Hashable, Sendable {
  /// How many voxels.
  public let voxelCount: Int
  /// Their volume in mm³.
  public let volume: Double
  /// The mean of their centres; may lie outside of a bent part.
  public let centre: GridPoint
  /// The same in the patient.
  public let point: PatientPoint
  /// The box around them.
  public let box: VoxelBox
  /// One of them, for a cursor: the middle of the longest row along x, the first of equal ones.
  public let voxel: VoxelIndex
}

/// Sums over the voxels of one part.
struct PartSums {
  var count = 0
  var sum = SIMD3<Int>.zero
  var lower = SIMD3<Int>(repeating: .max)
  var upper = SIMD3<Int>(repeating: -1)
  private var longest = 0
  private var middle = SIMD3<Int>.zero

  /// Adds the voxels `start..<end` of a row.
  @inline(__always)
  mutating func add(_ start: Int, _ end: Int, _ y: Int, _ z: Int) {
    let length = end &- start
    count &+= length
    sum &+= SIMD3(length &* (start &+ end &- 1) / 2, y &* length, z &* length)
    lower = pointwiseMin(lower, SIMD3(start, y, z))
    upper = pointwiseMax(upper, SIMD3(end &- 1, y, z))
    if length > longest {
      longest = length
      middle = SIMD3((start &+ end &- 1) / 2, y, z)
    }
  }

  /// The box around the voxels.
  var box: VoxelBox {
    guard count > 0 else { return .empty }
    return VoxelBox(
      lower: VoxelIndex(lower.x, lower.y, lower.z),
      upper: VoxelIndex(upper.x + 1, upper.y + 1, upper.z + 1))
  }

  /// The mean of the centres.
  var centre: GridPoint {
    GridPoint(SIMD3(Double(sum.x), Double(sum.y), Double(sum.z)) / Double(max(1, count)))
  }

  /// The part, on a grid.
  func part(_ geometry: Geometry) -> VoxelPart {
    VoxelPart(
      voxelCount: count, volume: Double(count) * geometry.voxelVolume, centre: centre,
      point: geometry.point(centre), box: box, voxel: VoxelIndex(middle.x, middle.y, middle.z))
  }
}

extension VoxelRuns {
  /// Sums over each whole, in the order of their first runs.
  func sums(_ wholes: (ofRun: [UInt32], count: Int)) -> [PartSums] {
    var sums = [PartSums](repeating: PartSums(), count: wholes.count)
    let size = region.size
    for row in 0..<(size.y * size.z) {
      let (y, z) = (region.lower.y + row % size.y, region.lower.z + row / size.y)
      for run in Int(starts[row])..<Int(starts[row + 1]) {
        sums[Int(wholes.ofRun[run])].add(Int(runs[run].start), Int(runs[run].end), y, z)
      }
    }
    return sums
  }
}
