import Glibc
import TestKit
import Testing

/// The pseudo terminal and the session, with shells as children.
@Suite struct KitTerminalTests {
  private func shell(
    _ script: String, columns: Int = 60, rows: Int = 10, environment: [String: String] = [:]
  ) throws -> TerminalSession {
    try TerminalSession(
      command: ["/bin/sh", "-c", script], columns: columns, rows: rows, environment: environment)
  }

  @Test func theChildSeesTheSize() throws {
    let session = try shell("stty size", columns: 87, rows: 23)
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.screen.text(row: 0) == "23 87")
  }

  @Test func aNewSizeReachesTheChild() throws {
    let session = try shell(
      "trap 'stty size; exit 0' WINCH; echo ready; while :; do sleep 0.02; done")
    try session.wait(forText: "ready")
    session.resize(columns: 71, rows: 19)
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.screen.text(row: 1) == "19 71")
    #expect(session.screen.columns == 71)
  }

  @Test(arguments: [0, 1, 64, 255])
  func theExitStatusIsKnown(status: Int32) throws {
    let session = try shell("exit \(status)")
    #expect(try session.waitForEnd() == .exited(status))
    #expect(!session.terminal.isRunning)
  }

  @Test(arguments: [SIGTERM, SIGKILL, SIGSEGV, SIGHUP])
  func theSignalThatEndedItIsKnown(signal: Int32) throws {
    let session = try shell("echo ready; read line")
    try session.wait(forText: "ready")
    session.terminal.send(signal)
    #expect(try session.waitForEnd() == .killed(signal: signal))
  }

  @Test func signalsBlockedOrIgnoredHereAreNotSoThere() throws {
    var old = sigset_t()
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &set, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    signal(SIGUSR2, SIG_IGN)
    defer { signal(SIGUSR2, SIG_DFL) }
    // Without a shell between, which would clear the mask itself.
    let session = try TerminalSession(command: ["grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"])
    #expect(try session.waitForEnd() == .exited(0))
    let numbers = session.screen.text.split(separator: "\n").compactMap {
      UInt64($0.suffix(16), radix: 16)
    }
    // The C library keeps its own signals 32 and 33 ignored in what it spawns.
    #expect(numbers.map { $0 & ~0x1_8000_0000 } == [0, 0], "\(session.screen.text)")
  }

  @Test func theTerminalControlsTheChild() throws {
    let session = try shell("echo to the terminal >/dev/tty; tty; exec >/dev/null; read line")
    try session.wait(forText: session.terminal.path)
    #expect(session.screen.text(row: 0) == "to the terminal")
    // Only a controlling terminal turns ^C into a signal.
    try session.press("<C-c>")
    #expect(try session.waitForEnd() == .killed(signal: SIGINT))
  }

  @Test func aHangUpReachesTheChild() throws {
    let folder = try TemporaryFolder()
    let session = try shell(
      "trap 'echo gone >\(folder.path("said")); exit 5' HUP; echo ready; "
        + "while :; do sleep 0.02; done")
    try session.wait(forText: "ready")
    session.terminal.hangUp()
    #expect(try session.waitForEnd() == .exited(5))
    #expect(access(folder.path("said"), F_OK) == 0)
    #expect(!session.terminal.isOpen)
    #expect(throws: PseudoTerminal.Failure.self) { try session.terminal.write("x") }
  }

  @Test func theEnvironmentIsTheSameEverywhere() throws {
    let own = ["COLORTERM": "truecolor", "LANG": ""]
    let session = try shell(
      "echo $TERM,$COLORTERM,${LANG-none},${TMUX-none},${NO_COLOR-none},${LINES-none},$HOME",
      environment: own)
    _ = try session.waitForEnd()
    let line = "xterm-256color,truecolor,none,none,none,none,/dev/null/home"
    #expect(session.screen.text(row: 0) == line)
    let outside = ["PATH": "/bin", "NO_COLOR": "1", "TMUX": "x", "STY": "x", "COLUMNS": "9"]
    let merged = ChildEnvironment.merged(with: ["HOME": "/tmp/home"], inheriting: outside)
    #expect(
      Set(merged.keys) == ["PATH", "HOME", "TERM", "LANG", "XDG_STATE_HOME", "SWIFT_BACKTRACE"])
    #expect(merged["HOME"] == "/tmp/home")
  }

  @Test func theChildStartsInItsFolder() throws {
    let session = try TerminalSession(command: ["pwd"], workingFolder: "/usr")
    _ = try session.waitForEnd()
    #expect(session.screen.text(row: 0) == "/usr")
  }

  @Test func aMissingProgramIsAnError() {
    #expect(throws: PseudoTerminal.Failure.self) {
      try TerminalSession(command: ["/no/such/program"])
    }
  }

  @Test func nothingOfThisProcessLeaksIntoTheChild() throws {
    let other = try shell("read line")
    let session = try shell("ls -l /proc/self/fd | grep -c ptmx")
    _ = try session.waitForEnd()
    #expect(session.screen.text(row: 0) == "0")
    _ = other
  }

  @Test func lineSettingsAreSeenFromOutside() throws {
    let session = try shell(
      "read w; stty -echo; echo unseen; read x; stty raw; echo raw; read y; stty sane; "
        + "echo sane; read z")
    let before = try #require(session.terminal.settings)
    #expect(before.isSane)
    try session.terminal.write("\n")
    try session.wait(forText: "unseen")
    #expect(session.terminal.settings?.isRaw == false)
    #expect(session.terminal.settings?.isSane == false)
    try session.terminal.write("\n")
    try session.wait(forText: "raw")
    #expect(session.terminal.settings?.isRaw == true)
    #expect(session.terminal.settings?.isSane == false)
    #expect(session.terminal.settings != before)
    try session.terminal.write("\n")
    try session.wait(forText: "sane")
    #expect(session.terminal.settings?.isSane == true)
  }

  @Test func suspendingWorksUnderAShellWithJobs() throws {
    let session = try shell(
      "set -m; sh -c 'echo ready; kill -TSTP $$; echo resumed'; echo stopped; fg >/dev/null")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.screen.text.hasPrefix("ready\nstopped\nresumed\n"), "\(session.screen.text)")
  }

  @Test func bothDirectionsCanBeFullAtOnce() throws {
    let session = try shell("stty raw -echo; echo ready; exec cat", columns: 80, rows: 24)
    try session.wait(forText: "ready")
    let count = 300_000
    session.forgetTranscript()
    try session.terminal.write(Array(repeating: UInt8(ascii: "x"), count: count))
    try session.wait(for: "all bytes to come back") { _ in session.transcript.count >= count }
    #expect(session.transcript.count == count)
  }

  @Test func aBusyChildIsToldFromAnIdleOne() throws {
    let idle = try shell("read line")
    let busy = try shell("echo ready; i=0; while [ $i -lt 20000000 ]; do i=$((i+1)); done")
    try busy.wait(forText: "ready")
    let limit = ContinuousClock.now + .seconds(60)
    while (busy.terminal.usage?.processorSeconds ?? 1) < 0.3, ContinuousClock.now < limit {
      try busy.pump(milliseconds: 10)
    }
    #expect((busy.terminal.usage?.processorSeconds ?? 0) >= 0.3)
    #expect((idle.terminal.usage?.processorSeconds ?? 1) < 0.1)
    let usage = try #require(idle.terminal.usage)
    #expect((100_000...50_000_000).contains(usage.residentBytes))
    #expect(usage.peakResidentBytes >= usage.residentBytes)
    #expect(usage.threads == 1)
  }

  @Test func aForgottenChildIsKilled() throws {
    var session: TerminalSession? = try shell("trap '' HUP TERM; echo ready; read line")
    try session?.wait(forText: "ready")
    let id = try #require(session?.terminal.processID)
    session = nil
    #expect(kill(id, 0) == -1 && errno == ESRCH)
  }

  @Test func queriesOfTheChildAreAnswered() throws {
    let session = try shell(
      "stty raw -echo min 0 time 100; printf '\\033[2;5H\\033[6n'; a=$(head -c 6 | od -An -c); "
        + "stty sane; echo; echo $a")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.screen.contains("033 [ 2 ; 5 R"))
  }

  @Test func aHalfDrawnFrameIsNotShown() throws {
    let session = try shell(
      "stty -echo; printf '\\033[?2026hhalf'; read x; printf ' whole\\033[?2026l'; read y")
    let limit = ContinuousClock.now + .seconds(30)
    while !session.screen.contains("half"), ContinuousClock.now < limit { try session.pump() }
    #expect(throws: TerminalSession.Failure.self) {
      try session.wait(for: "half", timeout: 0.1) { $0.contains("half") }
    }
    try session.press("<Enter>")
    try session.wait(for: "half", timeout: 30) { $0.contains("half") }
    #expect(session.screen.contains("half whole"))
  }

  @Test func aFailureShowsTheScreen() throws {
    let session = try shell("echo patella; exit 3")
    let failure = #expect(throws: TerminalSession.Failure.self) {
      try session.wait(forText: "tibia")
    }
    let text = failure?.description ?? ""
    #expect(text.contains("\"tibia\" on the screen"))
    #expect(text.contains("patella\n"))
    #expect(text.contains("exited(3)"))
  }

  @Test func quietIsWaitedFor() throws {
    let session = try shell("for i in 1 2 3; do echo line $i; sleep 0.05; done; read line")
    try session.waitForQuiet(milliseconds: 1000)
    #expect(session.screen.text(row: 2) == "line 3")
  }

  @Test func theMouseReportsCells() throws {
    let session = try shell(
      "stty raw -echo; printf '\\033[?1002;1006hready'; exec cat -v", columns: 200, rows: 5)
    #expect(throws: TerminalSession.Failure.self) { try session.click(.left, 3, 1) }
    try session.wait(forText: "ready")
    try session.mousePress(.left, 0, 0)
    try session.mouseDrag(.left, 1, 0)
    try session.mouseRelease(.left, 1, 0)
    try session.wheel(up: true, 4, 2)
    try session.wheel(up: false, 4, 2, holding: .control)
    try session.click(.right, 150, 4, holding: .shift)
    #expect(throws: TerminalSession.Failure.self) { try session.click(.left, 200, 1) }
    try session.wait(
      forText: "ready^[[<0;1;1M^[[<32;2;1M^[[<0;2;1m^[[<64;5;3M^[[<81;5;3M"
        + "^[[<6;151;5M^[[<6;151;5m")
  }
}
