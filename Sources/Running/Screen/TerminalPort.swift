internal import Canvas
internal import Files
internal import Terminal
internal import Viewing

extension TerminalScreen: ScreenPort {
  func link(after state: LinkState) -> LinkState {
    let link = link
    return state.taking(delay: link.delay, isUnanswered: link.isAnswering == false)
  }

  var pointer: Pointer { !reportsMouse ? .none : reportsPixels ? .pixels : .cells }

  var facts: [String] {
    let link = link
    let rate = link.rate.map { $0 > 20e6 ? "over 20 MB/s" : "about \(Int($0 / 1000)) kB/s" }
    return [
      "terminal: \(SafeText.cleaned(termName))",
      "colours: \(depth.words) — \(SafeText.cleaned(depthReason))",
      "size: \(columns)×\(rows) cells; a cell is \(PositionText.decimal(cellAspect, places: 2)) "
        + "times as tall as wide",
      "pictures: \(link.output); quality \(quality.rawValue); sharp \(cells.parts.rawValue)",
      "frames: "
        + (link.isAnswering == nil
          ? "no answer from the terminal yet"
          : link.isAnswering == true
            ? "the terminal tells when one is drawn"
            : "the terminal does not tell when one is drawn; at most 15 a second"),
      "line: "
        + (link.delay.map { "\(PositionText.decimal($0, places: 1)) ms for the last frame" }
          ?? "not measured yet") + (rate.map { ", \($0)" } ?? ""),
      "lens: \(lensWords)",
      "mouse: \(reportsMouse ? reportsPixels ? "on, in pixels" : "on, whole cells" : "off")",
    ]
  }
}

extension TerminalScreen {
  @MainActor private var lensWords: String {
    switch lensOffer {
    case .pixels(let cell, _):
      "pictures of true pixels, \(Int(cell.x))×\(Int(cell.y)) a cell"
    case .refused(let reason): reason
    }
  }
}

extension LoopEvent {
  /// What the terminal has to tell.
  init(_ event: TerminalEvent) {
    switch event {
    case .input(let inputs): self = .input(inputs)
    case .resized(let columns, let rows): self = .resized(columns: columns, rows: rows)
    case .drained: self = .drained
    case .exact: self = .exact
    case .continued: self = .continued
    case .ending(.hangup): self = .ending(.hangup)
    case .ending(.terminate): self = .ending(.terminated)
    case .ending(.interrupt): self = .ending(.interrupted)
    case .ending(.gone): self = .ending(.terminalGone)
    }
  }
}
