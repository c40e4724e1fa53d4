internal import Canvas

/// What is known of terminals that do not tell by themselves.
nonisolated enum KnownTerminals {
  /// The depth of a terminal by its own name and version, and what that was taken from.
  static func byVersion(_ version: String?) -> (depth: ColourDepth, reason: String)? {
    guard let version else { return nil }
    let name = version.prefix { $0.isLetter || $0.isNumber }
    let number = version.dropFirst(name.count).drop { !$0.isNumber }.prefix { $0.isNumber }
    let first = Int(number) ?? 0
    let has24 =
      switch name.lowercased() {
      case "iterm2", "wezterm", "kitty", "foot", "ghostty", "alacritty", "konsole", "contour",
        "mintty", "rio":
        true
      case "vte": first >= 3600
      case "xterm": first >= 331
      default: false
      }
    return has24 ? (.rgb, "the terminal is \(version)") : nil
  }

  /// The depth by variables that a terminal sets for those it starts.
  ///
  /// Inside tmux and screen they tell of the terminal around those, or of one of long ago.
  static func byEnvironment(
    _ environment: [String: String]
  ) -> (depth: ColourDepth, reason: String)? {
    guard Multiplexer(environment) == .none else { return nil }
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let program = value("TERM_PROGRAM") {
      switch program {
      case "Apple_Terminal": return (.indexed256, "TERM_PROGRAM=\(program)")
      case "iTerm.app", "WezTerm", "ghostty", "kitty", "vscode", "mintty", "rio":
        return (.rgb, "TERM_PROGRAM=\(program)")
      default: break
      }
    }
    if value("LC_TERMINAL") == "iTerm2" { return (.rgb, "LC_TERMINAL=iTerm2") }
    if value("WT_SESSION") != nil { return (.rgb, "WT_SESSION: Windows Terminal") }
    if let version = value("VTE_VERSION"), let number = Int(version), number >= 3600 {
      return (.rgb, "VTE_VERSION=\(number)")
    }
    if let version = value("XTERM_VERSION"), let known = byVersion(version) {
      return (known.depth, "XTERM_VERSION")
    }
    return nil
  }

  /// The depth by the terminal's name in TERM.
  static func byName(_ term: String) -> (depth: ColourDepth, reason: String)? {
    let first = term.split(separator: "-").prefix(2).joined(separator: "-")
    let names = [
      "alacritty", "foot", "foot-extra", "kitty", "wezterm", "ghostty", "contour", "rio",
      "xterm-kitty", "xterm-ghostty", "alacritty-direct", "iterm2",
    ]
    return names.contains(first) ? (.rgb, "TERM=\(term)") : nil
  }
}
