public import Meshing
public import Volumes

/// A bone's surface to be made in the background.
///
/// It carries a copy of the bone's block, never the whole label array: a shared array would make the
/// next dab pay for a copy of all of it.
public struct SurfaceJob: Sendable {
  /// The bone.
  public let bone: UInt8
  /// The session's version of the labels.
  public let version: Int
  /// The labels around the bone, only this bone's voxels kept; its geometry is that of the block.
  public let block: Volume<UInt8>
  /// The doubt in the same block; nil without a map.
  public let doubt: Volume<UInt8>?
  /// The AI's surface, when the distance from it is shown.
  public let reference: SurfaceDistance?

  /// Takes everything.
  public init(
    bone: UInt8, version: Int, block: Volume<UInt8>, doubt: Volume<UInt8>?,
    reference: SurfaceDistance? = nil
  ) {
    (self.bone, self.version, self.block, self.doubt) = (bone, version, block, doubt)
    self.reference = reference
  }
}
