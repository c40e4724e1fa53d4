internal import Synchronization

/// The events that wait for the loop.
///
/// A class because it is one box that several threads put events into. Whatever has come in while the
/// loop was busy is taken out in one go, so a burst of keys is followed by one frame and not by as many.
final class Mailbox: Sendable {
  private let waiting = Mutex<[LoopEvent]>([])
  private let wake: AsyncStream<Void>.Continuation
  /// Yields whenever there may be something in the box; for one reader.
  let wakes: AsyncStream<Void>

  init() {
    // One wake that has not been seen yet stands for all that follow it.
    (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Puts an event in; from any thread.
  func put(_ event: LoopEvent) {
    waiting.withLock { $0.append(event) }
    wake.yield()
  }

  /// Takes out everything, in the order in which it came.
  func takeAll() -> [LoopEvent] {
    waiting.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
