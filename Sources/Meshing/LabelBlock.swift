public import Volumes

/// The labels of a box of a volume, and where the box lies.
///
/// Work in the background takes the block it needs, never the whole array of a session.
public struct LabelBlock: Sendable {
  /// The size of the whole volume.
  public let size: GridSize
  /// The geometry of the whole volume.
  public let geometry: Geometry
  /// The voxels that are here; inside the volume.
  public let box: VoxelBox
  /// Their values, x fastest.
  public let voxels: [UInt8]

  /// Takes a box inside the volume and exactly its voxels.
  public init(size: GridSize, geometry: Geometry, box: VoxelBox, voxels: [UInt8]) {
    precondition(voxels.count == box.size.count, "a block needs a value for each voxel of its box")
    precondition(
      box.isEmpty || VoxelBox(size).intersection(box) == box, "a block lies inside its volume")
    (self.size, self.geometry, self.box, self.voxels) = (size, geometry, box, voxels)
  }

  /// The whole volume as one block; shares its array.
  public init(_ labels: Volume<UInt8>) {
    (size, geometry) = (labels.size, labels.geometry)
    (box, voxels) = (VoxelBox(labels.size), labels.voxels)
  }

  /// Copies a box of a volume, cut at the volume's edge; rows are copied whole.
  public init(copying box: VoxelBox, of labels: Volume<UInt8>) {
    let inside = box.intersection(VoxelBox(labels.size))
    let width = inside.size.x
    var voxels: [UInt8] = []
    voxels.reserveCapacity(inside.size.count)
    if !inside.isEmpty {
      for z in inside.lower.z..<inside.upper.z {
        for y in inside.lower.y..<inside.upper.y {
          let first = labels.size.offset(VoxelIndex(inside.lower.x, y, z))
          voxels.append(contentsOf: labels.voxels[first..<first + width])
        }
      }
    }
    self.init(size: labels.size, geometry: labels.geometry, box: inside, voxels: voxels)
  }
}
