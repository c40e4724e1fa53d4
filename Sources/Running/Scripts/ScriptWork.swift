internal import Editing
internal import Files
internal import Reviewing
internal import Viewing
internal import Volumes

/// A session at work on a script, and the effects that follow its commands.
struct ScriptWork {
  private var session: Session
  private let set: WorkingSet
  private let file: CaseFile
  private var signer: BoneSigner
  private(set) var steps: [RunOutcome.Step] = []
  private(set) var isOver = false
  private(set) var stoppedBySignal: Int32?
  private(set) var stopText: String?
  private(set) var changeCount = 0
  /// What the case file had to say while it saved, such as that the disk is full.
  private(set) var warnings: [String] = []

  /// Begins with volumes that nobody else holds: shared labels would all be copied at the first
  /// change.
  init(_ review: consuming ReviewCase, set: WorkingSet, file: CaseFile) {
    session = Session(review)
    self.set = set
    self.file = file
    signer = BoneSigner(file: file, verdicts: set.verdicts, isScripted: true)
  }

  /// What the last command came to.
  var message: String { session.message }

  /// Carries out a command and everything that follows.
  ///
  /// - Returns: the number of the event under which a change is saved, nil when nothing changed.
  mutating func carryOut(_ command: Command) throws -> Int? {
    var event: Int?
    for effect in try session.update(.command(command)) {
      event = try carryOut(effect) ?? event
    }
    if event != nil { changeCount += 1 }
    return event
  }

  private mutating func carryOut(_ effect: Effect) throws -> Int? {
    switch effect {
    case .commit(let edit): return try commit(edit)
    case .undo(let count): return try step(count, redo: false)
    case .redo(let count): return try step(count, redo: true)
    case .keepTable(let table): return try file.commit(table).map { note($0) }
    case .snapshot(let order): return try snapshot(order)
    case .export(let order, let values): return try export(order, values)
    case .quit:
      isOver = true
      return nil
    case .resume, .makeSurface, .measureChange, .readIdentity, .readNotes, .cancelWork, .redraw,
      .suspend, .set, .tellSetting, .readTerminal, .findPaths, .editNote, .lens:
      // A script has no screen, so nothing of the screen follows; and it ends at the first failure.
      return nil
    case .sign(let order, let value): return try sign(order, value)
    case .note(let text):
      let event = try file.note(text)
      _ = try session.update(.report("note kept"))
      return note(event)
    }
  }

  private mutating func sign(_ order: SignOrder, _ value: UInt8) throws -> Int? {
    let side = LateralityEvidence(session.labels, header: set.side.header)
    let outcome = try signer.sign(order, value, session.labels, set.terms(side))
    _ = try session.update(.report(outcome.message))
    if order.verdict == .accept, side.agreement == .disagree { warnings.append(side.sentence) }
    return outcome.event.map { note($0) }
  }

  private mutating func commit(_ edit: Edit) throws -> Int {
    do {
      let event = try file.commit(edit)
      _ = try session.update(.committed)
      return note(event)
    } catch let error as any ExplainedError {
      _ = try session.update(.commitFailed(error.message))
      throw error
    }
  }

  private mutating func step(_ count: Int, redo: Bool) throws -> Int? {
    var event: Int?
    var done = 0
    while done < count, let step = try redo ? file.redo() : file.undo() {
      _ = try session.update(.stepped(step.edit, redo: redo))
      event = note(step.event)
      done += 1
    }
    if done < count {
      _ = try session.update(.noStep(redo: redo, done: done))
    } else if done > 1 {
      _ = try session.update(.report("\(counted(done, "step")), the last \(session.message)"))
    }
    return event
  }

  private mutating func snapshot(_ order: SnapshotOrder) throws -> Int? {
    let (text, fields) = try leaving.write(SnapshotRequest(order, of: session))
    let event = try file.append(.snapshot, fields)
    _ = try session.update(.report(text))
    return note(event)
  }

  private mutating func export(_ order: ExportOrder, _ values: Set<UInt8>) throws -> Int? {
    let (text, report) = try leaving.export(order, values, head: file.head.hash)
    let event = try file.append(.export, report.fields)
    _ = try session.update(.report(text))
    warnings += report.notices.filter { !set.notices.contains($0) }
    try report.requireComplete()
    return note(event)
  }

  /// Its labels are the session's own: it must be gone before they change.
  private var leaving: LeavingOrder {
    LeavingOrder(set: set, labels: session.labels, verdicts: signer.verdicts)
  }

  /// Keeps what the case file had to say, and answers the number of the event.
  private mutating func note(_ event: CommittedEvent) -> Int {
    if let warning = event.warning { warnings.append(warning) }
    return event.seq
  }

  /// Hands over what there is to be warned of.
  mutating func takeWarnings() -> [String] {
    defer { warnings = [] }
    return warnings
  }

  /// Remembers what a command came to.
  mutating func note(_ statement: CommandStatement, _ source: String, _ event: Int?) {
    steps.append(
      RunOutcome.Step(source: source, line: statement.line, message: message, event: event))
  }

  /// Ends before a command because of a signal.
  mutating func stop(_ signal: Int32, before line: Int, of source: String) {
    isOver = true
    stoppedBySignal = signal
    stopText =
      "Stopped by \(PendingSignal.name(signal)) before line \(line) of \(source). "
      + "Everything reported is saved; the rest of the script, from that line on, can be run with "
      + "--resume."
  }
}
