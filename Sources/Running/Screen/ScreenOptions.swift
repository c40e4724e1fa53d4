public import Canvas
internal import Files
internal import Glibc
internal import Viewing

/// What a user wishes of the screen; nil where nothing was said.
public struct ScreenOptions: Sendable {
  /// The name of a theme, or the path of its file; nil takes `light` on a light ground, else `dark`.
  public var theme: String?
  /// How many colours to use, nil to find out; nil without a wish.
  public var depth: ColourDepth??
  /// How many colours the configuration file wishes for.
  private(set) var configuredDepth: ColourDepth?
  /// Whether nothing may be changed.
  public var isReadOnly: Bool
  /// Whether the mouse is used.
  public var usesMouse: Bool?
  /// The name of a preset of keys.
  public var preset: String?
  /// How exactly pictures are sent while they move.
  public var quality: String?
  /// Whether cells are parted finer than in halves.
  public var sharp: String?
  /// Whether pictures go past ncurses where the terminal allows it.
  public var passesCurses: Bool
  /// The configuration file; nil for none.
  public var configuration: String?

  /// Takes the wishes.
  public init(
    theme: String? = nil, depth: ColourDepth?? = nil, isReadOnly: Bool = false,
    usesMouse: Bool? = nil, preset: String? = nil, quality: String? = nil,
    sharp: String? = nil, passesCurses: Bool = true, configuration: String? = nil
  ) {
    (self.theme, self.depth) = (theme, depth)
    (self.isReadOnly, self.usesMouse) = (isReadOnly, usesMouse)
    (self.preset, self.quality, self.sharp) = (preset, quality, sharp)
    (self.passesCurses, self.configuration) = (passesCurses, configuration)
  }

  /// Where this user's configuration lies; nil without a home.
  public static var userConfiguration: String? {
    var environment: [String: String] = [:]
    for name in ["XDG_CONFIG_HOME", "HOME"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return SettingsFile.path(environment: environment)
  }

  /// Why a theme cannot be had, in one line.
  private static func words(_ error: any Error) -> String {
    (error as? any ExplainedError)?.message ?? SafeText.cleaned("\(error)", limit: 160)
  }

  /// The wishes completed by the configuration file, and the keys that follow from both.
  ///
  /// - Throws: `SettingsError` with every mistake in the file.
  func completed(
    finder: ThemeFinder = .here
  ) throws(SettingsError) -> (options: ScreenOptions, keys: KeySettings) {
    let reading: SettingsFile.Reading? =
      if let configuration { try SettingsFile.read(configuration) } else { nil }
    let settings = reading?.settings ?? Settings()
    // The file's preset is looked at even where another is wished for: a mistake in it is one.
    let own = settings.bindings.map { OwnBinding(key: $0.key, command: $0.command) }
    var keys = KeySettings(preset: settings.preset, own: own)
    var mistakes = reading?.mistakes ?? []
    if let theme = settings.theme {
      do { _ = try finder.theme(theme) } catch { mistakes.append("theme: \(Self.words(error))") }
    }
    mistakes += keys.mistakes
    if let reading, !mistakes.isEmpty {
      throw .mistakes(path: reading.path, mistakes)
    }
    if let preset { keys = KeySettings(preset: preset, own: own) }
    var options = self
    options.theme = theme ?? settings.theme
    if depth == nil { options.configuredDepth = settings.color }
    options.usesMouse = usesMouse ?? settings.mouse
    options.quality = quality ?? settings.quality
    options.sharp = sharp ?? settings.sharp
    return (options, keys)
  }
}
