public import Meshing
public import Volumes

/// A bone's surface to be made, or brought up to date, in the background.
///
/// It carries a copy of the block that is needed, never the whole label array: a shared array would
/// make the next dab pay for a copy of all of it.
public struct SurfaceJob: Sendable {
  /// The bone.
  public let bone: UInt8
  /// The session's version of the labels.
  public let version: Int
  /// The labels: of the bone's box, or of the bricks that the edits touched.
  public let block: LabelBlock
  /// Where voxels changed since the bone's surface was made last; nil when all of it is to be made.
  public let edited: VoxelBox?
  /// The doubt of the whole volume, which never changes; nil without a map.
  public let doubt: Volume<UInt8>?
  /// The AI's surface, when the distance from it is shown.
  public let reference: SurfaceDistance?

  /// Takes everything.
  public init(
    bone: UInt8, version: Int, block: LabelBlock, edited: VoxelBox?, doubt: Volume<UInt8>?,
    reference: SurfaceDistance? = nil
  ) {
    (self.bone, self.version, self.block) = (bone, version, block)
    (self.edited, self.doubt, self.reference) = (edited, doubt, reference)
  }
}
