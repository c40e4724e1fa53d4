internal import Reviewing
internal import Viewing

/// Pictures and exports: one at a time, in the background.
extension ScreenLoop {
  mutating func accept(_ order: ScreenWork.Order) {
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
  mutating func beginWork() {
    guard let work, !work.hasBegun, unanswered == 0, session.stroke == nil else { return }
    guard session.frozen == nil || journal == nil else {
      return endWork(.failed("Not everything is saved, so nothing was written."))
    }
    self.work?.hasBegun = true
    let request: SnapshotRequest? =
      if case .snapshot(let order) = work.order { SnapshotRequest(order, of: session) } else { nil }
    let copy = LabelCopy(session.labels)
    let head = set.file?.head.hash ?? set.head
    let (set, mailbox) = (set, mailbox)
    QuietThread.start {
      let order = LeavingOrder(set: set, labels: copy.labels(), ticket: work.ticket)
      mailbox.put(.workEnded(work.number, work.result(order, request, head)))
    }
  }

  mutating func endWork(_ result: WorkResult) {
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
  mutating func cancelWork() {
    guard let work else { return }
    if work.ticket.stop() {
      endWork(.stopped)
    } else {
      react(.report("the files are being written already; that takes a moment"))
    }
  }

  /// Stops the work, or waits for files that are half written, and records them.
  mutating func finishWork() async {
    guard let work, !work.ticket.stop() else { return }
    for await _ in mailbox.wakes {
      for case .workEnded(work.number, let result) in mailbox.takeAll() { return endWork(result) }
    }
  }
}
