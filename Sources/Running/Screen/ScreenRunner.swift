internal import Canvas
internal import Files
internal import Glibc
internal import Reviewing
internal import Terminal
internal import Viewing
internal import Volumes

/// `condyle review`: from inputs to a screen, and back to the shell.
@MainActor
public enum ScreenRunner {
  /// Opens the case and the screen, and runs until it is left.
  ///
  /// What stands in the way of a screen is told before a case is opened or made.
  ///
  /// - Returns: what the process answers: 0, or 128 and the number of the signal that ended it.
  /// - Throws: an `ExplainedError`; the case is closed and the terminal given back then.
  public static func run(
    _ selection: InputSelection, _ place: CasePlace, _ options: ScreenOptions,
    warn: (String) -> Void
  ) async throws -> Int32 {
    let (options, keys) = try options.completed()
    try requireTerminal()
    let themes = try ThemeChoice(options.theme)
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    warn("Reading …")
    var set = try open(selection, place, options, context)
    let whereabouts = set.file.map { SafeText.path($0.path) }
    let review = set.takeReview()
    let standings =
      set.casePath == nil
      ? nil
      : BoneStandings(
        review.labels, ai: review.ai, verdicts: set.verdicts, terms: set.terms(set.side))
    var session = Session(
      review,
      situation: set.situation(
        readOnly: options.isReadOnly ? "opened with --read-only" : nil,
        account: context.author.user), standings: standings, keys: keys)
    session.restoreView(set.view)
    let history = HistoryFile(stateFolder: context.stateFolder)
    session.remember(history.lines())
    let mailbox = Mailbox()
    let port: TerminalScreen
    do {
      port = try TerminalScreen.open(
        TerminalOptions(
          depth: options.depth ?? nil, configuredDepth: options.configuredDepth,
          usesMouse: options.usesMouse ?? true,
          picturesPassCurses: options.passesCurses,
          quality: options.quality.flatMap(QualityChoice.init(rawValue:)) ?? .auto,
          sharp: options.sharp.flatMap(SharpChoice.init(rawValue:)) ?? .off)
      ) { mailbox.put(LoopEvent($0)) }
    } catch {
      set.close("no screen").forEach(warn)
      throw error
    }
    // Told on the screen: a line written before it is gone as soon as the screen is there.
    let greeting = greeting(of: set, port.warnings, isReadOnly: options.isReadOnly)
    if !greeting.isEmpty { mailbox.put(.action(.report(greeting))) }
    let loop = ScreenLoop(
      consume session, set: set, user: context.author.user, series: selection.series, port: port,
      painter: ScreenRenderer(theme: themes.theme(onLight: port.hasLightGround)), mailbox: mailbox)
    let ending = await loop.run()
    let historyNotice = Self.keep(loop.session.typedHere, in: history)
    // Who leaves reads; who was ended by a signal may be gone.
    guard ending.reason == .quit || Console.takesErrors else {
      return ending.unsavedCount == 0 ? ending.reason.exitCode : ExitStatus.ioError.rawValue
    }
    (ending.notices + historyNotice).forEach(warn)
    guard ending.unsavedCount == 0 else {
      throw UnsavedChanges(count: ending.unsavedCount, path: whereabouts ?? "the case")
    }
    if let whereabouts { warn("\(whereabouts) holds everything.") }
    return ending.reason.exitCode
  }

  /// Adds what was typed to the history; what is told when that fails.
  private static func keep(_ typed: [String], in history: HistoryFile) -> [String] {
    do {
      try history.add(typed)
      return []
    } catch {
      return ["The history of the command line was not kept. \(error)"]
    }
  }

  /// Looks at the terminal before anything is read.
  private static func requireTerminal() throws {
    for (descriptor, name) in [
      (STDIN_FILENO, "standard input"), (STDOUT_FILENO, "standard output"),
    ]
    where isatty(descriptor) == 0 {
      throw TerminalError.notATerminal(stream: name)
    }
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    if ["", "dumb", "unknown"].contains(term) { throw TerminalError.dumb(term: term) }
  }

  /// A case to go on with, a new one, or what is only looked at.
  private static func open(
    _ selection: InputSelection, _ place: CasePlace, _ options: ScreenOptions,
    _ context: CaseContext
  ) throws -> WorkingSet {
    guard options.isReadOnly else {
      return try WorkingSet.open(selection, for: .edit(place), context: context)
    }
    var selection = selection
    if let path = place.path { selection.inputs.append(path) }
    return try WorkingSet.open(selection, for: .look, context: context)
  }

  /// What the first screen says: that the case was there already, and that there is something to be told.
  static func greeting(
    of set: WorkingSet, _ warnings: [String], isReadOnly: Bool
  ) -> String {
    var parts = warnings
    if isReadOnly {
      parts.append("Opened with --read-only: nothing can be changed.")
    } else if set.isResumed {
      parts.append("This case was there already; work on it continues.")
    }
    if !set.notices.isEmpty {
      let count = set.notices.count
      parts.append("\(count == 1 ? "A notice is" : "\(count) notices are") shown by :notices")
    }
    return parts.joined(separator: " ")
  }

}

/// Changes that were shown and are lost.
struct UnsavedChanges: ExplainedError {
  let count: Int
  let path: String

  var message: String {
    "\(count) change\(count == 1 ? "" : "s") could not be saved in \(path), as the screen said. "
      + "Everything before \(count == 1 ? "it" : "them") is saved. Free space on its disk, open the "
      + "case again, and repeat what is missing."
  }
  var exitStatus: ExitStatus { .ioError }
}
