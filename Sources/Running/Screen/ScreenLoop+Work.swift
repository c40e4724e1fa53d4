internal import Editing
internal import Reviewing
internal import Viewing
internal import Volumes

/// Pictures and exports: one at a time, in the background.
extension ScreenLoop {
  func accept(_ order: ScreenWork.Order) {
    if let work {
      react(.failed("\(work.order.article) is being made; Esc stops it"))
      return
    }
    workCount += 1
    let (number, mailbox) = (workCount, mailbox)
    let ticket = WorkTicket(order.name) { mailbox.put(.progress(number, $0)) }
    work = ScreenWork(number: number, ticket: ticket, order: order)
    react(.progress(.init(name: order.name, share: nil, step: "")))
  }

  /// Begins what was ordered as soon as the journal and the labels tell the same: nothing waits to be
  /// saved or to be shown, and no stroke is half drawn.
  func beginWork() {
    guard let work, !work.hasBegun, unanswered == 0, session.stroke == nil else { return }
    guard session.frozen == nil || journal == nil else {
      return endWork(.failed("Not everything is saved, so nothing was written."))
    }
    self.work?.hasBegun = true
    let request: SnapshotRequest? =
      if case .snapshot(let order) = work.order { SnapshotRequest(order, of: session) } else { nil }
    let copy = LabelCopy(session.labels)
    let head = set.file?.head.hash ?? set.head
    let (set, verdicts, mailbox) = (set, signer?.verdicts ?? set.verdicts, mailbox)
    QuietThread.start {
      let order = LeavingOrder(
        set: set, labels: copy.labels(), verdicts: verdicts, ticket: work.ticket)
      mailbox.put(.workEnded(work.number, work.result(order, request, head)))
    }
  }

  func endWork(_ result: WorkResult) {
    guard let work else { return }
    self.work = nil
    proposeNames()
    switch result {
    case .written(let text, let kind, let fields):
      if journal != nil {
        order({ $0.record(kind, fields, then: text) })
      } else {
        react(.workEnded(text))
      }
    case .failed(let reason):
      react(.workEnded(""))
      react(.failed(reason))
    case .stopped: react(.workEnded("\(work.order.name) stopped; nothing was written"))
    }
  }

  /// What is stopped is over at once, although its thread may have to finish a bone.
  func cancelWork() {
    guard let work else { return }
    if work.ticket.stop() {
      endWork(.stopped)
    } else {
      react(.report("the files are being written already; that takes a moment"))
    }
  }

  /// Stops the work, or waits for files that are half written, and records them.
  func finishWork() async {
    guard let work, !work.ticket.stop() else { return }
    await withCheckedContinuation { ended in
      var waiting: CheckedContinuation<Void, Never>? = ended
      mailbox.setReader { [self] in
        for case .workEnded(work.number, let result) in mailbox.takeAll() {
          endWork(result)
          waiting?.resume()
          waiting = nil
        }
      }
    }
    mailbox.setReader(nil)
  }

  /// Gives the verdicts that were ordered, as soon as the journal and the labels tell the same.
  ///
  /// On the main actor, because what is signed must be what is shown: nothing may change between the
  /// two. It reads all labels, which takes some tenths of a second for a large case.
  func giveVerdicts() {
    guard !verdictOrders.isEmpty, unanswered == 0, session.stroke == nil else { return }
    let orders = verdictOrders
    verdictOrders = []
    for (order, bone) in orders { give(order, bone) }
  }

  private func give(_ order: SignOrder, _ bone: UInt8) {
    guard var signer, session.frozen == nil else {
      return react(.failed("Not everything is saved, so nothing was signed."))
    }
    let side = LateralityEvidence(session.labels, header: set.side.header)
    do {
      let terms = set.terms(side)
      let outcome = try signer.sign(order, bone, session.labels, terms)
      self.signer = signer
      let doubt =
        order.verdict == .accept && side.agreement == .disagree ? " — \(side.sentence)" : ""
      react(
        .signed(outcome.record, bone: bone, side: terms.side, message: outcome.message + doubt))
      if let warning = outcome.event?.warning { react(.failed(warning)) }
    } catch {
      react(.failed((error as? CommandError)?.text ?? "\(error)"))
    }
  }
}
