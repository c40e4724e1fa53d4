public import Files

/// Why there is no screen.
public nonisolated enum TerminalError: ExplainedError, Equatable {
  /// Standard input or output is a file, a pipe or nothing.
  case notATerminal(stream: String)
  /// TERM is empty, or says that the terminal cannot place text.
  case dumb(term: String)
  /// The system has no description even of xterm-256color.
  case noDescriptions
  /// A screen is open already.
  case alreadyOpen
  /// A call of the system failed; `code` is `errno`.
  case system(call: String, code: Int32)
  /// ncurses refused a terminal that it knows.
  case refused(term: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .notATerminal(let stream):
      "condyle review needs a terminal, and \(stream) is not one; "
        + "for work without one use condyle run."
    case .dumb(let term):
      term.isEmpty
        ? "TERM is not set, so nothing is known about the terminal. "
          + "Set it, for example TERM=xterm-256color; for work without a terminal use condyle run."
        : "The terminal \"\(SafeText.cleaned(term))\" cannot place text on the screen. "
          + "Set TERM to what it really is, for example xterm-256color; "
          + "for work without a terminal use condyle run."
    case .noDescriptions:
      "The system knows no terminal, not even xterm-256color. "
        + "Install the terminfo database (on Debian: ncurses-base)."
    case .alreadyOpen:
      "The screen is open already; a process has one."
    case .system(let call, let code):
      "The terminal cannot be set up: \(call) failed with error \(code). "
        + "Try another terminal, or use condyle run."
    case .refused(let term):
      "ncurses cannot drive the terminal \"\(SafeText.cleaned(term))\". "
        + "Try TERM=xterm-256color, or use condyle run."
    }
  }

  /// 64, as a terminal is needed; 74 when the system failed.
  public var exitStatus: ExitStatus {
    switch self {
    case .system: .ioError
    default: .usage
    }
  }
}
