internal import Canvas
internal import Terminal
internal import Viewing

extension TerminalScreen: ScreenPort {}

extension LoopEvent {
  /// What the terminal has to tell.
  init(_ event: TerminalEvent) {
    switch event {
    case .input(let inputs): self = .input(inputs)
    case .resized(let columns, let rows): self = .resized(columns: columns, rows: rows)
    case .drained: self = .drained
    case .continued: self = .continued
    case .ending(.hangup): self = .ending(.hangup)
    case .ending(.terminate): self = .ending(.terminated)
    case .ending(.interrupt): self = .ending(.interrupted)
    case .ending(.gone): self = .ending(.terminalGone)
    }
  }
}
