internal import CNcurses
public import Canvas
internal import Files
internal import Glibc

extension TerminalScreen {
  /// What the cells can show.
  public var cells: CellAbilities { CellAbilities(depth: depth, parts: parts) }

  /// The parts of a cell: only with colours enough that two of them are the best two, and only glyphs
  /// that the terminal did not draw in another width.
  private var parts: CellParts {
    guard !isASCII, depth == .rgb || depth == .indexed256 else { return .halves }
    switch options.sharp {
    case .off: return .halves
    case .quadrant: return answers.quadrantWidth ?? 1 == 1 ? .quadrants : .halves
    case .sextant: return answers.sextantWidth ?? 1 == 1 ? .sextants : .halves
    case .auto:
      return answers.sextantWidth == 1
        ? .sextants : answers.quadrantWidth == 1 ? .quadrants : .halves
    }
  }

  /// What is in force, as it would be set; with one name, more about that.
  public func words(of name: TerminalSetting.Name?) -> String {
    guard let name else {
      return TerminalSetting.Name.allCases.map { "\($0.rawValue)=\(value(of: $0))" }
        .joined(separator: "  ")
    }
    let told = "\(name.rawValue)=\(value(of: name))"
    return switch name {
    case .color: "\(told): colours \(depth.words) (\(SafeText.cleaned(depthReason)))"
    case .sharp: "\(told): \(cells.parts.rawValue)"
    case .output: "\(told): \(link.output)"
    case .quality, .mouse: told
    }
  }

  private func value(of name: TerminalSetting.Name) -> String {
    switch name {
    case .color: (options.depth ?? options.configuredDepth)?.rawValue ?? "auto"
    case .quality: quality.rawValue
    case .sharp: options.sharp.rawValue
    case .mouse: reportsMouse ? "on" : "off"
    case .output: options.picturesPassCurses ? "direct" : "ncurses"
    }
  }

  /// Changes how the terminal is used.
  ///
  /// - Returns: what is so now, in words; a wish that the terminal cannot fulfil says so.
  public func set(_ setting: TerminalSetting) -> String {
    switch setting {
    case .quality(let choice):
      quality = choice
      return "quality \(choice.rawValue)"
    case .sharp(let choice):
      options.sharp = choice
      let isRefused = cells.parts == .halves && choice != .off
      return "sharp \(cells.parts.rawValue)"
        + (isRefused ? ": this terminal does not show such parts of a cell" : "")
    case .passesCurses(let passes):
      options.picturesPassCurses = passes
      restart()
      return "pictures go \(link.output)"
    case .mouse(let isOn):
      useMouse(isOn)
      return "mouse \(isOn ? "on" : "off: the terminal has it")"
    case .colour(let wanted):
      (options.depth, options.depthWish) = (wanted, ":set color")
      restart()
      return "colours \(depth.words) (\(depthReason))"
    }
  }

  /// Whether the terminal is asked to report the mouse.
  public var reportsMouse: Bool { options.usesMouse }

  /// Asks the terminal to report the mouse, or to keep it.
  func useMouse(_ uses: Bool) {
    guard isOpen, uses != options.usesMouse else { return }
    options.usesMouse = uses
    let bytes = pixels(false) + EscapeSequences.mouse(uses) + pixels(uses)
    if !queue.send(bytes) { watcher.wake() }
  }

  /// Whether places of the mouse are told in pixels.
  public var reportsPixels: Bool { usesPixels }

  func pixels(_ isOn: Bool) -> [UInt8] {
    usesPixels ? (isOn ? PixelMouse.on : PixelMouse.off) : []
  }

  /// Starts ncurses anew, for other colours or another way to draw; when that fails, all stays as it is.
  func restart() {
    guard isOpen else { return }
    var evidence = evidence
    (evidence.wanted, evidence.wish) = (options.depth, options.depthWish)
    let detected = ColourDetection.decide(evidence)
    let description = TerminalDescription.choose(detected.depth, evidence.terminfo)
    condyle_curses_close()
    Glibc.close(memory)
    do {
      (memory, columns, rows) = try Self.openCurses(description, line)
      (depth, depthReason) = (description.depth, detected.reason)
    } catch {
      // What worked before works again; without ncurses there is no screen.
      let before = TerminalDescription.choose(depth, evidence.terminfo)
      guard let again = try? Self.openCurses(before, line) else { return deliver(.ending(.gone)) }
      (memory, columns, rows) = again
    }
    if ascii != nil { ascii = ASCIIReduction(depth) }
    writer = FrameWriter(
      memory: memory, columns: columns, rows: rows, depth: depth,
      sink: Self.sink(options, depth, evidence.terminfo, isASCII: ascii != nil))
    cellCost = [:]
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
