/// What stands between the program and the user's terminal.
nonisolated enum Multiplexer: Equatable {
  /// Nothing that is known.
  case none
  /// tmux.
  case tmux
  /// GNU screen, or what calls itself so.
  case screen

  /// Finds out by the environment.
  init(_ environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    if environment["TMUX"]?.isEmpty == false || term == "tmux" || term.hasPrefix("tmux-") {
      self = .tmux
    } else if environment["STY"]?.isEmpty == false || term == "screen" || term.hasPrefix("screen") {
      self = .screen
    } else {
      self = .none
    }
  }
}
