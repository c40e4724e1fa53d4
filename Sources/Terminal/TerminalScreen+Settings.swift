internal import CNcurses
public import Canvas

extension TerminalScreen {
  /// What the cells can show.
  public var cells: CellAbilities { CellAbilities(depth: depth) }

  /// Changes how the terminal is used.
  ///
  /// - Returns: what is so now, in words; a wish that the terminal cannot fulfil says so.
  public func set(_ setting: TerminalSetting) -> String {
    switch setting {
    case .quality(let choice):
      quality = choice
      return "quality \(choice.rawValue)"
    case .passesCurses(let passes):
      options.picturesPassCurses = passes
      restart()
      return "pictures go \(link.output)"
    case .mouse(let isOn):
      useMouse(isOn)
      return "mouse \(isOn ? "on" : "off: the terminal has it")"
    case .colour(let wanted):
      options.depth = wanted
      restart()
      return "colours \(depth.words) (\(depthReason))"
    }
  }
}

extension ColourDepth {
  /// Such as "256 colours".
  public var words: String {
    switch self {
    case .rgb: "24 bits"
    case .indexed256: "256"
    case .indexed16: "16"
    case .mono: "none"
    }
  }
}
