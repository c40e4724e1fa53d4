internal import CNcurses
internal import Glibc

/// Asks a terminal about itself.
enum Interview {
  /// What came of it.
  struct Outcome {
    /// What the terminal said.
    var answers = TerminalAnswers()
    /// What the user typed meanwhile.
    var typed: [UInt8] = []
  }

  /// Asks on a second screen, so that the user's own keeps what it shows; the line is raw afterwards.
  ///
  /// A signal that comes meanwhile is obeyed when the terminal is given back.
  static func hold(_ questions: Questions, on line: TerminalLine) -> Outcome {
    var guarding = condyle_guard()
    guarding.output = line.output
    guarding.input = line.input
    guarding.output_flags = line.outputFlags ?? -1
    guarding.input_flags = line.inputFlags ?? -1
    guarding.settings = line.settings
    guarding.standard_error = STDERR_FILENO
    guarding.caught_errors = -1
    let last = EscapeSequences.cancel + Questions.end
    let signals = last.withUnsafeBytes { bytes in
      guarding.restore = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guarding.restore_count = bytes.count
      return condyle_signals_catch(&guarding)
    }
    guard signals >= 0 else { return Outcome() }
    line.makeRaw()
    var interview = Asking(line: line, signals: signals, patience: questions.patience)
    if interview.ask(Questions.begin + questions.first, until: 1) {
      _ = interview.ask(questions.second, until: 2)
    }
    let came = interview.signals()
    interview.finish()
    condyle_signals_release()
    if !came.isEmpty {
      line.restore()
      // To the process: the main actor may run on a thread that takes no signals.
      for signal in came {
        if signal == SIGTSTP { condyle_signals_stop() } else { kill(getpid(), signal) }
      }
      // Stopped and continued, or not obeyed by anybody.
      line.makeRaw()
    }
    return Outcome(answers: interview.reader.answers, typed: interview.reader.rest)
  }
}

/// Writing questions and waiting for what comes.
private struct Asking {
  let line: TerminalLine
  let queue: ByteQueue
  let signalPipe: Int32
  let patience: Int
  let end: Int
  var reader = AnswerReader()

  init(line: TerminalLine, signals: Int32, patience: Int) {
    (self.line, signalPipe, self.patience) = (line, signals, patience)
    queue = ByteQueue(descriptor: line.output)
    end = Clock.milliseconds() + Questions.limit
  }

  /// Whether the last question was answered that many times before patience or time ran out.
  mutating func ask(_ bytes: [UInt8], until rounds: Int) -> Bool {
    queue.send(bytes, withinMilliseconds: patience)
    guard queue.isEmpty else { return false }
    var silentSince = Clock.milliseconds()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while reader.rounds < rounds {
      let now = Clock.milliseconds()
      let left = min(silentSince + patience, end) - now
      guard left > 0 else { return false }
      var ready = [
        pollfd(fd: line.input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signalPipe, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, Int32(clamping: left)) > 0 else { continue }
      // A signal to leave is more urgent than anything that could be answered.
      if ready[1].revents != 0 { return false }
      let got = read(line.input, &buffer, buffer.count)
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { return false }
      silentSince = Clock.milliseconds()
      reader.take(buffer[0..<got])
    }
    return true
  }

  /// The signals that came and are to be obeyed, in their order.
  func signals() -> [Int32] {
    var buffer = [UInt8](repeating: 0, count: 64)
    let got = read(signalPipe, &buffer, buffer.count)
    return got > 0
      ? buffer[0..<got].map(Int32.init).filter { $0 != SIGWINCH && $0 != SIGCONT } : []
  }

  /// Leaves the second screen.
  func finish() {
    let cut = queue.drop() ? EscapeSequences.cancel : []
    queue.send(cut + Questions.end, withinMilliseconds: 100)
    _ = queue.drop()
  }
}
