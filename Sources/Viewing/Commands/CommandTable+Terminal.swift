internal import Canvas
internal import Editing

extension CommandTable {
  /// The commands about the terminal.
  static let terminal: [CommandForm] = [
    CommandForm(
      verb: "set",
      usage:
        "set color=auto|rgb|256|16|mono | set quality=auto|full|steady|coarse | "
        + "set sharp=auto|off|quadrant|sextant | set mouse=on|off | set output=direct|ncurses",
      summary: "how the terminal is used, until the screen is left"
    ) { words in
      let word = try words.next("color, quality, sharp, mouse or output, and = with a value")
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].lowercased()
      let value = parts.count > 1 ? String(parts[1]) : try words.next("a value for \(name)")
      return .screen(.set(try setting(name, value.lowercased())))
    },
    CommandForm(
      verb: "lens", usage: "lens",
      summary:
        "show the pane as a picture of true pixels, where the terminal can; any key closes it"
    ) { _ in .screen(.lens) },
    CommandForm(
      verb: "info", usage: "info",
      summary: "what is known about the terminal, its colours, the line, and the sizes"
    ) { _ in .screen(.terminalInfo) },
  ]

  private static func setting(
    _ name: String, _ value: String
  ) throws(CommandError) -> TerminalSetting {
    func unknown(_ allowed: [String]) -> CommandError {
      CommandError("\(name) is \(allowed.joined(separator: ", ")), not “\(value)”")
    }
    switch name {
    case "color", "colour", "colors", "colours":
      if value == "auto" { return .colour(nil) }
      guard let depth = ColourDepth(rawValue: value) else {
        throw unknown(["auto"] + ColourDepth.allCases.map(\.rawValue))
      }
      return .colour(depth)
    case "quality":
      guard let choice = QualityChoice(rawValue: value) else {
        throw unknown(QualityChoice.allCases.map(\.rawValue))
      }
      return .quality(choice)
    case "sharp":
      guard let choice = SharpChoice(rawValue: value) else {
        throw unknown(SharpChoice.allCases.map(\.rawValue))
      }
      return .sharp(choice)
    case "mouse":
      guard ["on", "off"].contains(value) else { throw unknown(["on", "off"]) }
      return .mouse(value == "on")
    case "output":
      guard ["direct", "ncurses"].contains(value) else { throw unknown(["direct", "ncurses"]) }
      return .passesCurses(value == "direct")
    default:
      throw CommandError(
        "there is nothing called “\(name)” to set; there are color, quality, sharp, mouse and output"
      )
    }
  }
}
