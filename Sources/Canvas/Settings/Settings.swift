/// What a user wants always, as a configuration file says it; nil where it says nothing.
public struct Settings: Hashable, Sendable {
  /// A theme's name, or the path of its file.
  public var theme: String?
  /// How many colours to use; nil finds out.
  public var color: ColourDepth?
  /// Whether the mouse is used.
  public var mouse: Bool?
  /// How fine pictures are drawn while they move: "auto", "full", "steady", "coarse".
  public var quality: String?
  /// Whether cells are parted finer than in halves: "auto", "off", "quadrant", "sextant".
  public var sharp: String?
  /// The name of a preset of keys.
  public var preset: String?
  /// Keys by name and the commands that they are given, in the order of the names.
  public var bindings: [Binding] = []

  /// A key and a command; neither has been looked at.
  public struct Binding: Hashable, Sendable {
    /// The key's name.
    public var key: String
    /// The command, or "none".
    public var command: String

    /// Takes a key's name and a command.
    public init(key: String, command: String) {
      (self.key, self.command) = (key, command)
    }
  }

  /// Wants nothing.
  public init() {}

  /// The words that `quality` may be.
  public static let qualities = ["auto", "full", "steady", "coarse"]
  /// The words that `sharp` may be.
  public static let sharpnesses = ["auto", "off", "quadrant", "sextant"]
}
