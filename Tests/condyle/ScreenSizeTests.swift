import Foundation
import TestKit
import Testing

/// Windows of any size, and windows that change.
@Suite struct ScreenSizeTests {
  @Test("a window of 40 by 10 gets a sentence, and the panes as soon as it is larger")
  func small() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.review("ct.nii", "labels.nii", columns: 40, rows: 10)
    try sitting.session.wait(for: "the sentence", timeout: 60) {
      $0.contains("Condyle needs 60 × 18") && $0.contains("40 × 10") && $0.contains("press q")
    }
    #expect(!sitting.screen.contains("axial"))
    sitting.session.resize(columns: 80, rows: 24)
    try sitting.session.wait(for: "two panes") {
      ScreenSitting.isReady($0) && $0.contains("axial") && $0.contains("femur")
    }
    sitting.session.resize(columns: 120, rows: 40)
    try sitting.session.wait(for: "four panes") {
      $0.contains("axial") && $0.contains("coronal") && $0.contains("sagittal")
    }
    sitting.session.resize(columns: 30, rows: 5)
    try sitting.session.wait(for: "the sentence again") { $0.contains("30 × 5") }
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }

  @Test("after 200 resizes at once the frame is the one that is drawn anew")
  func storm() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    let seed = UInt64.random(in: 0...UInt64.max)
    print("resize storm: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      sitting.session.resize(
        columns: Int.random(in: 1...220, using: &dice), rows: Int.random(in: 1...70, using: &dice))
      // Keys that change nothing come between.
      if Int.random(in: 0..<10, using: &dice) == 0 { try sitting.session.press("<Esc>") }
      try sitting.session.pump(milliseconds: Int.random(in: 0...3, using: &dice))
    }
    sitting.session.resize(columns: 120, rows: 40)
    try sitting.session.wait(for: "the screen of the last size", timeout: 60) {
      ScreenSitting.isReady($0) && $0.contains("sagittal")
        && ScreenSitting.cursor($0) == [10, 8, 20]
    }
    try sitting.session.press("x")
    try sitting.session.waitForQuiet(milliseconds: 500)
    let after = sitting.screen
    let frames = sitting.session.transcript.count
    try sitting.session.press("<C-l>")
    try sitting.session.wait(for: "the screen drawn anew") { _ in
      sitting.session.transcript.count > frames + 2_000
    }
    try sitting.session.waitForQuiet(milliseconds: 500)
    // All but the first line, which tells how long the line takes, and the last, where messages stand.
    let wrong = (120..<39 * 120).filter {
      !after.cells[$0].looksLike(sitting.screen.cells[$0])
    }
    #expect(
      wrong.isEmpty,
      "seed \(seed): \(wrong.count) cells, such as \(wrong.prefix(5).map { (after.cells[$0], sitting.screen.cells[$0]) })"
    )
    #expect(sitting.screen.unknown == [])
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    #expect(try bench.verified()["edits"] as? Int == 0)
  }

  @Test("Ctrl-Z gives the terminal back to the shell; fg brings the same screen")
  func suspended() throws {
    let bench = try Workbench.withSmallKnee()
    let shell = try ScreenSitting(
      bench, command: ["bash", "--noprofile", "--norc", "--noediting", "-i"],
      environment: ["PS1": "shell> "])
    try shell.session.wait(forText: "shell>")
    let arguments = Workbench.smallKnee.joined(separator: " ")
    try shell.session.press("\(Program.path) review \(arguments)<Enter>")
    try shell.waitForStart()
    try shell.go(to: [10, 8, 20])
    for _ in 0..<2 {
      try shell.session.press("b")
      try shell.session.wait(forText: "PAINT femur")
      try shell.session.press("<C-z>")
      try shell.session.wait(for: "the shell") { !$0.isAlternate && $0.contains("Stopped") }
      #expect(shell.screen.modes == [7, 25], "modes that are left: \(shell.screen.modes)")
      #expect(shell.terminal.settings?.isSane == true)
      try shell.session.press("clear; fg<Enter>")
      try shell.session.wait(for: "the screen again") {
        $0.isAlternate && $0.text(row: 0).contains("PAINT femur") && $0.contains("axial")
          && $0.contains("sagittal") && ScreenSitting.cursor($0) == [10, 8, 20]
      }
      #expect(shell.terminal.settings?.isRaw == true)
      #expect(shell.screen.modes.isSuperset(of: [1002, 1004, 1006, 2004]))
      try shell.session.press("<Space>")
      try shell.session.wait(for: "an answer") { ScreenSitting.message($0).count > 4 }
      try shell.session.press("<Esc>")
      try shell.session.wait(forText: "LOOK")
    }
    try shell.session.press("q")
    try shell.session.wait(for: "the shell") { !$0.isAlternate && $0.contains("holds everything") }
    try shell.session.press("echo status=$?; exit<Enter>")
    #expect(try shell.session.waitForEnd() == .exited(0))
    #expect(shell.screen.contains("status=0"))
    #expect(shell.screen.modes == [7, 25])
    // The second dab lay on the first and changed nothing.
    #expect(try bench.verified()["edits"] as? Int == 1)
  }

  @Test("a quiet screen uses no processor time")
  func idle() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    try sitting.session.waitForQuiet(milliseconds: 500)
    // Surfaces may still be made behind the screen; nothing that repeats itself passes three times.
    var used: [Double] = []
    for _ in 0..<3 where used.last != 0 {
      let before = try #require(sitting.terminal.usage)
      let ticks = Self.ticks(sitting.terminal.processID)
      let limit = ContinuousClock.now + .seconds(2)
      while ContinuousClock.now < limit { try sitting.session.pump(milliseconds: 100) }
      let after = try #require(sitting.terminal.usage)
      #expect(after.state == "S")
      used.append(after.processorSeconds - before.processorSeconds)
      if Self.ticks(sitting.terminal.processID) == ticks, used.last ?? 1 < 0.001 { used.append(0) }
    }
    #expect(used.last == 0, "seconds of processor time in 2 s each: \(used)")
    try sitting.leave()
  }

  /// User and system time in the kernel's ticks.
  private static func ticks(_ process: Int32) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    // The name in parentheses may hold blanks.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? -1) + (Int(fields[12]) ?? -1) : -1
  }
}
