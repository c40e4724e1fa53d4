internal import CNcurses
internal import Glibc
internal import Synchronization

/// Waits for the terminal, for signals and for room to write, on a thread of its own; an identity, as
/// that thread and the main actor share it.
///
/// Without news it sleeps.
nonisolated final class Watcher: Sendable {
  /// What there is to deal with.
  struct News {
    /// Keys wait; nobody looks for more until `listen` is called.
    var hasInput = false
    /// Signals in their order, each once.
    var signals: [Int32] = []
    /// Bytes that had to wait were taken.
    var isDrained = false
    /// There is no terminal any more.
    var isGone = false
    /// The moment of the alarm has come.
    var isDue = false
  }

  private struct State {
    var news = News()
    var isToldOf = false
    var listens = true
    var stops = false
    var alarm: Double?
  }

  private let input: Int32
  private let output: Int32
  private let signals: Int32
  private let wakeUp: Int32
  private let queue: ByteQueue
  private let tell: @Sendable () -> Void
  private let state = Mutex(State())
  private let thread = Mutex<pthread_t?>(nil)

  /// Takes descriptors that do not block, and what to call, from the thread, when there is news.
  init(
    line: TerminalLine, signals: Int32, queue: ByteQueue, tell: @escaping @Sendable () -> Void
  ) throws(TerminalError) {
    (input, output) = (line.input, line.output)
    self.signals = signals
    self.queue = queue
    self.tell = tell
    wakeUp = condyle_event_counter()
    guard wakeUp >= 0 else { throw .system(call: "eventfd", code: errno) }
  }

  deinit { close(wakeUp) }

  /// Starts the thread.
  func start() throws(TerminalError) {
    var made = pthread_t()
    let context = Unmanaged.passRetained(self)
    let code = pthread_create(&made, nil, runWatcher, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw .system(call: "pthread_create", code: code)
    }
    thread.withLock { $0 = made }
  }

  /// Ends the thread and waits for that.
  func stop() {
    state.withLock { $0.stops = true }
    wake()
    if let made = thread.withLock({ $0.take() }) { pthread_join(made, nil) }
  }

  /// Takes the news.
  func take() -> News {
    state.withLock { state in
      defer { state.news = News() }
      state.isToldOf = false
      return state.news
    }
  }

  /// The waiting input was read: look for more.
  func listen() {
    state.withLock { $0.listens = true }
    wake()
  }

  /// Sets when there is news although nothing happened, as `Clock.precise` counts; nil for never.
  func setAlarm(_ moment: Double?) {
    let isSooner = state.withLock { state in
      defer { state.alarm = moment }
      return moment.map { $0 < state.alarm ?? .infinity } ?? false
    }
    if isSooner { wake() }
  }

  /// Something is waiting to be written.
  func wake() {
    var one: UInt64 = 1
    write(wakeUp, &one, 8)
  }

  /// The thread.
  fileprivate func run() {
    var isGone = false
    var emptyReads = 0
    while true {
      let (listens, stops, alarm) = state.withLock { ($0.listens, $0.stops, $0.alarm) }
      if stops { return }
      let writes = !isGone && !queue.isEmpty
      var ready = [
        pollfd(fd: isGone ? -1 : input, events: listens ? Int16(POLLIN) : 0, revents: 0),
        pollfd(fd: writes ? output : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      ]
      let wait = alarm.map { Int32(clamping: Int(max(0, $0 - Clock.precise()).rounded(.up))) }
      let count = poll(&ready, 4, wait ?? -1)
      guard count >= 0 else { continue }
      var news = News()
      if let alarm, Clock.precise() >= alarm {
        news.isDue = state.withLock { state in
          guard state.alarm == alarm else { return false }
          state.alarm = nil
          return true
        }
      }
      if ready[3].revents != 0 {
        var count: UInt64 = 0
        read(wakeUp, &count, 8)
      }
      if ready[2].revents != 0 { news.signals = readSignals() }
      let lost = Int16(POLLHUP | POLLERR | POLLNVAL)
      if (ready[0].revents | ready[1].revents) & lost != 0 { news.isGone = true }
      if listens, ready[0].revents & Int16(POLLIN) != 0, !news.isGone {
        // Readable, and nothing to read: the end of it. Once may be chance.
        var waiting: Int32 = 0
        _ = ioctl(input, UInt(FIONREAD), &waiting)
        emptyReads = waiting > 0 ? 0 : emptyReads + 1
        if emptyReads > 3 { news.isGone = true } else { news.hasInput = true }
      }
      if !news.isGone, ready[1].revents & Int16(POLLOUT) != 0 { news.isDrained = queue.proceed() }
      if news.isGone {
        isGone = true
        queue.abandon()
      }
      publish(news)
    }
  }

  private func publish(_ news: News) {
    let isNew = state.withLock { state in
      if news.hasInput {
        state.news.hasInput = true
        state.listens = false
      }
      for signal in news.signals where !state.news.signals.contains(signal) {
        state.news.signals.append(signal)
      }
      state.news.isDrained = state.news.isDrained || news.isDrained
      state.news.isGone = state.news.isGone || news.isGone
      state.news.isDue = state.news.isDue || news.isDue
      let hasNews =
        news.hasInput || news.isDrained || news.isGone || news.isDue || !news.signals.isEmpty
      defer { if hasNews { state.isToldOf = true } }
      return hasNews && !state.isToldOf
    }
    if isNew { tell() }
  }

  private func readSignals() -> [Int32] {
    var buffer = [UInt8](repeating: 0, count: 256)
    let got = read(signals, &buffer, buffer.count)
    return got > 0 ? buffer[0..<got].map(Int32.init) : []
  }
}

/// What the thread begins with.
private nonisolated func runWatcher(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
{
  if let context { Unmanaged<Watcher>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
