internal import Canvas
internal import Files
internal import Reviewing
internal import Viewing
internal import Editing
internal import Volumes

/// The loop of the interactive program: one event after the other, and a frame when all are dealt with.
///
/// It alone holds the session, and with it the only reference to the labels; what goes to other threads
/// is a block or a copy made for it. Nothing runs while nothing happens. A class, as its turns are begun
/// by whatever comes into the box.
@MainActor
final class ScreenLoop<Port: ScreenPort, Painter: FramePainter> {
  private(set) var session: Session
  let port: Port
  var painter: Painter
  let mailbox: Mailbox
  /// The case, its labels left out, for what is written.
  let set: WorkingSet
  /// The number of the DICOM series that the user named.
  private let series: Int?
  let journal: JournalKeeper?
  private let workshop: SurfaceWorkshop
  /// Orders to the journal that have not been answered.
  var unanswered = 0
  /// What the user waits for.
  var work: ScreenWork?
  var workCount = 0
  /// Gives verdicts; nil without a case file.
  var signer: BoneSigner?
  /// Verdicts that wait until everything is saved.
  var verdictOrders: [(SignOrder, UInt8)] = []
  /// Whether a picture of true pixels is shown, or is to be.
  var lens = LensState.closed
  private var leaving: LeavingReason?
  /// Who waits for the end.
  private var ended: CheckedContinuation<Void, Never>?
  private var isDrawn = false

  /// How the screen was left.
  struct Ending: Sendable {
    /// Why.
    let reason: LeavingReason
    /// What the user must be told.
    let notices: [String]
    /// How many edits could not be saved.
    let unsavedCount: Int
  }

  /// Takes a session that nobody else holds, the case it belongs to, and the box that the port's events
  /// go into.
  init(
    _ session: consuming Session, set: WorkingSet, user: String, series: Int?, port: Port,
    painter: Painter, mailbox: Mailbox
  ) {
    self.session = session
    (self.port, self.painter, self.mailbox) = (port, painter, mailbox)
    (self.set, self.series) = (set, series)
    signer = set.file.map { BoneSigner(file: $0, verdicts: set.verdicts, isScripted: false) }
    journal = set.file.map { file in
      JournalKeeper(file, user: user) { mailbox.put(.journal($0)) }
    }
    workshop = SurfaceWorkshop { mailbox.put(.action($0)) }
  }

  /// Runs until the screen is left; the case and the port are closed then.
  func run() async -> Ending {
    react(
      .resized(columns: port.columns, rows: port.rows, cellAspect: port.cellAspect))
    react(.cells(port.cells))
    if let journal {
      journal.tellHistory()
      unanswered += 1
    }
    proposeNames()
    draw()
    await withCheckedContinuation { ended in
      self.ended = ended
      mailbox.setReader { [self] in turn() }
    }
    mailbox.setReader(nil)
    return await leave(leaving ?? .terminalGone)
  }

  /// Deals with all that has come, and draws.
  private func turn() {
    for event in mailbox.takeAll() where leaving == nil || event.isEndOfWork { handle(event) }
    if leaving != nil {
      ended?.resume()
      ended = nil
      return
    }
    giveVerdicts()
    beginWork()
    draw()
    if lens == .wanted, isDrawn { openLens() }
    if isAtRest { port.rest() }
  }

  private func handle(_ event: LoopEvent) {
    switch event {
    case .drained: return
    case .exact:
      // What is exact now is what was drawn last, and only that was seen.
      if isDrawn { noteShown() }
      return
    default: isDrawn = false
    }
    switch event {
    case .input(let inputs):
      for input in inputs where leaving == nil && !isForLens(input) { react(.input(input)) }
    case .resized(let columns, let rows):
      closeLens()
      react(.resized(columns: columns, rows: rows, cellAspect: port.cellAspect))
    case .drained, .exact: break
    case .continued:
      closeLens()
      port.repaint()
      react(.resized(columns: port.columns, rows: port.rows, cellAspect: port.cellAspect))
    case .ending(let reason): leaving = reason
    case .action(let action): react(action)
    case .journal(let answer): take(answer)
    case .progress(let number, let progress):
      if work?.number == number { react(.progress(progress)) }
    case .workEnded(let number, let result):
      if work?.number == number { endWork(result) }
    }
  }

  func react(_ action: Action) {
    let effects = session.react(action)
    var jobs: [SurfaceJob] = []
    for effect in effects {
      if case .makeSurface(let job) = effect { jobs.append(job) } else { carryOut(effect) }
    }
    if !jobs.isEmpty { workshop.order(jobs) }
  }

