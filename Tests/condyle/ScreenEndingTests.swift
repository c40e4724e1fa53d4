import Foundation
import Glibc
import TestKit
import Testing

/// However a sitting ends: what was painted is there, and the case is free.
@Suite struct ScreenEndingTests {
  /// A way to end it from outside.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case hangup, terminate, interrupt, closed
    var testDescription: String { rawValue }
    var status: Int32 {
      switch self {
      case .hangup, .closed: 129
      case .terminate: 143
      case .interrupt: 130
      }
    }
    func end(_ terminal: PseudoTerminal) {
      switch self {
      case .hangup: terminal.send(SIGHUP)
      case .terminate: terminal.send(SIGTERM)
      case .interrupt: terminal.send(SIGINT)
      case .closed: terminal.hangUp()
      }
    }
  }

  /// Paints one stroke that is saved, and begins one that is not ended.
  ///
  /// - Returns: both as commands.
  static func paint(_ sitting: ScreenSitting) throws -> (saved: String, inHand: String) {
    try sitting.type("brush 3mm ball", until: "brush ball")
    try sitting.go(to: [10, 8, 20])
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    try sitting.session.press("<Space>")
    try sitting.waitUntilSaved("paint")
    try sitting.session.press("v")
    try sitting.session.wait(forText: "PEN")
    var path = ["10,8,20"]
    for _ in 0..<4 { path.append(ScreenSitting.text(try sitting.move("l"))) }
    try sitting.session.wait(forText: "stroke…")
    return ("brush 3mm ball; paint 10,8,20", "paint \(path.joined(separator: " "))")
  }

  @Test(
    "a signal, or a terminal that goes: the stroke in hand is kept, the case is free",
    arguments: Way.allCases)
  func asked(way: Way) throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    let (saved, inHand) = try Self.paint(sitting)
    way.end(sitting.terminal)
    #expect(try sitting.session.waitForEnd() == .exited(way.status))
    if way != .closed {
      try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
      #expect(sitting.screen.text.contains("holds everything."))
    }
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 2)
    let wanted = try bench.digest(after: "\(saved); \(inHand)")
    #expect(verified["labels_sha256"] as? String == wanted)
    #expect(
      !bench.names().contains { $0.hasSuffix("-wal") || $0.hasSuffix(".lock") }, "\(bench.names())")
    #expect(try bench.run("run", "k.condyle", "-c", "undo").status == 0)
  }

  @Test(
    "a fault of our own: the terminal is given back, the signal is told, what was saved is there",
    arguments: [SIGSEGV, SIGILL, SIGABRT])
  func fault(signal: Int32) throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    let (saved, inHand) = try Self.paint(sitting)
    sitting.terminal.send(signal)
    #expect(try sitting.session.waitForEnd() == .killed(signal: signal))
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    #expect(sitting.screen.contains("fault of its own"), "\(sitting.screen.text)")
    let verified = try bench.verified()
    let digest = try #require(verified["labels_sha256"] as? String)
    #expect(verified["edits"] as? Int == 1)
    let (kept, both) = (
      try bench.digest(after: saved), try bench.digest(after: "\(saved); \(inHand)")
    )
    #expect(digest == kept && digest != both)
    #expect(try bench.run("run", "k.condyle", "-c", "undo").status == 0)
  }

  @Test("nobody reads the terminal: strokes are saved all the same, and SIGTERM ends it at once")
  func stalled() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.type("brush 3mm ball", until: "brush ball")
    try sitting.go(to: [10, 8, 20])
    let before = try #require(bench.info("k.condyle")?["femur"])
    // From here on nothing is read. A whole screen is more than the system keeps for a terminal.
    let filling = ContinuousClock.now
    repeat {
      try sitting.session.press("<C-l>")
      usleep(20_000)
    } while !Self.isFull(sitting.terminal) && ContinuousClock.now - filling < .seconds(30)
    try sitting.session.press("b<Space>ll<Space>ll<Space>")
    let strokes = "brush 3mm ball; paint 10,8,20; paint 12,8,20; paint 14,8,20"
    #expect(
      try bench.run("run", "labels.nii", "--case", "s.condyle", "-c", strokes).status == 0)
    let wanted = try #require(bench.info("s.condyle")?["femur"])
    #expect(wanted > before)
    let limit = ContinuousClock.now + .seconds(30)
    var count = before
    while count != wanted, ContinuousClock.now < limit {
      count = try bench.info("k.condyle")?["femur"] ?? count
    }
    #expect(count == wanted, "strokes are not saved while the terminal stalls")
    #expect(Self.isFull(sitting.terminal), "the terminal did not stall")
    sitting.terminal.send(SIGTERM)
    let asked = ContinuousClock.now
    while sitting.terminal.isRunning, ContinuousClock.now - asked < .seconds(20) { usleep(2_000) }
    #expect(!sitting.terminal.isRunning && ContinuousClock.now - asked < .seconds(2))
    #expect(try sitting.session.waitForEnd() == .exited(143))
    let fresh = try ScreenSitting.freshSettings()
    #expect(sitting.terminal.settings == fresh)
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 3)
    let digest = try bench.digest(after: strokes)
    #expect(verified["labels_sha256"] as? String == digest)
  }

  @Test("a reader that comes back sees the latest")
  func readAgain() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    let filling = ContinuousClock.now
    repeat {
      try sitting.session.press("<C-l>")
      usleep(20_000)
    } while !Self.isFull(sitting.terminal) && ContinuousClock.now - filling < .seconds(30)
    try sitting.session.press("b<Space>ll<Space>")
    let before = try #require(bench.info("labels.nii")?["femur"])
    let limit = ContinuousClock.now + .seconds(30)
    while try bench.info("k.condyle")?["femur"] ?? 0 <= before, ContinuousClock.now < limit {}
    try sitting.waitUntilSaved("paint")
    try sitting.session.wait(for: "the cursor") { ScreenSitting.cursor($0) == [12, 8, 20] }
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    #expect(try bench.verified()["edits"] as? Int == 2)
  }

  /// Whether the terminal takes no more output now.
  private static func isFull(_ terminal: PseudoTerminal) -> Bool {
    let own = open(terminal.path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard own >= 0 else { return false }
    defer { close(own) }
    var asked = pollfd(fd: own, events: Int16(POLLOUT), revents: 0)
    return poll(&asked, 1, 0) == 0
  }
}
