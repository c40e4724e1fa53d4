public import Canvas

/// What a user wishes of the screen.
public struct ScreenOptions: Sendable {
  /// The name of a theme, or the path of its file; nil takes `light` on a light ground, else `dark`.
  public var theme: String?
  /// How many colours to use; nil finds out.
  public var depth: ColourDepth?
  /// Whether nothing may be changed.
  public var isReadOnly: Bool
  /// Whether the mouse is used.
  public var usesMouse: Bool

  /// Takes the wishes.
  public init(
    theme: String? = nil, depth: ColourDepth? = nil, isReadOnly: Bool = false,
    usesMouse: Bool = true
  ) {
    (self.theme, self.depth) = (theme, depth)
    (self.isReadOnly, self.usesMouse) = (isReadOnly, usesMouse)
  }
}
