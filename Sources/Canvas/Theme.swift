/// What each colour on the screen and in pictures is for.
public struct Theme: Hashable, Sendable {
  /// Its name.
  public var name = "dark"
  /// Behind everything.
  public var ground = Colour(hex: 0x14161A)
  /// Behind slices and surfaces, and where a slice has no voxels.
  public var pane = Colour(hex: 0x07080A)
  /// Lines round panes.
  public var border = Colour(hex: 0x3A4048)
  /// Text.
  public var text = Colour(hex: 0xE8EAED)
  /// Text of less weight.
  public var quietText = Colour(hex: 0xA4ACB6)
  /// Words that must be read.
  public var warning = Colour(hex: 0xFFC857)
  /// Orientation letters.
  public var letters = Colour(hex: 0x9FD8FF)
  /// The cursor's lines.
  public var crosshair = Colour(hex: 0xFFFFFF)
  /// The labels.
  public var labels = Palette.okabeIto
  /// The heat map.
  public var heat = HeatRamp.amberToMagenta

  /// The theme that is built in.
  public init() {}

  /// Light on dark: the surroundings of a CT should not outshine it.
  public static let dark = Theme()
}
