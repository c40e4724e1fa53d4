/// How labels are laid over a slice.
public enum OverlayMode: String, Hashable, Sendable, CaseIterable {
  case fill, outline, off
}

/// How the values between voxel centres are found.
public enum Sampling: Hashable, Sendable {
  /// The voxel that a pixel's centre lies in: what a reviewer who paints must see.
  case nearest
  /// Linear where the picture is magnified, the mean of what a pixel covers where it is not.
  case smooth
  /// The mean of what a pixel covers where the picture is smaller than the data, along each axis for
  /// itself, and the voxel as it is where it is larger.
  case voxels
}

/// What a slice is to look like; together with the volumes, all that the renderer knows.
public struct SliceRequest: Hashable, Sendable {
  /// Plane, slice, place, scale and size.
  public var view: PlaneView
  /// The grey window.
  public var window = GreyWindow.bone
  /// How labels are drawn; lines are one pixel wide.
  public var overlay = OverlayMode.outline
  /// How much of a label's colour a fill has, 0...1.
  public var opacity = 0.35
  /// Whether doubt is shown.
  public var showsHeat = false
  /// Whether lines of equal doubt are drawn as pixels.
  public var showsIsoLines = true
  /// Whether fills and heat are patterns that can be told apart without colours, instead of tints.
  public var usesMarks = false
  /// Label values that are not drawn, besides those the table says are not visible.
  public var hidden: Set<UInt8> = []
  /// How CT and doubt are sampled; labels always take the nearest voxel.
  public var sampling = Sampling.smooth

  /// Asks for a view with a bone window and outlines.
  public init(_ view: PlaneView) { self.view = view }
}
