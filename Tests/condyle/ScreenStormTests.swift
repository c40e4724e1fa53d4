import Foundation
import Glibc
import TestKit
import Testing

/// More than anybody does on purpose: nothing is lost, nothing hangs, and the screen is right at the end.
@Suite struct ScreenStormTests {
  @Test("10,000 changes of size while painting: one stroke is kept, and the last size is drawn")
  func sizes() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    let (saved, inHand) = try ScreenEndingTests.paint(sitting)
    let seed = UInt64.random(in: 0...UInt64.max)
    print("10,000 sizes: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    for number in 0..<10_000 {
      sitting.session.resize(
        columns: Int.random(in: 1...220, using: &dice), rows: Int.random(in: 1...70, using: &dice))
      // What is drawn meanwhile is read, or the terminal would stall; not after each, or they would
      // not come in a storm.
      if number % 100 == 0 { try sitting.session.pump(milliseconds: 1) }
    }
    sitting.session.resize(columns: 120, rows: 40)
    try sitting.session.wait(for: "the screen of the last size", timeout: 60) {
      ScreenSitting.isSaved($0) && $0.contains("axial") && $0.contains("sagittal")
        && ScreenSitting.cursor($0) != nil
    }
    try sitting.session.waitForQuiet(milliseconds: 400)
    let stormed = sitting.screen
    try sitting.session.press("<C-l>")
    try sitting.session.waitForQuiet(milliseconds: 400)
    let drawn = sitting.screen
    let wrong = (120..<39 * 120).filter { !stormed.cells[$0].looksLike(drawn.cells[$0]) }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.count) cells are not as drawn anew")
    try sitting.session.press("<Esc>")
    try sitting.session.wait(forText: "LOOK")
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 2)
    let wanted = try bench.digest(after: "\(saved); \(inHand)")
    #expect(verified["labels_sha256"] as? String == wanted)
  }

  @Test("10 MB of pasted text: outside of a line it does nothing, and keys work at once after it")
  func paste() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    // Keys that would paint, undo, leave and sign, and the beginnings of sequences.
    let piece = Array("   zzq\rg\u{1B}[A:quit\r\u{1B}[<0;30;20M\t8".utf8)
    let text = Array(repeatElement(piece, count: 10_000_000 / piece.count + 1).joined())
    try Self.send(Array("\u{1B}[200~".utf8) + text + Array("\u{1B}[201~".utf8), to: sitting)
    try sitting.session.wait(
      for: "the answer", timeout: 60,
      { $0.contains("pasted text is only taken where text is typed") })
    #expect(sitting.cursor == [10, 8, 20])
    #expect(sitting.screen.text(row: 0).contains("PAINT femur"))
    // On the command line what is too long is cut, and the line stays one line.
    try sitting.session.press(":")
    try sitting.session.wait(for: "the line") { ScreenSitting.message($0).hasPrefix(":") }
    try Self.send(
      Array("\u{1B}[200~".utf8) + text.prefix(1_000_000) + Array("\u{1B}[201~".utf8), to: sitting)
    try sitting.session.wait(for: "the text", timeout: 60) {
      ScreenSitting.message($0).contains("quit")
    }
    try sitting.session.press("<Esc>")
    try sitting.session.wait(for: "no line") { !ScreenSitting.message($0).hasPrefix(":") }
    try sitting.session.press("<Space>")
    try sitting.waitUntilSaved("paint")
    try sitting.leave()
    #expect(try bench.verified()["edits"] as? Int == 1)
    #expect((sitting.terminal.usage?.residentBytes ?? 0) < 1_000_000_000)
  }

  /// Writes much while the program's output is read, as a terminal does.
  private static func send(_ bytes: [UInt8], to sitting: ScreenSitting) throws {
    for start in stride(from: 0, to: bytes.count, by: 65_536) {
      try sitting.terminal.write(Array(bytes[start..<min(bytes.count, start + 65_536)]))
      try sitting.session.pump(milliseconds: 0)
    }
  }

  @Test("stopped from outside in the middle of a stroke, and let go on: the stroke is kept as one")
  func stopped() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    let (saved, inHand) = try ScreenEndingTests.paint(sitting)
    func stopAndGoOn(typing keys: String) throws {
      sitting.terminal.send(SIGSTOP)
      let limit = ContinuousClock.now + .seconds(20)
      while sitting.terminal.usage?.state != "T", ContinuousClock.now < limit { usleep(2_000) }
      #expect(sitting.terminal.usage?.state == "T")
      if !keys.isEmpty { try sitting.session.press(keys) }
      sitting.terminal.send(SIGCONT)
    }
    // Nobody knows what became of the terminal: like another size, going on ends the stroke.
    try stopAndGoOn(typing: "")
    try sitting.session.wait(for: "the stroke to be saved") { ScreenSitting.isSaved($0) }
    #expect(sitting.terminal.settings?.isRaw == true)
    #expect(sitting.screen.modes.isSuperset(of: [1002, 1004, 1006, 2004]))
    try sitting.session.press("<Esc>")
    try sitting.session.wait(forText: "LOOK")
    // What is typed while it is stopped waits.
    for _ in 0..<3 {
      let before = try #require(sitting.cursor)
      try stopAndGoOn(typing: "j")
      try sitting.session.wait(for: "the cursor to move on") {
        ScreenSitting.cursor($0) == [before[0], before[1] + 1, before[2]]
      }
    }
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 2)
    let wanted = try bench.digest(after: "\(saved); \(inHand)")
    #expect(verified["labels_sha256"] as? String == wanted)
  }
}
