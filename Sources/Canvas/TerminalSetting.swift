/// A wish about how the terminal is used, which can be changed while the screen is up.
public enum TerminalSetting: Hashable, Sendable {
  /// What is set, as it is typed.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case color, quality, sharp, mouse, output
  }

  /// How many colours; nil for what was found out.
  case colour(ColourDepth?)
  /// How exactly pictures are sent while they move.
  case quality(QualityChoice)
  /// Whether pictures go past ncurses where the terminal allows it.
  case passesCurses(Bool)
  /// Into which parts cells are divided where a picture is smaller than the data.
  case sharp(SharpChoice)
  /// Whether the terminal is asked to report the mouse.
  case mouse(Bool)
}
