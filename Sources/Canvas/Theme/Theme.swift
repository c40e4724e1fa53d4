/// What each colour on the screen and in pictures is for.
///
/// A theme is a file (`ThemeFile`); the values here are those of `Themes/dark.toml`, for a program
/// that has lost its files.
public struct Theme: Hashable, Sendable {
  /// Its name.
  public var name = "dark"

  /// Behind everything.
  public var ground = Colour(hex: 0x14161A)
  /// Behind slices and surfaces, and where a slice has no voxels; dark in every theme, as CT is.
  public var pane = Colour(hex: 0x07080A)
  /// Lines round panes.
  public var border = Colour(hex: 0x3A4048)
  /// Lines round the pane that keys act in.
  public var activeBorder = Colour(hex: 0x7FB8E6)
  /// The heads of panes, on `ground`.
  public var title = Colour(hex: 0xC9D1DA)

  /// Text on `ground`.
  public var text = Colour(hex: 0xE8EAED)
  /// Text of less weight, on `ground`, `bar` or `popup`.
  public var quietText = Colour(hex: 0xA4ACB6)
  /// Words that must be read, on `ground`, `bar` or `popup`.
  public var warning = Colour(hex: 0xFFC857)
  /// What went wrong, on `ground`, `bar` or `popup`.
  public var error = Colour(hex: 0xFF8A80)
  /// The word that says that everything is on disk, on `bar`.
  public var saved = Colour(hex: 0x8FD6A3)
  /// The word that says that a change is not on disk yet, on `bar`.
  public var unsaved = Colour(hex: 0xFFD166)

  /// Behind the identity line and the status line.
  public var bar = Colour(hex: 0x22262D)
  /// Text on `bar`.
  public var barText = Colour(hex: 0xDDE2E8)
  /// Behind the chosen row of a list.
  public var selection = Colour(hex: 0x34506E)
  /// Text on `selection`.
  public var selectionText = Colour(hex: 0xFFFFFF)

  /// Behind cards: help, the sign card, a question.
  public var popup = Colour(hex: 0x1C2026)
  /// Lines round cards.
  public var popupBorder = Colour(hex: 0x6C7683)
  /// Text on `popup`.
  public var popupText = Colour(hex: 0xE8EAED)
  /// Names of keys, on `popup`, `bar` or `ground`.
  public var key = Colour(hex: 0xFFD98A)

  /// Behind the badge of LOOK, where nothing can be changed.
  public var mode = Colour(hex: 0x2F3A46)
  /// Text on `mode`.
  public var modeText = Colour(hex: 0xCFE3F5)
  /// Behind the badge of painting and erasing: it must be unmistakable.
  public var editing = Colour(hex: 0xFFB000)
  /// Text on `editing`.
  public var editingText = Colour(hex: 0x1A1200)
  /// Behind the badge that says that the pen is down and moving paints.
  public var pen = Colour(hex: 0xC81E1E)
  /// Text on `pen`.
  public var penText = Colour(hex: 0xFFFFFF)

  /// Orientation letters, on `pane`.
  public var letters = Colour(hex: 0x9FD8FF)
  /// The cursor's lines, on `pane`.
  public var crosshair = Colour(hex: 0xFFFFFF)
  /// The voxel under the cursor where no lines are drawn, on `pane`.
  public var cursorMark = Colour(hex: 0xFF5CF4)
  /// The outline of the brush, on `pane`.
  public var brush = Colour(hex: 0xFFF7D6)
  /// The stroke in hand, which is not committed yet, on `pane`.
  public var pending = Colour(hex: 0x6BFF5C)

  /// The labels, on `pane`.
  public var labels = Palette.okabeIto
  /// The heat map, on `pane`.
  public var heat = HeatRamp.amberToMagenta
  /// How far a surface was moved, on `pane`.
  public var change = ChangeRamp.blueToLime

  /// The theme that is built in.
  public init() {}

  /// Light on dark: the surroundings of a CT should not outshine it.
  public static let dark = Theme()
}