  private func take(_ answer: JournalAnswer) {
    unanswered -= 1
    var isStepping = answer.stepCount > 1
    for action in answer.actions {
      // After the last step, before anything else has its say.
      if isStepping, !action.isStep {
        isStepping = false
        if !action.isNoStep {
          react(
            .report("\(counted(answer.stepCount, "step")), the last \(session.message)"))
        }
      }
      react(action)
    }
  }

  /// Shows what is, unless the terminal is still busy with what was: then at the next `drained`.
  private func draw() {
    guard !isDrawn, lens != .open, port.isDrained else { return }
    let link = port.link(after: session.screen.link)
    if link != session.screen.link { react(.link(link)) }
    if port.pointer != session.screen.pointer { react(.pointer(port.pointer)) }
    isDrawn = port.show(painter.frame(of: session))
    guard isDrawn, port.isExact else { return }
    noteShown()
    if !isDrawn { isDrawn = port.isDrained && port.show(painter.frame(of: session)) }
  }

  /// Notes what has been shown exactly.
  private func noteShown() {
    let told = session.seenProgress
    react(.shown)
    // That changes the list of bones, which is shown too: now, or when the terminal is ready.
    if session.seenProgress != told { isDrawn = false }
  }

  /// Whether everything that was begun has been answered, and is shown.
  private var isAtRest: Bool {
    isDrawn && unanswered == 0 && work == nil && verdictOrders.isEmpty
      && session.surfacesInWork.isEmpty && session.checksInWork.isEmpty
      && session.changesInWork.isEmpty
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .commit(let edit): order({ $0.commit(edit) })
    case .undo(let count): order({ $0.step(count, redo: false) })
    case .redo(let count): order({ $0.step(count, redo: true) })
    case .resume: order({ $0.resume() })
    case .keepTable(let table):
      // What is hidden while a case is only looked at is nobody else's business.
      if journal != nil { order({ $0.keep(table) }) }
    case .snapshot(let order): accept(.snapshot(order))
    case .export(let order, let values): accept(.export(order, values))
    case .cancelWork: cancelWork()
    case .readIdentity: readIdentity()
    case .lens: askForLens()
    case .redraw:
      port.repaint()
      isDrawn = false
    case .set(let setting):
      react(.report(port.set(setting)))
      react(.cells(port.cells))
      isDrawn = false
    case .tellSetting(let name): react(.report(port.words(of: name)))
    case .readTerminal: react(.terminal(port.facts))
    case .suspend: port.suspend()
    case .quit: leaving = .quit
    case .makeSurface(let job): workshop.order([job])
    case .measureChange(let job): measure(job)
    case .sign(let order, let bone): verdictOrders.append((order, bone))
    case .note(let text): order({ $0.note(text) })
    case .findPaths(let query): find(query)
    case .editNote: editNote()
    case .readNotes:
      if let journal {
        unanswered += 1
        journal.tellNotes(session.labels.table)
      } else {
        react(.notes(set.notes.map { $0.line(session.labels.table) }))
      }
    }
  }

  func order(_ order: (JournalKeeper) -> Void) {
    guard let journal else {
      react(.commitFailed(session.situation?.readOnlySentence ?? "This case is only looked at."))
      return
    }
    unanswered += 1
    order(journal)
  }

  private func measure(_ job: ChangeJob) {
    let mailbox = mailbox
    QuietThread.start { mailbox.put(.action(.changeMeasured(MeasuredChange.made(by: job)))) }
  }

  private func readIdentity() {
    let (path, series, mailbox) = (set.ctPath, series, mailbox)
    QuietThread.start { mailbox.put(.action(.identity(IdentityLines.read(path, series: series)))) }
  }

  /// Looks for free names, where a slow disk holds nothing up.
  func proposeNames() {
    let (code, mailbox) = (set.code, mailbox)
    QuietThread.start { mailbox.put(.action(FreeNames.action(code: code))) }
  }

  /// Nothing is asked here: the user may be gone.
  private func leave(_ reason: LeavingReason) async -> Ending {
    react(.interrupted)
    workshop.close()
    await finishWork()
    var closing = JournalKeeper.Closing()
    if let journal { closing = await journal.close(reason.words, view: session.viewMemory) }
    port.close()
    return Ending(
      reason: reason, notices: closing.notices, unsavedCount: closing.unsavedCount)
  }
}

extension LoopEvent {
  /// Whether it counts even when nothing else does any more.
  fileprivate var isEndOfWork: Bool { if case .workEnded = self { true } else { false } }
}

extension Action {
  fileprivate var isStep: Bool { if case .stepped = self { true } else { false } }
  fileprivate var isNoStep: Bool { if case .noStep = self { true } else { false } }
}
