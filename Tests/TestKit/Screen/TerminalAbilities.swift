/// Which queries a virtual terminal answers; terminals differ, and some answer hardly any.
public struct TerminalAbilities: OptionSet, Sendable {
  /// One bit for each ability.
  public let rawValue: Int
  /// From bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// `5n` and `6n`: still there, and the cursor's place.
  public static let status = Self(rawValue: 1)
  /// `c`: primary device attributes.
  public static let attributes = Self(rawValue: 2)
  /// `? N $ p`: whether a mode is known and set.
  public static let modeReports = Self(rawValue: 4)
  /// `> q`: name and version.
  public static let version = Self(rawValue: 8)
  /// XTGETTCAP for `RGB` and `Tc`.
  public static let capabilities = Self(rawValue: 16)
  /// DECRQSS for SGR, from which a program learns whether 24-bit colours are kept.
  public static let settings = Self(rawValue: 32)
  /// `16 t`: the pixels of a cell.
  public static let cellSize = Self(rawValue: 64)
  /// OSC 11: the colour of the ground.
  public static let ground = Self(rawValue: 128)
  /// The question for graphics as kitty sends them.
  public static let kittyGraphics = Self(rawValue: 256)
  /// Mode 1016: the mouse in pixels.
  public static let pixelMouse = Self(rawValue: 512)
  /// Pictures of sixels, as the attributes tell.
  public static let sixel = Self(rawValue: 1024)

  /// What every terminal of today answers.
  public static let usual: Self = [.status, .attributes]
  /// What tmux 3.3 answers.
  public static let tmux: Self = [.status, .attributes, .version]
  /// Everything there is here, as kitty, foot or ghostty would.
  public static let modern: Self = [
    .status, .attributes, .modeReports, .version, .capabilities, .settings, .cellSize,
    .ground, .kittyGraphics, .pixelMouse,
  ]
}
