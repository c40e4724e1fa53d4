internal import CNcurses

/// What the system's database says about a terminal.
nonisolated struct TerminfoFacts: Equatable {
  /// The name it was found under: TERM itself, or the one taken for it.
  var name: String
  /// Colours; -1 for none.
  var colours: Int
  /// Whether it says RGB or Tc.
  var saysRGB: Bool

  /// Whether it understands what xterm does, keys and 24-bit colours alike.
  var isLikeXterm: Bool {
    Self.likeXterm.contains { name == $0 || name.hasPrefix($0 + "-") || name.hasPrefix($0 + "+") }
  }

  private static let likeXterm = [
    "xterm", "tmux", "screen", "alacritty", "kitty", "foot", "wezterm", "vte", "gnome", "konsole",
    "iterm", "iterm2", "ghostty", "contour", "mintty", "ms-terminal", "putty", "st", "rio",
    "mlterm", "nsterm", "xterm-256color",
  ]

  /// Looks a terminal up; an unknown one is taken for xterm-256color.
  @MainActor
  static func read(term: String) throws(TerminalError) -> TerminfoFacts {
    var found = condyle_terminfo()
    for name in [term, "xterm-256color"]
    where condyle_terminfo_read(name, &found) == CONDYLE_TERMINFO_FOUND {
      return TerminfoFacts(
        name: name, colours: Int(found.colours), saysRGB: found.says_rgb != 0)
    }
    throw .noDescriptions
  }
}
