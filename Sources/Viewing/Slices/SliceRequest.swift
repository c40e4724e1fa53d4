/// The grey values of a CT that are told apart: from `level - width/2`, black, to white.
public struct GreyWindow: Hashable, Sendable {
  /// From black to white in HU; at least 1.
  public var width: Double
  /// The middle in HU.
  public var level: Double

  /// Takes width and level in HU.
  public init(width: Double, level: Double) {
    self.width = max(1, width)
    self.level = level
  }

  /// For bone: WL 300 WW 2000.
  public static let bone = GreyWindow(width: 2000, level: 300)
  /// For soft tissue: WL 40 WW 400.
  public static let soft = GreyWindow(width: 400, level: 40)

  /// The grey 0...255 of a value in HU: the linear-exact function of DICOM PS3.3 C.11.2.1.3.
  @inlinable
  public func grey(_ value: Float) -> Float {
    let share = (value - Float(level)) / Float(width) + 0.5
    return min(max(share, 0), 1) * 255
  }
}

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
  /// Label values that are not drawn, besides those the table says are not visible.
  public var hidden: Set<UInt8> = []
  /// How CT and doubt are sampled; labels always take the nearest voxel.
  public var sampling = Sampling.smooth

  /// Asks for a view with a bone window and outlines.
  public init(_ view: PlaneView) { self.view = view }
}
