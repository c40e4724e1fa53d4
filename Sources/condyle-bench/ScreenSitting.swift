internal import ArgumentParser
internal import TestKit

/// One run of the screen on a pseudo terminal, looked at from outside.
///
/// A class because it is one process.
final class ScreenSitting {
  /// Times from key to frame, and how large frames were.
  struct Frames {
    var times = Timing()
    var bytes: [Int] = []
    /// The mean of the bytes of a frame.
    var meanBytes: Int { bytes.reduce(0, +) / max(1, bytes.count) }
  }

  private let terminal: AnsweringTerminal
  /// Milliseconds from the start to the end of the first frame.
  let firstFrame: Double

  /// Starts a command and waits until its first frames are out and it is quiet.
  init(_ command: [String], home: String) throws {
    let start = Timing.now()
    terminal = try AnsweringTerminal(
      command,
      environment: ["HOME": home, "XDG_STATE_HOME": home + "/state", "COLORTERM": "truecolor"])
    guard terminal.readFrame(within: 60_000) != nil else {
      throw ValidationError("no frame came from \(command.joined(separator: " "))")
    }
    firstFrame = Timing.now() - start
    // The surfaces follow the first frame.
    settle(milliseconds: 1_500)
  }

  /// Reads until nothing came for a while.
  func settle(milliseconds: Int) {
    terminal.settle(milliseconds: milliseconds)
  }

  /// Presses keys that are not measured.
  func press(_ keys: String) throws {
    try terminal.pty.write(keys)
    settle(milliseconds: 400)
  }

  /// Presses keys one after the other, each when the frame before is out.
  ///
  /// - Parameter settle: for how many milliseconds nothing must have come before the next key.
  func frames(_ count: Int, settle silence: Int = 30, _ key: (Int) -> String) throws -> Frames {
    var frames = Frames()
    for number in 0..<count {
      let start = Timing.now()
      try terminal.pty.write(key(number))
      guard let bytes = terminal.readFrame(within: 2_000) else { continue }
      frames.times.add(Timing.now() - start)
      frames.bytes.append(bytes.count)
      // "saved" and a surface that was made follow as frames of their own.
      settle(milliseconds: silence)
    }
    return frames
  }

  /// Prints a figure with its ratios to the target and to the floor.
  func report(_ name: String, _ frames: Frames, target: Double, _ floor: Timing) {
    let median = frames.times.median
    let bytes = frames.bytes.reduce(0, +) / max(1, frames.bytes.count)
    print(
      "  \(name): \(frames.times.text), p95 \(Timing.fixed(frames.times.percentile(0.95))) ms, "
        + "\(bytes) bytes; \(Timing.fixed(median / target)) × target of \(Int(target)) ms, "
        + "\(Timing.fixed(median / floor.median)) × floor")
  }

  /// What the process uses while nobody does anything.
  func idle(seconds: Int) throws -> (processor: Double, resident: Int) {
    settle(milliseconds: 1_500)
    let before = terminal.pty.usage?.processorSeconds ?? 0
    _ = terminal.read(timeoutMilliseconds: seconds * 1000)
    let after = terminal.pty.usage
    return ((after?.processorSeconds ?? 0) - before, after?.residentBytes ?? 0)
  }

  /// Leaves by `q`.
  func leave() throws {
    try terminal.pty.write("\u{1B}")
    settle(milliseconds: 200)
    try terminal.pty.write("q")
    while terminal.pty.isRunning, !terminal.read(timeoutMilliseconds: 3_000).isEmpty {}
    _ = terminal.pty.wait(timeout: 10)
  }

  /// The time from a key to one byte back, of a child that does nothing else.
  static func floor(count: Int) throws -> Timing {
    let child = try PseudoTerminal(
      command: ["/bin/sh", "-c", "stty raw -echo; echo ready; exec cat"], columns: 200, rows: 60)
    while child.read(timeoutMilliseconds: 500).isEmpty {}
    _ = child.read(timeoutMilliseconds: 200)
    var times = Timing()
    for _ in 0..<count {
      let start = Timing.now()
      try child.write(".")
      guard !child.read(timeoutMilliseconds: 1_000).isEmpty else { continue }
      times.add(Timing.now() - start)
    }
    child.hangUp()
    return times
  }

  /// Presses keys at a pace over a slow line.
  func overLine(_ line: SlowLine, keys: [String], perSecond: Double) throws -> SlowLine.Outcome {
    try line.run(terminal, keys: keys, perSecond: perSecond)
  }

  /// How often the process was woken in some seconds in which nobody did anything.
  func wakeUps(seconds: Int) -> Int {
    settle(milliseconds: 1_500)
    let before = terminal.wakeUps
    _ = terminal.read(timeoutMilliseconds: seconds * 1000)
    return terminal.wakeUps - before
  }
}
