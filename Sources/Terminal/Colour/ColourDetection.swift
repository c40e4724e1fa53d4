internal import Canvas

/// How many colours a terminal shows, and why it is thought so.
nonisolated struct ColourDetection: Equatable {
  /// The answer.
  var depth: ColourDepth
  /// What it was taken from, such as "COLORTERM=truecolor".
  var reason: String

  /// What is known before anything was asked of the terminal itself.
  struct Evidence {
    /// What the user asked for on the command line.
    var wanted: ColourDepth?
    /// Variables by name.
    var environment: [String: String]
    /// The database.
    var terminfo: TerminfoFacts
    /// The features that tmux says its client has; nil when there is no tmux or no answer.
    var tmuxFeatures: String?
  }

  /// The variables that are read.
  static let variables = [
    "TERM", "COLORTERM", "NO_COLOR", "LC_CONDYLE_COLOR", "TMUX", "STY", "SSH_TTY",
    "SSH_CONNECTION", "COLORFGBG", "TERM_PROGRAM", "LC_TERMINAL", "WT_SESSION", "VTE_VERSION",
    "XTERM_VERSION", "LC_ALL", "LC_CTYPE", "LANG",
  ]

  /// Decides in a fixed order: what was asked for, what the environment says, tmux, the database.
  static func decide(_ evidence: Evidence) -> ColourDetection {
    if let wanted = evidence.wanted {
      return ColourDetection(depth: wanted, reason: "--color=\(wanted.rawValue)")
    }
    let environment = evidence.environment
    if let name = environment["LC_CONDYLE_COLOR"], let depth = depth(named: name) {
      return ColourDetection(depth: depth, reason: "LC_CONDYLE_COLOR=\(name)")
    }
    if let no = environment["NO_COLOR"], !no.isEmpty {
      return ColourDetection(depth: .mono, reason: "NO_COLOR is set")
    }
    let terminfo = evidence.terminfo
    if terminfo.isLikeXterm || terminfo.saysRGB {
      if let name = environment["COLORTERM"], name == "truecolor" || name == "24bit" {
        return ColourDetection(depth: .rgb, reason: "COLORTERM=\(name)")
      }
    }
    if let features = evidence.tmuxFeatures {
      return features.split(separator: ",").contains("RGB")
        ? ColourDetection(depth: .rgb, reason: "tmux: its client shows 24 bits")
        : ColourDetection(depth: .indexed256, reason: "tmux: its client shows no 24 bits")
    }
    if terminfo.name.hasSuffix("-direct") {
      return ColourDetection(depth: .rgb, reason: "TERM=\(terminfo.name)")
    }
    if terminfo.saysRGB {
      return ColourDetection(depth: .rgb, reason: "terminfo of \(terminfo.name): RGB")
    }
    let colours = max(0, terminfo.colours)
    return ColourDetection(
      depth: colours >= 256 ? .indexed256 : colours >= 8 ? .indexed16 : .mono,
      reason: "terminfo of \(terminfo.name): \(colours) colours")
  }

  /// The depth that a word in `LC_CONDYLE_COLOR` means; nil for "auto" and for words unknown.
  static func depth(named name: String) -> ColourDepth? {
    switch name {
    case "truecolor", "24bit": .rgb
    default: ColourDepth(rawValue: name)
    }
  }
}
