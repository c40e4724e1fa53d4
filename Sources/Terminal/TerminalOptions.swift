public import Canvas

/// What the user asked of the terminal.
public struct TerminalOptions: Sendable {
  /// How many colours to use; nil finds out.
  public var depth: ColourDepth?
  /// How many colours the user's configuration asks for; nil finds out.
  public var configuredDepth: ColourDepth?
  /// Whether the terminal is asked to report the mouse.
  public var usesMouse: Bool

  /// Takes them; by default the depth is found out and the mouse is used.
  public nonisolated init(
    depth: ColourDepth? = nil, configuredDepth: ColourDepth? = nil, usesMouse: Bool = true
  ) {
    self.depth = depth
    self.configuredDepth = configuredDepth
    self.usesMouse = usesMouse
  }
}
