public import Canvas
public import Viewing

/// How a picture is drawn.
public struct PictureStyle: Hashable, Sendable {
  /// The grey window.
  public var window = GreyWindow.bone
  /// How labels are drawn; a fill has its outline too.
  public var overlay = OverlayMode.outline
  /// How much of a label's colour a fill has, 0...1.
  public var opacity = 0.3
  /// Whether doubt is shown.
  public var showsHeat = false
  /// Label values that are not drawn.
  public var hidden: Set<UInt8> = []
  /// Pixels a millimetre; nil chooses at least two a voxel within a page's width.
  public var pixelsPerMillimetre: Double?
  /// The colours.
  public var theme = Theme.dark

  /// A bone window with outlines.
  public init() {}

  /// The most pixels across or down that a pane gets when no scale is asked for.
  static let usualSide = 1600.0
  /// The most pixels a side of a whole picture.
  static let greatestSide = 12_000
}
