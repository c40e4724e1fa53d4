internal import Meshing
internal import Volumes

/// The labels of one moment for work in the background, without what surrounds them.
///
/// The session's array is not shared: the next dab would have to copy all of it. Measured on two slow
/// cores with 512×512×400 voxels, four bones and a noisy border: this copy takes 37 to 50 ms, deflated
/// bricks 300, the copy of the whole array that a dab would pay for 90. The array is put together again
/// where the work is done.
struct LabelCopy: Sendable {
  private let table: LabelTable
  private let size: GridSize
  private let geometry: Geometry
  private let box: VoxelBox
  private let voxels: [UInt8]

  /// Copies the smallest box that holds every label.
  init(_ labels: LabelMap) {
    let volume = labels.volume
    (table, size, geometry) = (labels.table, volume.size, volume.geometry)
    let bounds = LabelBounds(of: volume)
    box = bounds.box(of: Set(1...255))
    var voxels: [UInt8] = []
    voxels.reserveCapacity(box.size.count)
    for start in Self.rows(of: box, in: size) {
      voxels.append(contentsOf: volume.voxels[start..<start + box.size.x])
    }
    self.voxels = voxels
  }

  /// The labels as they were.
  func labels() -> LabelMap {
    var all = [UInt8](repeating: 0, count: size.count)
    let width = box.size.x
    all.withUnsafeMutableBufferPointer { all in
      voxels.withUnsafeBufferPointer { voxels in
        for (number, start) in Self.rows(of: box, in: size).enumerated() {
          _ = all[start..<start + width].update(
            fromContentsOf: voxels[number * width..<(number + 1) * width])
        }
      }
    }
    return LabelMap(volume: Volume(size: size, geometry: geometry, voxels: all), table: table)
  }

  /// Where each row of the box begins, in order.
  private static func rows(of box: VoxelBox, in size: GridSize) -> [Int] {
    guard !box.isEmpty else { return [] }
    return (box.lower.z..<box.upper.z).flatMap { z in
      (box.lower.y..<box.upper.y).map { size.offset(VoxelIndex(box.lower.x, $0, z)) }
    }
  }
}
