public import Canvas

/// What the user asked of the terminal.
public struct TerminalOptions: Sendable {
  /// How many colours to use; nil finds out.
  public var depth: ColourDepth?
  /// With what he asked for them.
  var depthWish = "--color"
  /// How many colours the user's configuration asks for; nil finds out.
  public var configuredDepth: ColourDepth?
  /// Whether the terminal is asked to report the mouse.
  public var usesMouse: Bool

  /// Whether pictures go past ncurses where the terminal allows it.
  public var picturesPassCurses: Bool
  /// How exactly pictures are sent while they move.
  public var quality: QualityChoice

  /// Into which parts cells are divided where a picture is smaller than the data.
  public var sharp: SharpChoice

  /// Takes all; by default the depth is found out, the mouse is used, and pictures pass ncurses.
  public nonisolated init(
    depth: ColourDepth? = nil, configuredDepth: ColourDepth? = nil, usesMouse: Bool = true,
    picturesPassCurses: Bool = true, quality: QualityChoice = .auto,
    sharp: SharpChoice = .off
  ) {
    self.depth = depth
    self.configuredDepth = configuredDepth
    self.usesMouse = usesMouse
    self.picturesPassCurses = picturesPassCurses
    self.quality = quality
    self.sharp = sharp
  }
}
