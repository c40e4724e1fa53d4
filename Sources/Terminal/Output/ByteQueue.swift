internal import Glibc
internal import Synchronization

/// The one writer to the terminal, which never waits for it; an identity, as it owns the bytes that
/// the terminal has not taken yet, and both the main actor and the watching thread send them.
nonisolated final class ByteQueue: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var sent = 0
    var isGone = false
  }

  private let descriptor: Int32
  private let state = Mutex(State())

  /// Takes a descriptor that does not block.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether nothing waits.
  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Hands bytes over and sends what the terminal takes at once.
  ///
  /// - Returns: whether it took everything. Bytes for a terminal that is gone are dropped.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard !state.isGone else { return true }
      state.waiting += bytes
      return Self.flush(&state, descriptor)
    }
  }

  /// Sends more; answers whether nothing waits any more.
  func proceed() -> Bool { state.withLock { Self.flush(&$0, descriptor) } }

  /// Drops what waits; answers whether there was anything, and so whether a sequence may be cut off.
  func drop() -> Bool {
    state.withLock { state in
      defer { (state.waiting, state.sent) = ([], 0) }
      return !state.waiting.isEmpty
    }
  }

  /// The terminal is gone: nothing is written to it any more.
  func abandon() {
    state.withLock { state in
      state = State()
      state.isGone = true
    }
  }

  /// Sends bytes and waits until the terminal has taken everything, but no longer than given.
  func send(_ bytes: [UInt8], withinMilliseconds limit: Int) {
    let end = Clock.milliseconds() + limit
    var isDone = send(bytes)
    while !isDone {
      let left = end - Clock.milliseconds()
      guard left > 0 else { return }
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, Int32(clamping: left))
      isDone = proceed()
    }
  }

  private static func flush(_ state: inout State, _ descriptor: Int32) -> Bool {
    while state.sent < state.waiting.count {
      let wrote = state.waiting.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + state.sent }, $0.count - state.sent)
      }
      if wrote > 0 {
        state.sent += wrote
      } else if wrote < 0, errno == EINTR {
        continue
      } else if wrote < 0, errno != EAGAIN, errno != EWOULDBLOCK {
        state = State()
        state.isGone = true
        return true
      } else {
        return false
      }
    }
    state.waiting.removeAll(keepingCapacity: true)
    state.sent = 0
    return true
  }
}
