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
  }

  private let terminal: PseudoTerminal
  /// Milliseconds from the start to the end of the first frame.
  let firstFrame: Double
  private static let mark = Array("\u{1B}[?2026l".utf8)

  /// Starts a command and waits until its first frames are out and it is quiet.
  init(_ command: [String], home: String) throws {
    let start = Timing.now()
    terminal = try PseudoTerminal(
      command: command, columns: 200, rows: 60,
      environment: ["HOME": home, "XDG_STATE_HOME": home + "/state", "COLORTERM": "truecolor"])
    guard Self.readFrame(terminal, within: 60_000) != nil else {
      throw ValidationError("no frame came from \(command.joined(separator: " "))")
    }
    firstFrame = Timing.now() - start
    // The surfaces follow the first frame.
    settle(milliseconds: 1_500)
  }

  /// Reads until nothing came for a while.
  func settle(milliseconds: Int) {
    while !terminal.read(timeoutMilliseconds: milliseconds).isEmpty {}
  }

  /// Presses keys that are not measured.
  func press(_ keys: String) throws {
    try terminal.write(keys)
    settle(milliseconds: 400)
  }

  /// Presses keys one after the other, each when the frame before is out.
  func frames(_ count: Int, _ key: (Int) -> String) throws -> Frames {
    var frames = Frames()
    for number in 0..<count {
      let start = Timing.now()
      try terminal.write(key(number))
      guard let bytes = Self.readFrame(terminal, within: 2_000) else { continue }
      frames.times.add(Timing.now() - start)
      frames.bytes.append(bytes)
      // "saved" and a surface that was made follow as frames of their own.
      settle(milliseconds: 30)
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
    let before = terminal.usage?.processorSeconds ?? 0
    _ = terminal.read(timeoutMilliseconds: seconds * 1000)
    let after = terminal.usage
    return ((after?.processorSeconds ?? 0) - before, after?.residentBytes ?? 0)
  }

  /// Leaves by `q`.
  func leave() throws {
    try terminal.write("\u{1B}")
    settle(milliseconds: 200)
    try terminal.write("q")
    while terminal.isRunning, !terminal.read(timeoutMilliseconds: 3_000).isEmpty {}
    _ = terminal.wait(timeout: 10)
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

  /// Reads to the end mark of a frame; the bytes read, nil when none came in time.
  private static func readFrame(_ terminal: PseudoTerminal, within limit: Double) -> Int? {
    let start = Timing.now()
    var seen: [UInt8] = []
    while Timing.now() - start < limit {
      let more = terminal.read(timeoutMilliseconds: 20)
      if more.isEmpty, !terminal.isRunning { return nil }
      seen += more
      if seen.count >= mark.count,
        seen[(max(0, seen.count - more.count - mark.count))...].contains(mark)
      {
        return seen.count
      }
    }
    return nil
  }
}

extension Collection where Element == UInt8 {
  /// Whether a sequence of bytes occurs.
  fileprivate func contains(_ other: [UInt8]) -> Bool {
    var matched = 0
    for byte in self {
      matched = byte == other[matched] ? matched + 1 : byte == other[0] ? 1 : 0
      if matched == other.count { return true }
    }
    return false
  }
}
