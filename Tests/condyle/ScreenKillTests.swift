import Foundation
import Glibc
import TestKit
import Testing

/// kill -9 while keys paint: what the screen called saved is in the case.
@Suite struct ScreenKillTests {
  /// A row of dabs that each change something: where the labels are background, and no two rows meet.
  private static func start(ofRow row: Int) -> [Int] { [2, row < 44 ? 34 : 30, row % 44] }

  /// How many strokes of a row the screen shows as saved; nil when it is not about that.
  private static func acknowledged(_ screen: VirtualScreen, from start: [Int]) -> Int? {
    guard !screen.isInFrame, ScreenSitting.isSaved(screen),
      ScreenSitting.message(screen).hasPrefix("paint"),
      let cursor = ScreenSitting.cursor(screen), cursor[1...] == start[1...]
    else { return nil }
    return cursor[0] - start[0] + 1
  }

  @Test("50 kills at random moments on one case: no stroke that was shown as saved is lost")
  func killed() throws {
    let bench = try Workbench.withSmallKnee()
    let seed = UInt64.random(in: 0...UInt64.max)
    print("kill -9 of the screen: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    #expect(
      try bench.run(["run"] + Workbench.smallKnee + ["-c", "brush 2mm disc"]).status == 0)
    var (edits, told, cut) = (0, 0, 0)
    for round in 0..<50 {
      let sitting = try bench.review("k.condyle", columns: 100, rows: 24).waitForStart()
      let start = Self.start(ofRow: round)
      try sitting.go(to: start)
      try sitting.session.press("b")
      try sitting.session.wait(forText: "PAINT femur")
      var shown = 0
      func look() { shown = max(shown, Self.acknowledged(sitting.screen, from: start) ?? 0) }
      // One stroke after the other, or as fast as keys can come; some kills fall before the first.
      let count = Int.random(in: 1...34, using: &dice)
      let moment = ContinuousClock.now + .milliseconds(Int.random(in: 0...150, using: &dice))
      if Bool.random(using: &dice) {
        try sitting.session.press(String(repeating: "<Space>l", count: count) + "<Space>")
      } else {
        try sitting.session.press("<Space>")
        while shown < count, ContinuousClock.now < moment {
          let before = shown
          try sitting.session.pump(milliseconds: 1)
          look()
          if shown > before { try sitting.session.press("l<Space>") }
        }
      }
      while ContinuousClock.now < moment {
        try sitting.session.pump(milliseconds: 1)
        look()
      }
      sitting.terminal.send(SIGKILL)
      // What had left the program before it died would have been seen too.
      while sitting.terminal.isOpen {
        try sitting.session.pump(milliseconds: 10)
        look()
      }
      #expect(try sitting.session.waitForEnd() == .killed(signal: SIGKILL))
      let verified = try bench.verified()
      let now = try #require(verified["edits"] as? Int)
      #expect(
        now >= edits + shown, "round \(round), seed \(seed): \(now) edits, \(edits) + \(shown) told"
      )
      #expect(now <= edits + count + 1 + 34)
      if now > edits, shown <= count { cut += 1 }
      (edits, told) = (now, told + shown)
    }
    print(
      "kill -9 of the screen: 50 rounds, \(told) shown as saved, \(edits) kept, \(cut) cut short")
    #expect(told > 100, "too little was painted for a kill to matter: \(told), seed \(seed)")
    let reopened = try bench.run("run", "k.condyle", "-c", "undo 3; redo 3")
    #expect(reopened.status == 0, "seed \(seed): \(reopened.all)")
  }
}
