import Glibc
import Synchronization
import TestKit

/// How a terminal under test answers.
enum Manner: Sendable {
  /// At once.
  case promptly
  /// Each byte by itself.
  case bytewise
  /// Never; what it would have said is kept.
  case never
  /// Whatever it is asked, it says this.
  case always([UInt8])
}

/// Answers for a terminal while the main thread is busy opening a screen; an identity, as two threads
/// share it.
final class Answerer: Sendable {
  private struct State {
    var seen: VirtualScreen
    var bytes = 0
    var held: [UInt8] = []
    var stops = false
  }

  private let master: Int32
  private let manner: Manner
  /// What the user types when the first question comes.
  private let typed: [UInt8]
  private let state: Mutex<State>

  init(_ seen: VirtualScreen, master: Int32, manner: Manner, typed: String) {
    self.master = master
    self.manner = manner
    self.typed = Array(typed.utf8)
    state = Mutex(State(seen: seen))
  }

  /// Runs work on this thread while another one answers.
  func answer(during work: () throws -> Void) rethrows {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    pthread_create(&thread, nil, runAnswerer, context.toOpaque())
    defer {
      state.withLock { $0.stops = true }
      pthread_join(thread, nil)
    }
    try work()
  }

  /// What the terminal shows, how many bytes came, and what was not answered.
  var outcome: (seen: VirtualScreen, bytes: Int, held: [UInt8]) {
    state.withLock { ($0.seen, $0.bytes, $0.held) }
  }

  fileprivate func run() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var hasTyped = typed.isEmpty
    while !state.withLock({ $0.stops }) {
      var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 2) > 0 else { continue }
      // Read and shown under the lock: nothing may be between this thread and the screen when it stops.
      let answers = state.withLock { state -> [UInt8] in
        guard !state.stops else { return [] }
        let got = Glibc.read(master, &buffer, buffer.count)
        guard got > 0 else { return [] }
        state.bytes += got
        state.seen.feed(buffer[0..<got])
        let answers = state.seen.takeAnswers()
        if case .never = manner { state.held += answers }
        return answers
      }
      if !hasTyped {
        hasTyped = true
        send(typed)
      }
      switch manner {
      case .promptly: send(answers)
      case .bytewise: for byte in answers { send([byte]) }
      case .never: break
      case .always(let bytes): send(bytes)
      }
    }
  }

  private func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    _ = Glibc.write(master, bytes, bytes.count)
  }
}

private func runAnswerer(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context { Unmanaged<Answerer>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
