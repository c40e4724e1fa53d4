import Canvas
import Glibc
import TestKit
import Testing

@testable import Terminal

/// A terminal without a window and a screen on it, both in this process; an identity, as events come
/// to it.
@MainActor
final class ScreenBench {
  /// What was delivered.
  private(set) var events: [TerminalEvent] = []
  /// What a user would see.
  var seen: VirtualScreen
  /// How many bytes were sent.
  private(set) var bytes = 0
  /// Whether the terminal answers questions.
  var answers = true
  /// Answers that a terminal kept to itself while the screen was opened.
  private(set) var held: [UInt8] = []
  /// Nil before `open`.
  private(set) var screen: TerminalScreen?
  private var shown = 0
  private var master: Int32
  let slave: Int32

  init(columns: Int = 40, rows: Int = 12, abilities: TerminalAbilities = .usual) throws {
    let (lock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var unlocked: Int32 = 0
    var place: UInt32 = 0
    try #require(master >= 0)
    try #require(ioctl(master, lock, &unlocked) == 0 && ioctl(master, number, &place) == 0)
    slave = Glibc.open("/dev/pts/\(place)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(slave >= 0)
    seen = VirtualScreen(columns: columns, rows: rows, abilities: abilities)
    resize(columns: columns, rows: rows)
  }

  deinit {
    if master >= 0 { Glibc.close(master) }
    Glibc.close(slave)
  }

  func open(
    _ options: TerminalOptions = TerminalOptions(depth: .rgb), term: String = "xterm-256color",
    environment: [String: String] = [:], manner: Manner = .promptly, typing typed: String = ""
  ) throws -> TerminalScreen {
    let values = ["TERM": term, "LANG": "C.UTF-8"].merging(environment) { $1 }
    let answerer = Answerer(seen, master: master, manner: manner, typed: typed)
    var opened: TerminalScreen?
    try answerer.answer {
      opened = try TerminalScreen.open(
        options, input: slave, output: slave, environment: values, catchesErrors: false
      ) { event in
        MainActor.assumeIsolated { self.events.append(event) }
      }
    }
    let screen = try #require(opened)
    let outcome = answerer.outcome
    (self.screen, seen, held) = (screen, outcome.seen, outcome.held)
    bytes += outcome.bytes
    return screen
  }

  /// Reads what was sent, as a terminal does.
  func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = Glibc.read(master, &buffer, buffer.count)
      guard got > 0 else { return }
      bytes += got
      seen.feed(buffer[0..<got])
      let answer = seen.takeAnswers()
      if answers, !answer.isEmpty { _ = Glibc.write(master, answer, answer.count) }
    }
  }

  /// Waits until something holds, reading all the time unless told otherwise; 20 seconds at most.
  func wait(reads: Bool = true, for condition: () -> Bool) async -> Bool {
    for _ in 0..<20_000 {
      if reads { read() }
      if condition() { return true }
      try? await Task.sleep(for: .milliseconds(1))
    }
    return false
  }

  /// Shows a frame that differs from the last one.
  @discardableResult
  func show(_ frame: Frame) -> Bool {
    guard screen?.show(frame) == true else { return false }
    shown += 1
    return true
  }

  /// Forgets what is on the window, as a terminal that was reset.
  func reset() {
    seen = VirtualScreen(columns: seen.columns, rows: seen.rows)
    shown = 0
  }

  /// Waits until every frame that was shown has been read, and the screen knows of it.
  func settle() async -> Bool {
    await wait {
      seen.framesEnded >= shown && !seen.isInFrame && !(answers && screen?.isWaiting == true)
    }
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ all: [UInt8]) {
    #expect(Glibc.write(master, all, all.count) == all.count)
  }

  func resize(columns: Int, rows: Int, cell: (Int, Int) = (0, 0)) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(columns * cell.0),
      ws_ypixel: UInt16(rows * cell.1))
    #expect(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    seen.resize(columns: columns, rows: rows)
  }

  func hangUp() {
    Glibc.close(master)
    master = -1
  }

  /// All inputs in their order.
  var inputs: [InputEvent] {
    events.flatMap { event -> [InputEvent] in
      if case .input(let inputs) = event { inputs } else { [] }
    }
  }

  func settings() -> [UInt32] {
    var now = termios()
    tcgetattr(slave, &now)
    return [now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag]
  }
}
