/// Which edits can be taken back or made again, by their numbers.
///
/// A new edit after an undo empties the second stack here only; the journal keeps that branch.
struct UndoStacks: Hashable, Sendable {
  /// Edits that can be taken back, the latest last.
  private(set) var undo: [Int] = []
  /// Edits that can be made again, the next one last.
  private(set) var redo: [Int] = []

  /// Follows one event; false when an undo or redo is not that of the top edit.
  mutating func follow(_ kind: EventKind, seq: Int, target: Int?) -> Bool {
    switch kind {
    case .edit:
      undo.append(seq)
      redo.removeAll()
    case .undo:
      guard let top = undo.last, top == target else { return false }
      undo.removeLast()
      redo.append(top)
    case .redo:
      guard let top = redo.last, top == target else { return false }
      redo.removeLast()
      undo.append(top)
    default: break
    }
    return true
  }
}
