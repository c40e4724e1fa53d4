internal import Editing
internal import Reviewing
internal import Synchronization
internal import Viewing
internal import Volumes

/// What undo and redo would do, as the screen tells it before it is done.
///
/// A class because it remembers, beside one case file, where its edits lie: reading an edit again after
/// every stroke would cost more than saving it.
final class CaseHistory: Sendable {
  private let file: CaseFile
  private let user: String
  /// The event with which this sitting began.
  private let beginning: Int
  private let places = Mutex<[Int: VoxelIndex]>([:])

  /// Takes a case that was just opened by `user`.
  init(_ file: CaseFile, user: String) {
    (self.file, self.user, beginning) = (file, user, file.head.seq)
  }

  /// Remembers where an edit lies that was saved under a number.
  func note(_ edit: Edit, _ seq: Int) {
    let place = middle(edit)
    places.withLock { $0[seq] = place }
  }

  /// What undo and redo would do now.
  var action: Action {
    let next = file.nextSteps
    return .history(undo: next.undo.map(step), redo: next.redo.map(step))
  }

  private func step(_ event: EventSummary) -> HistoryStep {
    HistoryStep(
      title: event.title, otherUser: event.who.user == user ? nil : event.who.description,
      isOfThisSitting: event.seq > beginning, time: event.time, place: place(event.seq))
  }

  private func place(_ seq: Int) -> VoxelIndex? {
    if let place = places.withLock({ $0[seq] }) { return place }
    guard let edit = try? file.edit(seq), let place = middle(edit) else { return nil }
    places.withLock { $0[seq] = place }
    return place
  }

  private func middle(_ edit: Edit) -> VoxelIndex? {
    edit.isEmpty ? nil : edit.box(in: file.facts.size).centre
  }
}
