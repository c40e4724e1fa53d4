public import Canvas

/// What the user asked of the terminal.
public struct TerminalOptions: Sendable {
  /// How many colours to use; nil finds out.
  public var depth: ColourDepth?
  /// Whether the terminal is asked to report the mouse.
  public var usesMouse: Bool

  /// Takes both; by default the depth is found out and the mouse is used.
  public nonisolated init(depth: ColourDepth? = nil, usesMouse: Bool = true) {
    self.depth = depth
    self.usesMouse = usesMouse
  }
}
