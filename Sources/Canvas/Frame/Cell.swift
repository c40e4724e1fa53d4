/// One character of the screen: a glyph one column wide, its two colours, and how it is drawn.
public struct Cell: Hashable, Sendable, BitwiseCopyable {
  /// How a cell is drawn beside its colours.
  public struct Style: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// The bits.
    public let rawValue: UInt8
    /// Takes bits.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    // Computed, as every use of a stored constant would ask whether it was made already.
    /// Heavier strokes.
    @inlinable public static var bold: Style { Style(rawValue: 1) }
    /// A line below.
    @inlinable public static var underline: Style { Style(rawValue: 2) }
    /// Part of a picture: a terminal with few colours dithers it instead of taking the nearest colour.
    @inlinable public static var picture: Style { Style(rawValue: 4) }
    /// Foreground and background swapped: what stands for a light background without colours.
    @inlinable public static var reverse: Style { Style(rawValue: 8) }
  }

  /// The glyph as a Unicode scalar value; always one that takes one column.
  public var glyph: UInt32
  /// The colour of the glyph.
  public var foreground: Colour
  /// The colour behind it.
  public var background: Colour
  /// How it is drawn.
  public var style: Style
  /// Fills the last of 12 bytes, so that cells that are equal are so byte by byte.
  @usableFromInline let filler: UInt8 = 0

  /// Takes a glyph that is one column wide.
  public init(
    _ glyph: Unicode.Scalar = " ", _ foreground: Colour, on background: Colour, style: Style = []
  ) {
    self.glyph = glyph.value
    self.foreground = foreground
    self.background = background
    self.style = style
  }

  /// Two pixels of a picture, one above the other.
  @inlinable
  public init(upper: Colour, lower: Colour) {
    glyph = 0x2580
    foreground = upper
    background = lower
    style = .picture
  }

  /// Whether both look the same; written out, as other modules call it for every cell of a screen.
  @inlinable
  public static func == (one: Cell, other: Cell) -> Bool {
    one.glyph == other.glyph && one.foreground == other.foreground
      && one.background == other.background && one.style.rawValue == other.style.rawValue
  }

  /// The glyph as a scalar.
  public var scalar: Unicode.Scalar { Unicode.Scalar(glyph) ?? " " }

  /// The glyph of a picture's cell: the upper half block.
  public static let halfBlock: Unicode.Scalar = "▀"
}
