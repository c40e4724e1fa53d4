/// A cell as a terminal of few colours shows it.
public struct ReducedCell: Hashable, Sendable, BitwiseCopyable {
  /// The glyph as a Unicode scalar value.
  public var glyph: UInt32
  /// The colour of the glyph as an index of the terminal's palette; -1 is its default.
  public var foreground: Int16
  /// The colour behind it as an index; -1 is the default.
  public var background: Int16
  /// How it is drawn; never holds `.picture`.
  public var style: Cell.Style

  /// Takes a glyph, two indices and a style.
  @inlinable
  public init(glyph: UInt32, foreground: Int16, background: Int16, style: Cell.Style) {
    (self.glyph, self.foreground, self.background) = (glyph, foreground, background)
    self.style = style
  }
}
