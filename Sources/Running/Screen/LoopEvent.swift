internal import Canvas
internal import Files
internal import Reviewing
internal import Viewing

/// What the loop is told: by the terminal, by the journal, and by work in the background.
enum LoopEvent: Sendable {
  /// The user did something.
  case input([InputEvent])
  /// The screen has another size.
  case resized(columns: Int, rows: Int)
  /// What was shown has arrived.
  case drained
  /// The pictures that were shown first in part are exact now.
  case exact
  /// The shell has continued the program.
  case continued
  /// The program must end now.
  case ending(LeavingReason)
  /// An effect answers.
  case action(Action)
  /// The journal has dealt with one order.
  case journal(JournalAnswer)
  /// The work with this number goes on.
  case progress(Int, ScreenState.Work)
  /// The work with this number has ended.
  case workEnded(Int, WorkResult)
}

/// What came of an order to the journal: exactly one for each order.
struct JournalAnswer: Sendable {
  /// What the session is told, in order.
  var actions: [Action] = []
  /// How many steps were taken back or repeated.
  var stepCount = 0
}

/// What came of work in the background.
enum WorkResult: Sendable {
  /// Files are written: what to tell, and what the case keeps of it.
  case written(String, EventKind, EventFields)
  /// It failed: the reason, and what to do.
  case failed(String)
  /// It was stopped before anything was written.
  case stopped
}

/// Why the screen is left.
enum LeavingReason: Hashable, Sendable {
  /// The user has asked for it.
  case quit
  /// SIGHUP: the connection or the window is gone.
  case hangup
  /// SIGTERM.
  case terminated
  /// SIGINT from outside.
  case interrupted
  /// The terminal no longer takes or gives anything.
  case terminalGone

  /// What the case keeps.
  var words: String {
    switch self {
    case .quit: "quit"
    case .hangup: "hangup"
    case .terminated: "terminated"
    case .interrupted: "interrupted"
    case .terminalGone: "terminal gone"
    }
  }

  /// What the process answers: 128 and the signal's number, as a shell would say it.
  var exitCode: Int32 {
    switch self {
    case .quit: 0
    case .hangup, .terminalGone: 129
    case .interrupted: 130
    case .terminated: 143
    }
  }
}
