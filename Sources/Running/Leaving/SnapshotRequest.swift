public import Viewing
public import Volumes

/// A picture as a user asks for it.
public struct SnapshotRequest: Sendable {
  /// The PNG file.
  public var path: String
  /// The plane; nil for the best one in a montage, else axial.
  public var plane: Plane?
  /// The slice from 0; nil for the middle of the bone.
  public var slice: Int?
  /// The bone's name; nil for the first that has voxels.
  public var bone: String?
  /// What it shows.
  public var content: SnapshotOrder.Content
  /// The grey window; nil for bone.
  public var window: GreyWindow?
  /// How labels are drawn.
  public var overlay = OverlayMode.outline
  /// The share of colour in a fill, 0...1; nil for the usual one.
  public var opacity: Double?
  /// Whether doubt is shown.
  public var showsHeat: Bool
  /// Pixels a millimetre; nil for two a voxel or more.
  public var pixelsPerMillimetre: Double?
  /// Where the planes of a layout meet; nil for the middle of the bone.
  public var cursor: VoxelIndex?
  /// Whether an existing file may be replaced.
  public var force: Bool

  /// Takes the user's wishes.
  public init(
    path: String, plane: Plane?, slice: Int?, bone: String?, content: SnapshotOrder.Content,
    window: GreyWindow?, showsHeat: Bool, pixelsPerMillimetre: Double?, force: Bool
  ) {
    self.path = path
    self.plane = plane
    self.slice = slice
    self.bone = bone
    self.content = content
    self.window = window
    self.showsHeat = showsHeat
    self.pixelsPerMillimetre = pixelsPerMillimetre
    self.force = force
  }
}
