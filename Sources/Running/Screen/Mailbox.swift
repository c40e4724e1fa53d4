internal import Synchronization

/// The events that wait for the loop.
///
/// A class because it is one box that several threads put events into. Whatever has come in while the
/// loop was busy is taken out in one go, so a burst of keys is followed by one frame and not by as many.
final class Mailbox: Sendable {
  private struct State {
    var events: [LoopEvent] = []
    var isDue = false
    var reader: (@MainActor @Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Puts an event in; from any thread.
  func put(_ event: LoopEvent) {
    state.withLock { $0.events.append(event) }
    callReader()
  }

  /// Has `reader` called on the main actor whenever there may be something in the box, and at once if
  /// there is; nil for nobody.
  ///
  /// A reader that waited in an `AsyncStream` or a continuation would be woken by way of another thread,
  /// which is felt with every move of the brush.
  func setReader(_ reader: (@MainActor @Sendable () -> Void)?) {
    state.withLock { $0.reader = reader }
    callReader()
  }

  /// Takes out everything, in the order in which it came.
  func takeAll() -> [LoopEvent] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  /// One call that has not begun stands for all that follow it.
  private func callReader() {
    let isNew = state.withLock { state in
      defer { state.isDue = state.isDue || (state.reader != nil && !state.events.isEmpty) }
      return !state.isDue && state.reader != nil && !state.events.isEmpty
    }
    guard isNew else { return }
    Task { @MainActor in
      let reader = state.withLock { state in
        state.isDue = false
        return state.reader
      }
      reader?()
    }
  }
}
