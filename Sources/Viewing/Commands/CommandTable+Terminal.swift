internal import Canvas
internal import Editing
internal import Files

extension CommandTable {
  /// The commands about the terminal.
  static let terminal: [CommandForm] = [
    CommandForm(
      verb: "set",
      usage:
        "set color=auto|rgb|256|16|mono | set quality=auto|full|steady|coarse | "
        + "set sharp=auto|off|quadrant|sextant | set mouse=on|off | set output=direct|ncurses",
      summary: "how the terminal is used, until the screen is left; without a value, what is so now"
    ) { words in
      guard !words.isAtEnd else { return .screen(.tellSetting(nil)) }
      let word = try words.next("a name")
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try settingName(parts[0].lowercased())
      if parts.count == 1, words.isAtEnd { return .screen(.tellSetting(name)) }
      let value = parts.count > 1 ? String(parts[1]) : try words.next("a value")
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

  private static func settingName(_ word: String) throws(CommandError) -> TerminalSetting.Name {
    if ["colour", "colors", "colours"].contains(word) { return .color }
    guard let name = TerminalSetting.Name(rawValue: word) else {
      throw CommandError(
        "there is nothing called “\(SafeText.cleaned(word))” to set; there are color, quality, "
          + "sharp, mouse and output")
    }
    return name
  }

  private static func setting(
    _ name: TerminalSetting.Name, _ value: String
  ) throws(CommandError) -> TerminalSetting {
    func unknown(_ allowed: [String]) -> CommandError {
      CommandError(
        "\(name.rawValue) is \(allowed.joined(separator: ", ")), not “\(SafeText.cleaned(value))”")
    }
    switch name {
    case .color:
      if value == "auto" { return .colour(nil) }
      guard let depth = ColourDepth(rawValue: value) else {
        throw unknown(["auto"] + ColourDepth.allCases.map(\.rawValue))
      }
      return .colour(depth)
    case .quality:
      guard let choice = QualityChoice(rawValue: value) else {
        throw unknown(QualityChoice.allCases.map(\.rawValue))
      }
      return .quality(choice)
    case .sharp:
      guard let choice = SharpChoice(rawValue: value) else {
        throw unknown(SharpChoice.allCases.map(\.rawValue))
      }
      return .sharp(choice)
    case .mouse:
      guard ["on", "off"].contains(value) else { throw unknown(["on", "off"]) }
      return .mouse(value == "on")
    case .output:
      guard ["direct", "ncurses"].contains(value) else { throw unknown(["direct", "ncurses"]) }
      return .passesCurses(value == "direct")
    }
  }
}
