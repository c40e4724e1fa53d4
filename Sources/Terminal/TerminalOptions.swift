public import Canvas

/// What the user asked of the terminal.
public struct TerminalOptions: Sendable {
  /// How many colours to use; nil finds out.
  public var depth: ColourDepth?
  /// Whether the terminal is asked to report the mouse.
  public var usesMouse: Bool

  /// Whether pictures go past ncurses where the terminal allows it.
  public var picturesPassCurses: Bool

  /// Takes all; by default the depth is found out, the mouse is used, and pictures pass ncurses.
  public nonisolated init(
    depth: ColourDepth? = nil, usesMouse: Bool = true, picturesPassCurses: Bool = true
  ) {
    self.depth = depth
    self.usesMouse = usesMouse
    self.picturesPassCurses = picturesPassCurses
  }
}
