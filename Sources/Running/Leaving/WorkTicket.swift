internal import Synchronization
internal import Viewing

/// The right to write of one piece of work that the user waits for, and may stop.
///
/// A class because both sides hold the same one. Stopping and the beginning of writing exclude each
/// other, so what is stopped has written nothing, and what writes is not cut in the middle.
final class WorkTicket: Sendable {
  private enum Phase {
    case working, writing, stopped
  }

  private let phase = Mutex(Phase.working)
  private let tell: @Sendable (ScreenState.Work) -> Void
  /// Such as "export".
  let name: String

  /// Begins work; `tell` hears how far it is.
  init(_ name: String, tell: @escaping @Sendable (ScreenState.Work) -> Void) {
    self.name = name
    self.tell = tell
  }

  /// Stops the work; false when it is writing already and must be waited for.
  func stop() -> Bool {
    phase.withLock { phase in
      if phase == .working { phase = .stopped }
      return phase == .stopped
    }
  }

  /// Says how far the work is.
  ///
  /// - Throws: `WorkStopped`.
  func goOn(_ step: String, _ share: Double?) throws(WorkStopped) {
    guard phase.withLock({ $0 != .stopped }) else { throw WorkStopped() }
    tell(ScreenState.Work(name: name, share: share, step: step))
  }

  /// Begins to write; from here on the work can no longer be stopped.
  ///
  /// - Throws: `WorkStopped`.
  func beginWriting() throws(WorkStopped) {
    let isStopped = phase.withLock { phase in
      if phase == .working { phase = .writing }
      return phase == .stopped
    }
    if isStopped { throw WorkStopped() }
    tell(ScreenState.Work(name: name, share: nil, step: "writing"))
  }
}

/// Work that was stopped before it wrote anything.
struct WorkStopped: Error {}
