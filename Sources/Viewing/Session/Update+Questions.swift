internal import Editing
internal import Volumes

extension Session {
  /// Asks before a step is taken back or repeated that this sitting did not make, or that voids an
  /// acceptance, and shows its place.
  ///
  /// - Returns: whether a question was asked. A script is never asked.
  mutating func question(before step: HistoryStep?, _ consequence: Question.Consequence) -> Bool {
    // With a change of this sitting still on its way to the disk, that one is the next step.
    guard situation != nil, pendingEdits == 0, let step else { return false }
    let accepted = step.labels.filter { isAccepted($0) }.sorted().map { labels.table.name(of: $0) }
    guard step.needsAsking || !accepted.isEmpty else { return false }
    let before = Viewpoint(self)
    if let place = step.place { moveCursor(to: place, isJump: true) }
    let isUndo = if case .undo = consequence { true } else { false }
    let who = step.otherUser.map { "by \($0) " } ?? ""
    var text =
      step.needsAsking
      ? "“\(step.title)” was made \(who)on \(step.time), before this sitting. "
        + (isUndo ? "Take it back?" : "Make it again?")
      : isUndo ? "Take back “\(step.title)”?" : "Make “\(step.title)” again?"
    if !accepted.isEmpty {
      text +=
        " \(accepted.joined(separator: ", ")) \(accepted.count == 1 ? "is" : "are") accepted: "
        + "that becomes void until signed again."
    }
    screen.popup = .question(
      Question(text, yes: isUndo ? "Undo it" : "Redo it", then: consequence, before: before))
    message = "the place is shown"
    return true
  }

  /// The question that stands before a change of a bone that is signed; nil when none does.
  func questionBeforeEditing() -> Popup? {
    guard situation != nil, isAccepted(editing.bone), !agreedToChange.contains(editing.bone) else {
      return nil
    }
    let name = labels.table.name(of: editing.bone)
    return .question(
      Question(
        "\(name) is accepted. A change makes that void until it is signed again, or undone.",
        yes: "Change it", then: .editSigned(editing.bone)))
  }

  /// Closes a question of which nothing comes: everything is as before it was asked.
  mutating func decline(_ question: Question) -> [Effect] {
    screen.popup = nil
    question.before?.restore(in: &self)
    message = "nothing was done"
    return []
  }

  /// Carries out what a question was asked about.
  mutating func agree(to consequence: Question.Consequence) -> [Effect] {
    switch consequence {
    case .undo(let steps): return [.undo(steps)]
    case .redo(let steps): return [.redo(steps)]
    case .editSigned(let bone):
      agreedToChange.insert(bone)
      message = "\(labels.table.name(of: bone)) can be changed now; do it again"
      return []
    case .quit: return [.cancelWork, .quit]
    }
  }

  /// Leaves, unless something is running that leaving would stop.
  mutating func quit() -> [Effect] {
    guard situation != nil, let work = screen.work else { return [.quit] }
    screen.popup = .question(
      Question(
        "The \(work.name) is still running. Leaving stops it, and nothing of it is written.",
        yes: "Leave", then: .quit))
    return []
  }
}
