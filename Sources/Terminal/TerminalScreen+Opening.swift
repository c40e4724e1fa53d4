internal import CNcurses
internal import Canvas
internal import Files
internal import Glibc
internal import Synchronization

extension TerminalScreen {
  /// Takes over the terminal on standard input and output.
  ///
  /// - Parameter deliver: called on the main actor, in order, and never before this function returns;
  ///   it should hand the event on and return.
  public static func open(
    _ options: TerminalOptions = TerminalOptions(),
    deliver: @escaping @Sendable (TerminalEvent) -> Void
  ) throws(TerminalError) -> TerminalScreen {
    var environment: [String: String] = [:]
    for name in ColourDetection.variables {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return try open(
      options, input: STDIN_FILENO, output: STDOUT_FILENO, environment: environment,
      catchesErrors: true, deliver: deliver)
  }

  /// Takes over any terminal.
  static func open(
    _ options: TerminalOptions, input: Int32, output: Int32, environment: [String: String],
    catchesErrors: Bool, deliver: @escaping @Sendable (TerminalEvent) -> Void
  ) throws(TerminalError) -> TerminalScreen {
    let line = try TerminalLine(input: input, output: output)
    do {
      return try open(
        options, line: line, environment: environment, catchesErrors: catchesErrors,
        deliver: deliver)
    } catch {
      line.restore()
      line.close()
      throw error
    }
  }

  private static func open(
    _ options: TerminalOptions, line: TerminalLine, environment: [String: String],
    catchesErrors: Bool, deliver: @escaping @Sendable (TerminalEvent) -> Void
  ) throws(TerminalError) -> TerminalScreen {
    let term = environment["TERM"] ?? ""
    guard !term.isEmpty, term != "dumb", term != "unknown" else { throw .dumb(term: term) }
    let hasUTF8 = condyle_locale_is_utf8() != 0
    let facts = try TerminfoFacts.read(term: term)
    let isInTmux = environment["TMUX"].map { !$0.isEmpty } ?? false
    let heard = Questions(environment: environment, terminfo: facts)
      .map { Interview.hold($0, on: line) }
    let answers = heard?.answers ?? TerminalAnswers()
    let evidence = ColourDetection.Evidence(
      wanted: options.depth, configured: options.configuredDepth, environment: environment,
      terminfo: facts, tmuxFeatures: isInTmux ? TmuxClient.features() : nil, answers: answers)
    let detected = ColourDetection.decide(evidence)
    let description = TerminalDescription.choose(detected.depth, facts)
    var warnings: [String] = []
    if facts.name != term {
      warnings.append(
        "The terminal \"\(SafeText.cleaned(term))\" is not known here; "
          + "it is taken for \(facts.name).")
    }
    if let warning = ColourDetection.warning(environment) { warnings.append(warning) }
    let asciiReason = LocaleCharacters(environment).asciiReason(
      width: answers.letterWidth, hasUTF8: hasUTF8)
    if let asciiReason { warnings.append(asciiReason) }
    let cell = answers.cellPixels ?? line.cellPixels()
    // A cell's exact size only the terminal knows; a multiplexer has cells and no pixels.
    let usesPixels =
      options.usesMouse && answers.reportsPixels == true && answers.cellPixels != nil
      && Multiplexer(environment) == .none

    let (memory, columns, rows) = try openCurses(description, line)
    let errors = catchesErrors ? StandardErrorCatch() : nil
    var guarding = condyle_guard()
    // It may be turned on later.
    let restore = (usesPixels ? PixelMouse.off : []) + EscapeSequences.leave(usesMouse: true)
    guarding.output = line.output
    guarding.input = line.input
    guarding.output_flags = line.outputFlags ?? -1
    guarding.input_flags = line.inputFlags ?? -1
    guarding.settings = line.settings
    guarding.standard_error = errors?.original ?? STDERR_FILENO
    guarding.caught_errors = errors?.memory ?? -1
    // A sequence may be cut off just where the fault happens.
    let last = EscapeSequences.cancel + restore
    let signals = last.withUnsafeBytes { bytes in
      guarding.restore = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guarding.restore_count = bytes.count
      return condyle_signals_catch(&guarding)
    }
    func undo() {
      condyle_signals_release()
      condyle_curses_close()
      Glibc.close(memory)
      errors?.end()
    }
    guard signals >= 0 else {
      let code = errno
      undo()
      throw .system(call: "pipe2", code: code)
    }

    let queue = ByteQueue(descriptor: line.output)
    let place = ScreenPlace()
    do {
      let watcher = try Watcher(line: line, signals: signals, queue: queue) {
        Task { @MainActor in place.screen?.serve() }
      }
      let writer = FrameWriter(
        memory: memory, columns: columns, rows: rows, depth: description.depth,
        sink: sink(options, description.depth, facts, isASCII: asciiReason != nil))
      let screen = TerminalScreen(
        Parts(
          line: line, queue: queue, watcher: watcher, writer: writer, errors: errors,
          memory: memory,
          depth: description.depth, depthReason: detected.reason, termName: term,
          warnings: warnings, options: options, evidence: evidence, answers: answers,
          ground: Ground.colour(answers, environment),
          ascii: asciiReason == nil ? nil : ASCIIReduction(description.depth), cell: cell,
          usesPixels: usesPixels,
          typed: heard?.typed ?? []), deliver: deliver)
      place.screen = screen
      screen.enter()
      try watcher.start()
      screen.readTyped()
      return screen
    } catch {
      undo()
      throw error
    }
  }

  /// What pictures are sent through.
  static func sink(
    _ options: TerminalOptions, _ depth: ColourDepth, _ facts: TerminfoFacts, isASCII: Bool
  ) -> any CellSink {
    guard options.picturesPassCurses, !isASCII else { return CursesSink() }
    switch depth {
    case .rgb: return DirectSink(isRGB: true)
    case .indexed256: return facts.isLikeXterm ? DirectSink(isRGB: false) : CursesSink()
    case .indexed16, .mono: return CursesSink()
    }
  }

  /// Starts ncurses for a description, drawing into a file in memory.
  static func openCurses(
    _ description: TerminalDescription, _ line: TerminalLine
  ) throws(TerminalError) -> (memory: Int32, columns: Int, rows: Int) {
    let memory = condyle_memory_file(0)
    guard memory >= 0 else { throw .system(call: "memfd_create", code: errno) }
    let own = fcntl(line.output, F_DUPFD_CLOEXEC, 3)
    guard own >= 0 else {
      let code = errno
      Glibc.close(memory)
      throw .system(call: "fcntl", code: code)
    }
    let (columns, rows) = line.size()
    let isOpen = condyle_curses_open(
      description.term, description.entry, line.input, own, memory, Int32(columns), Int32(rows),
      description.depth == .mono ? 0 : 1)
    guard isOpen != 0 else {
      condyle_curses_close()
      Glibc.close(memory)
      throw .refused(term: description.term)
    }
    return (memory, columns, rows)
  }
}

/// Where the screen will be found; an identity, as the watching thread is made before the screen.
final class ScreenPlace {
  weak var screen: TerminalScreen?
}
