public import Canvas

/// What a terminal said about itself before the first picture; nil where it said nothing.
public nonisolated struct TerminalAnswers: Hashable, Sendable {
  /// Whether it answered the question that every terminal of today answers.
  public var isAnswering = false
  /// Whether a 24-bit colour that was set could be read back.
  public var setsRGB: Bool?
  /// Whether it says of itself RGB or Tc.
  public var capabilitiesRGB: Bool?
  /// Whether it shows a picture only when it is whole (mode 2026).
  public var hasSynchronisedOutput: Bool?
  /// Whether it can report the mouse in pixels (mode 1016).
  public var reportsPixels: Bool?
  /// Its name and version, such as "foot(1.20.2)".
  public var version: String?
  /// The pixels of one cell.
  public var cellPixels: CellPixels?
  /// The colour behind its text.
  public var ground: Colour?
  /// Whether it shows pictures that are sent as kitty does.
  public var hasKittyGraphics = false
  /// Whether it shows pictures of sixels.
  public var hasSixel = false
  /// The columns that é took, which is two bytes: 1 only where they are read as UTF-8.
  public var letterWidth: Int?
  /// The columns that a quadrant took.
  public var quadrantWidth: Int?
  /// The columns that a sextant took.
  public var sextantWidth: Int?

  /// A terminal that has said nothing.
  public init() {}
}
