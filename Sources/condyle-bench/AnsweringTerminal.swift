internal import TestKit

/// A program on a pseudo terminal without a screen that answers what every terminal answers.
///
/// That is: whether it is there, what it is, and where its cursor is.
///
/// A class because it is one process.
final class AnsweringTerminal {
  let pty: PseudoTerminal
  /// The end of a synchronised frame.
  static let mark = Array("\u{1B}[?2026l".utf8)

  private static let questions: [(ask: [UInt8], answer: String)] = [
    (Array("\u{1B}[5n".utf8), "\u{1B}[0n"), (Array("\u{1B}[c".utf8), "\u{1B}[?62;22c"),
    (Array("\u{1B}[6n".utf8), "\u{1B}[1;2R"),
  ]
  private var tail: [UInt8] = []

  /// Starts a command on 200 × 60 cells.
  init(_ command: [String], environment: [String: String], columns: Int = 200, rows: Int = 60)
    throws
  {
    pty = try PseudoTerminal(
      command: command, columns: columns, rows: rows, environment: environment)
  }

  /// The answers that some output deserves, in its order.
  func answers(to bytes: [UInt8]) -> [UInt8] {
    let all = tail + bytes
    var found: [UInt8] = []
    for end in tail.count..<all.count {
      for question in Self.questions
      where end + 1 >= question.ask.count
        && all[(end + 1 - question.ask.count)...end].elementsEqual(question.ask)
      {
        found += Array(question.answer.utf8)
      }
    }
    tail = Array(all.suffix(3))
    return found
  }

  /// Reads what comes in time, and answers it.
  func read(timeoutMilliseconds: Int) -> [UInt8] {
    let bytes = pty.read(timeoutMilliseconds: timeoutMilliseconds)
    let answers = answers(to: bytes)
    if !answers.isEmpty { try? pty.write(answers) }
    return bytes
  }

  /// Reads until nothing has come for a while; the number of bytes.
  @discardableResult
  func settle(milliseconds: Int) -> Int {
    var count = 0
    while true {
      let bytes = read(timeoutMilliseconds: milliseconds)
      if bytes.isEmpty { return count }
      count += bytes.count
    }
  }

  /// Reads to the end mark of a frame; its bytes, nil when none came in time.
  func readFrame(within limit: Double) -> [UInt8]? {
    let start = Timing.now()
    var seen: [UInt8] = []
    while Timing.now() - start < limit {
      let more = read(timeoutMilliseconds: 20)
      if more.isEmpty, !pty.isRunning { return nil }
      seen += more
      let from = max(0, seen.count - more.count - Self.mark.count)
      if !more.isEmpty, Self.contains(seen[from...], Self.mark) { return seen }
    }
    return nil
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ other: [UInt8]) -> Bool {
    guard bytes.count >= other.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - other.count)).contains { at in
      bytes[at..<at + other.count].elementsEqual(other)
    }
  }

  /// How often the process has been woken: the voluntary switches of all its threads.
  var wakeUps: Int {
    var count = 0
    let tasks = "/proc/\(pty.processID)/task"
    for task in Folder.names(tasks) {
      for line in Folder.text("\(tasks)/\(task)/status").split(separator: "\n")
      where line.hasPrefix("voluntary_ctxt_switches:") {
        count += Int(line.split(separator: "\t").last ?? "") ?? 0
      }
    }
    return count
  }
}
