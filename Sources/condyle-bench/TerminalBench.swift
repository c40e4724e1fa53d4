internal import ArgumentParser
internal import Files
internal import FoundationEssentials
internal import TestKit

/// What a frame costs on the way to the terminal: bytes, time and lag, direct and through ncurses alone.
struct TerminalBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal",
    abstract: "Bytes a frame, key to last byte, and lag over slow lines, on a pty of 200×60.",
    discussion: """
      The sample's CT has noise of 25 HU; the window is the bone's. The picture is one pane alone, so \
      that it is as large as a picture gets. Peers are commands that draw a picture on their terminal: \
      --peer 'chafa --size 174x56 slice.png'; one that takes keys is given them by --peer-key.
      """)

  @Option(help: "The condyle binary; beside this program when not given.")
  var condyle: String?

  @Option(help: "The sample knee.")
  var sample = "Samples/knee"

  @Option(help: "How many keys are pressed for each figure.")
  var count = 30

  @Option(help: "A command of a peer; may be given more than once.")
  var peer: [String] = []

  @Option(help: "What makes a peer show the next slice.")
  var peerKey = "j"

  @Option(help: "The cells of a peer's picture, for bytes a cell.")
  var peerCells = 174 * 56

  func run() throws {
    let binary = condyle ?? Self.beside()
    let home = NSTemporaryFolder.make()
    defer { try? FileManager.default.removeItem(atPath: home) }
    let floor = try ScreenSitting.floor(count: count)
    print("floor (one byte back from sh): \(floor.text)")
    let limits: [(String, Int, Int, Int)] = [
      ("rgb", 35_000, 90_000, 400), ("256", 20_000, 42_000, 200),
    ]
    for (colour, steady, exact, dab) in limits {
      func command(_ output: String, _ name: String) -> [String] {
        [
          binary, "review", sample, "--no-config", "--color", colour, "--output", output, "--case",
          "\(home)/\(name)-\(output)-\(colour).condyle",
        ]
      }
      let direct = try ScreenSitting(command("direct", "case"), home: home)
      let ncurses = try ScreenSitting(command("ncurses", "case"), home: home)
      for sitting in [direct, ncurses] { try sitting.press("f:set quality=full\r") }
      let scrolls = try [direct, ncurses].map { try scroll($0) }
      report("\(colour): scroll, exact", scrolls, bytes: exact, floor)
      for sitting in [direct, ncurses] { try sitting.press(":set quality=steady\r") }
      report(
        "\(colour): scroll, steady", try [direct, ncurses].map { try scroll($0) }, bytes: steady,
        floor)
      for sitting in [direct, ncurses] {
        try sitting.press(
          ":set quality=auto\r:goto patella\r:zoom 0.7mm\rb:over any\r:brush 2.6mm\r")
      }
      report(
        "\(colour): brush drag", try [direct, ncurses].map { try brush($0) }, bytes: dab, floor)
      print(
        "  \(colour): woken \(direct.wakeUps(seconds: 5)) times in 5 s in which nobody did anything"
      )
      for sitting in [direct, ncurses] { try sitting.leave() }
      for rate in [1000.0, 300] {
        try lag(rate, command("direct", "lag\(Int(rate))"), colour, home)
      }
    }
    for command in peer { try measure(peer: command, home) }
  }

  private func scroll(_ sitting: ScreenSitting) throws -> ScreenSitting.Frames {
    // The exact picture that follows at rest is not part of the frame.
    try sitting.frames(count, settle: 320) { $0 % 20 < 10 ? "." : "," }
  }

  private func brush(_ sitting: ScreenSitting) throws -> ScreenSitting.Frames {
    try sitting.press("\u{1B}[<0;60;20M")
    let frames = try sitting.frames(count, settle: 20) {
      "\u{1B}[<32;\(61 + $0 % 40);\(20 + $0 / 8)M"
    }
    try sitting.press("\u{1B}[<0;100;24m")
    return frames
  }

  private func report(
    _ name: String, _ frames: [ScreenSitting.Frames], bytes limit: Int, _ floor: Timing
  ) {
    let (direct, ncurses) = (frames[0], frames[1])
    let ratio = direct.times.median / ncurses.times.median
    print("  \(name): \(direct.times.text), \(direct.meanBytes) bytes (at most \(limit) wanted)")
    print(
      "    through ncurses \(ncurses.times.text), \(ncurses.meanBytes) bytes; "
        + "\(Timing.fixed(ratio)) × its time, \(Timing.fixed(direct.times.median / floor.median)) × floor"
    )
  }

  private func lag(_ rate: Double, _ command: [String], _ colour: String, _ home: String) throws {
    for (view, key) in [("one pane", "f"), ("four panes", "")] {
      let sitting = try ScreenSitting(command, home: home)
      if !key.isEmpty { try sitting.press(key) }
      let keys = (0..<60).map { $0 % 40 < 20 ? "." : "," }
      let outcome = try sitting.overLine(SlowLine(rate: rate), keys: keys, perSecond: 30)
      print(
        "  \(colour), \(view): \(Int(rate)) kB/s, 60 keys at 30 a second: all is shown exactly "
          + "\(Timing.fixed(outcome.last)) ms after the last "
          + "(\(outcome.frames) frames, \(outcome.bytes / 1000) kB)")
      try sitting.leave()
    }
  }

  private func measure(peer command: String, _ home: String) throws {
    let terminal = try AnsweringTerminal(
      ["/bin/sh", "-c", command],
      environment: ["HOME": home, "COLORTERM": "truecolor", "TERM": "xterm-256color"])
    let first = terminal.settle(milliseconds: 4_000)
    var line = "  peer \(command): \(first) bytes at first"
    if terminal.pty.isRunning {
      var bytes: [Int] = []
      var times = Timing()
      for _ in 0..<count {
        let start = Timing.now()
        try terminal.pty.write(peerKey)
        let count = terminal.settle(milliseconds: 150)
        guard count > 0 else { continue }
        times.add(Timing.now() - start - 150)
        bytes.append(count)
      }
      if !bytes.isEmpty {
        line += ", \(bytes.reduce(0, +) / bytes.count) bytes and \(times.text) a key"
      }
      terminal.pty.hangUp()
    }
    print(
      line + "; \(Timing.fixed(Double(first) / Double(peerCells))) bytes a cell of \(peerCells)")
  }

  private static func beside() -> String {
    let own = CommandLine.arguments[0]
    guard let slash = own.lastIndex(of: "/") else { return "condyle" }
    return String(own[..<slash]) + "/condyle"
  }
}
