internal import TestKit

/// A line of so many bytes a second behind a hidden buffer, as sshd, TCP and a terminal make one.
struct SlowLine {
  /// Bytes a millisecond.
  let rate: Double
  /// What the program may write ahead.
  let buffer = 1_500_000
  /// Milliseconds there and back.
  let roundTrip = 40.0

  /// What was seen.
  struct Outcome {
    /// Milliseconds from the last key to the last byte, with what is made exact at rest.
    var last = 0.0
    var frames = 0
    var bytes = 0
  }

  /// Presses keys at a pace and reads at the line's.
  func run(
    _ terminal: AnsweringTerminal, keys: [String], perSecond: Double
  ) throws -> Outcome {
    var outcome = Outcome()
    var queue: [UInt8] = []
    var head = 0
    var replies: [(at: Double, bytes: [UInt8])] = []
    var matched = 0
    let start = Timing.now()
    var before = start
    var budget = 0.0
    var sent = 0
    var lastKey = start
    var lastByte = start
    while true {
      let now = Timing.now()
      budget = min(budget + (now - before) * rate, max(64, rate * 20))
      before = now
      if sent < keys.count, now - start >= Double(sent) * 1000 / perSecond {
        try terminal.pty.write(keys[sent])
        sent += 1
        lastKey = now
      }
      if queue.count - head < buffer { queue += terminal.pty.read(timeoutMilliseconds: 1) }
      let count = min(Int(budget), queue.count - head)
      if count > 0 {
        let part = Array(queue[head..<head + count])
        head += count
        if head > 1 << 20 {
          queue.removeFirst(head)
          head = 0
        }
        budget -= Double(count)
        outcome.bytes += count
        lastByte = now
        for byte in part {
          let mark = AnsweringTerminal.mark
          matched = byte == mark[matched] ? matched + 1 : byte == mark[0] ? 1 : 0
          guard matched == mark.count else { continue }
          matched = 0
          outcome.frames += 1
        }
        let answers = terminal.answers(to: part)
        if !answers.isEmpty { replies.append((now + roundTrip, answers)) }
      }
      while let first = replies.first, first.at <= now {
        try terminal.pty.write(first.bytes)
        replies.removeFirst()
      }
      if sent == keys.count, head == queue.count, now - max(lastByte, lastKey) > 600 { break }
      if now - start > 60_000 { break }
    }
    outcome.last = lastByte - lastKey
    return outcome
  }
}
