/// What a tool may change: the overwrite rule, the HU ranges, and the locks.
///
/// Only `LabelPen` enforces them.
public struct PaintRules: Hashable, Sendable {
  /// What painting may go over.
  public enum Overwrite: Hashable, Sendable {
    /// Only voxels without a label.
    case background
    /// Every voxel that is not locked.
    case any
    /// Only voxels of one label.
    case label(UInt8)
  }

  /// What tools that add voxels may go over.
  public var overwrite: Overwrite
  /// HU limits for tools that add voxels, both ends included; nil for none.
  public var range: ClosedRange<Int16>?
  /// Whether `range` is turned inside out: then only HU outside it are added.
  public var isRangeInverted = false
  /// HU limits for tools that remove voxels, both ends included; nil for none.
  public var eraseRange: ClosedRange<Int16>?

  /// The rules a script and a new case begin with: over background, no ranges.
  public init(
    overwrite: Overwrite = .background, range: ClosedRange<Int16>? = nil,
    eraseRange: ClosedRange<Int16>? = nil
  ) {
    self.overwrite = overwrite
    self.range = range
    self.eraseRange = eraseRange
  }
}
