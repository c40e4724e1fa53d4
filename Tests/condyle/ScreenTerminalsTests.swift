import Foundation
import Glibc
import TestKit
import Testing

/// The screen on terminals that can little, or other things than is usual.
@Suite struct ScreenTerminalsTests {
  private func sitting(
    _ bench: Workbench, _ arguments: [String] = [], environment: [String: String],
    abilities: TerminalAbilities = .usual
  ) throws -> TerminalSession {
    try TerminalSession(
      command: [Program.path, "review"] + Workbench.smallKnee + arguments, columns: 120, rows: 40,
      environment: ScreenSitting.environment(bench).merging(["COLORTERM": ""]) { $1 }
        .merging(environment) { $1 },
      workingFolder: bench.path, abilities: abilities)
  }

  private func waitForStart(_ session: TerminalSession) throws {
    try session.wait(for: "the first screen", timeout: 60) {
      $0.text(row: 0).contains("LOOK") && $0.text(row: 0).contains("saved")
    }
  }

  private func leave(_ session: TerminalSession) throws {
    try session.press("q")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.terminal.settings?.isSane == true)
    #expect(session.screen.modes == [7, 25] && !session.screen.isAlternate)
  }

  @Test(
    "each terminal with a description shows the screen, and is given back",
    arguments: ["vt100", "linux", "xterm", "screen"])
  func terms(term: String) throws {
    let bench = try Workbench.withSmallKnee()
    let session = try sitting(bench, environment: ["TERM": term])
    try waitForStart(session)
    #expect(session.screen.contains("axial") && session.screen.contains("femur"))
    try leave(session)
  }

  @Test("without standard input there is no screen, and a sentence says so")
  func closedInput() throws {
    let bench = try Workbench.withSmallKnee()
    for end in ["<&-", "</dev/null"] {
      let session = try TerminalSession(
        command: ["/bin/sh", "-c", "exec \"$0\" \"$@\" \(end)", Program.path, "review"]
          + Workbench.smallKnee, environment: ScreenSitting.environment(bench),
        workingFolder: bench.path)
      #expect(try session.waitForEnd() == .exited(64))
      #expect(session.screen.contains("standard input is not one"))
      #expect(!session.screen.isAlternate)
    }
  }

  @Test("LANG=C shows the knee in ASCII, with and without colours")
  func languageC() throws {
    for color in ["rgb", "16", "mono"] {
      let bench = try Workbench.withSmallKnee()
      let session = try sitting(
        bench, ["--color", color], environment: ["LANG": "C"])
      try waitForStart(session)
      try session.wait(forText: "LANG=C is not UTF-8")
      let text = session.screen.text
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
      #expect(text.contains("+-") && text.contains("axial"))
      try leave(session)
    }
  }

  @Test("the questions leave nothing on the user's own screen, and keys typed early are obeyed")
  func questions() throws {
    let bench = try Workbench.withSmallKnee()
    let session = try sitting(bench, environment: [:], abilities: .modern)
    try session.terminal.write("b")
    try session.wait(for: "PAINT", timeout: 60) { $0.text(row: 0).contains("PAINT") }
    #expect(session.screen.queries.contains("OSC 11;?"))
    #expect(session.screen.modes.isSuperset(of: [1006, 1016]))
    try session.press("b")
    try session.wait(for: "LOOK", timeout: 60) { $0.text(row: 0).contains("LOOK") }
    try leave(session)
    #expect(session.screen.unknown == [])
    #expect(!session.screen.contains("▚"))
  }

  @Test("a signal between question and answer ends the program, the terminal given back")
  func signalWhileAsking() throws {
    let bench = try Workbench.withSmallKnee()
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGSEGV] {
      let session = try sitting(bench, environment: ["SSH_TTY": "x"], abilities: [])
      let before = try ScreenSitting.freshSettings()
      try session.wait(for: "the questions") { $0.queries.contains { $0.hasSuffix(" c") } }
      session.terminal.send(signal)
      #expect(try session.waitForEnd(timeout: 30) == .killed(signal: signal))
      #expect(!session.screen.isAlternate)
      #expect(session.terminal.settings == before)
    }
  }

  @Test("a light ground gets the light theme, unless a theme is named")
  func lightGround() throws {
    func ground(_ arguments: [String], _ value: String) throws -> VirtualColour {
      let bench = try Workbench.withSmallKnee()
      let session = try sitting(
        bench, ["--color", "rgb"] + arguments, environment: ["COLORFGBG": value])
      try waitForStart(session)
      let place = try #require(session.screen.place(of: "femur"))
      let colour = session.screen.cell(place.x + 1, place.y).background
      try leave(session)
      return colour
    }
    let dark = try ground([], "15;0")
    let light = try ground([], "0;15")
    #expect(dark != light)
    #expect(try ground(["--theme", "dark"], "0;15") == dark)
    #expect(try ground(["--theme", "light"], "15;0") == light)
  }
}
