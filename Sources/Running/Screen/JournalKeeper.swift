internal import Dispatch
internal import Editing
internal import Reviewing
internal import Synchronization
internal import Viewing
internal import Volumes

/// The one queue before the case file: a disk that stalls holds up neither keys nor pictures.
///
/// A class because it is one queue and what waits in it. A plain queue and no actor: orders are taken
/// in the order in which they are given, which calls from tasks do not promise. Every order is answered
/// exactly once.
final class JournalKeeper: Sendable {
  private let file: CaseFile
  private let queue = DispatchQueue(label: "condyle.journal")
  private let history: CaseHistory
  private let answer: @Sendable (JournalAnswer) -> Void
  /// Edits that are shown and could not be saved, in order.
  private let unsaved = Mutex<[Edit]>([])

  /// What is left to be told when a case is closed.
  struct Closing: Sendable {
    /// What the user must be told.
    var notices: [String] = []
    /// How many edits are lost.
    var unsavedCount = 0
  }

  /// Takes a case that was just opened by `user`.
  init(_ file: CaseFile, user: String, answer: @escaping @Sendable (JournalAnswer) -> Void) {
    self.file = file
    history = CaseHistory(file, user: user)
    self.answer = answer
  }

  /// Saves an edit that is shown already.
  func commit(_ edit: Edit) {
    order { keeper in
      // What could not be saved goes first: an edit fits only onto those before it.
      let isBlocked = keeper.unsaved.withLock { unsaved in
        if !unsaved.isEmpty { unsaved.append(edit) }
        return !unsaved.isEmpty
      }
      if isBlocked {
        return [.commitFailed(keeper.advice ?? "The changes before it are not saved.")]
      }
      let (isSaved, actions) = keeper.save(edit)
      if !isSaved { keeper.unsaved.withLock { $0.append(edit) } }
      return actions + [keeper.history.action]
    }
  }

  /// Takes back, or repeats, up to `count` steps.
  func step(_ count: Int, redo: Bool) {
    queue.async { [self] in
      var result = JournalAnswer()
      do {
        while result.stepCount < count, let step = try redo ? file.redo() : file.undo() {
          result.stepCount += 1
          result.actions.append(.stepped(step.edit, redo: redo))
          if let warning = step.event.warning { result.actions.append(trouble(warning)) }
        }
        if result.stepCount < count {
          result.actions.append(.noStep(redo: redo, done: result.stepCount))
        }
      } catch {
        result.actions.append(trouble("\(error)"))
      }
      result.actions.append(history.action)
      answer(result)
    }
  }

  /// Saves locks and visibility.
  func keep(_ table: LabelTable) {
    order { keeper in
      do {
        guard let warning = try keeper.file.commit(table)?.warning else { return [] }
        return [keeper.trouble(warning)]
      } catch {
        return [.failed("Locks and visibility are not saved: \(error)")]
      }
    }
  }

  /// Saves a note.
  func note(_ text: String) {
    order { keeper in
      do {
        guard let warning = try keeper.file.note(text).warning else {
          return [.report("note kept")]
        }
        return [.report("note kept"), keeper.trouble(warning)]
      } catch {
        return [.failed("The note is not saved: \(error)")]
      }
    }
  }

  /// Saves that files were written, and tells what became of it.
  func record(_ kind: EventKind, _ fields: EventFields, then text: String) {
    order { keeper in
      do {
        guard let warning = try keeper.file.append(kind, fields).warning else {
          return [.workEnded(text)]
        }
        return [.workEnded(text), keeper.trouble(warning)]
      } catch {
        return [
          .workEnded(text),
          .failed("\(text), but the case could not record it: \(error)"),
        ]
      }
    }
  }

  /// Tries again to save what could not be saved.
  func resume() {
    order { keeper in
      let (isWell, actions) = keeper.saveRest()
      return actions + (isWell ? [.resumed] : []) + [keeper.history.action]
    }
  }

  /// Says what undo and redo would do.
  func tellHistory() {
    order { [$0.history.action] }
  }

  /// Reads the notes back.
  func tellNotes(_ table: LabelTable) {
    order { keeper in
      do {
        return [.notes(try keeper.file.noteRecords().map { $0.line(table) })]
      } catch {
        return [.failed("The notes cannot be read: \(error)")]
      }
    }
  }

  /// Ends the sitting, after everything that was ordered before.
  func close(_ reason: String, view: [String: String]) async -> Closing {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        var closing = Closing()
        // Space may be back by now.
        if unsaved.withLock({ !$0.isEmpty }) { _ = saveRest() }
        closing.unsavedCount = unsaved.withLock { $0.count }
        // The view is a convenience: a full disk has told of itself already.
        if !view.isEmpty { try? file.keep(view: view) }
        do {
          if let notice = try file.close(reason: reason) { closing.notices.append(notice) }
        } catch {
          closing.notices.append("The case could not be closed in order: \(error)")
        }
        continuation.resume(returning: closing)
      }
    }
  }

  private func order(_ body: @escaping @Sendable (JournalKeeper) -> [Action]) {
    queue.async { [self] in answer(JournalAnswer(actions: body(self))) }
  }

  private func save(_ edit: Edit) -> (isSaved: Bool, [Action]) {
    do {
      let event = try file.commit(edit)
      history.note(edit, event.seq)
      return (true, [.committed] + (event.warning.map { [trouble($0)] } ?? []))
    } catch {
      return (false, [trouble("\(error)", always: true)])
    }
  }

  /// Goes through what waits until something fails again.
  private func saveRest() -> (isWell: Bool, [Action]) {
    if file.fault != nil, !file.resume() { return (false, [.commitFailed(advice ?? "")]) }
    var actions: [Action] = []
    while let edit = unsaved.withLock({ $0.first }) {
      let (isSaved, told) = save(edit)
      actions += told
      if isSaved { unsaved.withLock { _ = $0.removeFirst() } }
      if !isSaved || file.fault != nil { return (false, actions) }
    }
    return (true, actions)
  }

  /// A warning; editing must stop once the case takes nothing more, or `always`.
  private func trouble(_ text: String, always: Bool = false) -> Action {
    guard always || file.fault != nil else { return .failed(text) }
    return .commitFailed(text + hint)
  }

  /// Why nothing is saved any more, nil when all is well.
  private var advice: String? { file.fault.map { $0.message + hint } }

  private var hint: String {
    if case .diskFull? = file.fault { " :write tries again." } else { "" }
  }
}
