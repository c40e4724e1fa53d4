internal import Editing
internal import Reviewing
internal import Synchronization
internal import Viewing
internal import Volumes

/// What undo and redo would do, as the screen tells it before it is done.
///
/// A class because it remembers, beside one case file, what its edits changed: reading an edit again after
/// every stroke would cost more than saving it.
final class CaseHistory: Sendable {
  private let file: CaseFile
  private let user: String
  /// The event with which this sitting began.
  private let beginning: Int
  private let changes = Mutex<[Int: Change]>([:])

  /// What an edit changed, in short.
  private struct Change {
    var place: VoxelIndex?
    var labels: Set<UInt8>
  }

  /// Takes a case that was just opened by `user`.
  init(_ file: CaseFile, user: String) {
    (self.file, self.user, beginning) = (file, user, file.head.seq)
  }

  /// Remembers what an edit changed that was saved under a number.
  func note(_ edit: Edit, _ seq: Int) {
    let change = change(of: edit)
    changes.withLock { $0[seq] = change }
  }

  /// What undo and redo would do now.
  var action: Action {
    let next = file.nextSteps
    return .history(undo: next.undo.map(step), redo: next.redo.map(step))
  }

  private func step(_ event: EventSummary) -> HistoryStep {
    let change = change(event.seq)
    return HistoryStep(
      title: event.title, otherUser: event.who.user == user ? nil : event.who.description,
      isOfThisSitting: event.seq > beginning, time: event.time, place: change?.place,
      labels: change?.labels ?? [])
  }

  private func change(_ seq: Int) -> Change? {
    if let change = changes.withLock({ $0[seq] }) { return change }
    guard let edit = try? file.edit(seq) else { return nil }
    let change = change(of: edit)
    changes.withLock { $0[seq] = change }
    return change
  }

  private func change(of edit: Edit) -> Change {
    Change(
      place: edit.isEmpty ? nil : edit.box(in: file.facts.size).centre, labels: edit.labels)
  }
}
