internal import Canvas
internal import Files

/// How many colours a terminal shows, and why it is thought so.
nonisolated struct ColourDetection: Equatable {
  /// The answer.
  var depth: ColourDepth
  /// What it was taken from, such as "COLORTERM=truecolor".
  var reason: String

  /// What is known.
  struct Evidence {
    /// What the user asked for on the command line.
    var wanted: ColourDepth?
    /// What he asked for it with.
    var wish = "--color"
    /// What the user's configuration asks for.
    var configured: ColourDepth?
    /// Variables by name.
    var environment: [String: String]
    /// The database.
    var terminfo: TerminfoFacts
    /// The features that tmux says its client has; nil when there is no tmux or no answer.
    var tmuxFeatures: String?
    /// What the terminal said about itself.
    var answers = TerminalAnswers()
  }

  /// The variables that are read.
  static let variables = [
    "TERM", "COLORTERM", "NO_COLOR", "LC_CONDYLE_COLOR", "TMUX", "STY", "SSH_TTY",
    "SSH_CONNECTION", "COLORFGBG", "TERM_PROGRAM", "LC_TERMINAL", "WT_SESSION", "VTE_VERSION",
    "XTERM_VERSION", "LC_ALL", "LC_CTYPE", "LANG",
  ]

  /// Decides in a fixed order: what was asked for, what the environment says, tmux, the database, the
  /// terminal's own answers, what is known of its kind, and at last the database's number of colours.
  static func decide(_ evidence: Evidence) -> ColourDetection {
    if let wanted = evidence.wanted {
      return ColourDetection(depth: wanted, reason: "\(evidence.wish)=\(wanted.rawValue)")
    }
    if let configured = evidence.configured {
      return ColourDetection(
        depth: configured, reason: "color = \"\(configured.rawValue)\" in the configuration")
    }
    let environment = evidence.environment
    if let name = environment["LC_CONDYLE_COLOR"], let depth = depth(named: name) {
      return ColourDetection(depth: depth, reason: "LC_CONDYLE_COLOR=\(name)")
    }
    if let no = environment["NO_COLOR"], !no.isEmpty {
      return ColourDetection(depth: .mono, reason: "NO_COLOR is set")
    }
    let terminfo = evidence.terminfo
    // Inside screen it was inherited from the terminal around it, which screen shows no 24 bits to.
    let isInScreen =
      Multiplexer(environment) == .screen && environment["STY"]?.isEmpty == false
    if terminfo.isLikeXterm || terminfo.saysRGB, !isInScreen {
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
    if terminfo.isLikeXterm, let said = bySelf(evidence) { return said }
    let colours = max(0, terminfo.colours)
    return ColourDetection(
      depth: colours >= 256 ? .indexed256 : colours >= 8 ? .indexed16 : .mono,
      reason: "terminfo of \(terminfo.name): \(colours) colours")
  }

  /// What the terminal's answers say, or else its kind.
  private static func bySelf(_ evidence: Evidence) -> ColourDetection? {
    let answers = evidence.answers
    if answers.setsRGB == true {
      return ColourDetection(
        depth: .rgb, reason: "the terminal gave back the 24-bit colour it was set to")
    }
    if answers.capabilitiesRGB == true {
      return ColourDetection(depth: .rgb, reason: "the terminal says RGB of itself")
    }
    let known =
      KnownTerminals.byVersion(answers.version)
      ?? KnownTerminals.byEnvironment(evidence.environment)
      ?? KnownTerminals.byName(evidence.environment["TERM"] ?? evidence.terminfo.name)
    guard let known else { return nil }
    // Fewer colours than 256 only where the database says so.
    if known.depth == .indexed256, evidence.terminfo.colours < 256 { return nil }
    return ColourDetection(depth: known.depth, reason: known.reason)
  }

  /// What must be told of a word in `LC_CONDYLE_COLOR` that is passed over; nil when it is none.
  static func warning(_ environment: [String: String]) -> String? {
    guard let name = environment["LC_CONDYLE_COLOR"], !name.isEmpty, name != "auto",
      depth(named: name) == nil
    else { return nil }
    return "LC_CONDYLE_COLOR is “\(SafeText.cleaned(name, limit: 32))”, which means nothing; "
      + "it may be auto, truecolor, rgb, 256, 16 or mono."
  }

  /// The depth that a word in `LC_CONDYLE_COLOR` means; nil for "auto" and for words unknown.
  static func depth(named name: String) -> ColourDepth? {
    switch name {
    case "truecolor", "24bit": .rgb
    default: ColourDepth(rawValue: name)
    }
  }
}
