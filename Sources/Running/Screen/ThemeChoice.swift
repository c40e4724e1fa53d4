internal import Canvas

/// The theme that the user named, or the two of which the terminal's ground chooses one.
struct ThemeChoice {
  private let dark: Theme
  private let light: Theme

  /// Reads what may be needed, so that a mistake is told before anything is opened.
  init(_ word: String?, finder: ThemeFinder = .here) throws {
    dark = try finder.theme(word ?? Theme.dark.name)
    // The built-in theme does where the program came without its themes.
    light = word == nil && finder.names.contains("light") ? try finder.theme("light") : dark
  }

  /// The theme for a ground.
  func theme(onLight isLight: Bool) -> Theme { isLight ? light : dark }
}
