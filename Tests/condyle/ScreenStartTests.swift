import Foundation
import TestKit
import Testing

/// The screen comes and goes, and leaves the terminal as it was.
@Suite struct ScreenStartTests {
  @Test("the screen shows code, LOOK and saved; q leaves with 0, the terminal as it was")
  func comesAndGoes() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    let first = sitting.screen.text(row: 0)
    #expect(first.contains("K7Q2") && first.contains("LOOK") && first.contains("saved"))
    for text in ["axial", "coronal", "sagittal", "bones", "femur", "? help"] {
      #expect(sitting.screen.contains(text), "\(text) is missing")
    }
    #expect(sitting.terminal.settings?.isRaw == true)
    #expect(sitting.screen.modes.isSuperset(of: [1002, 1004, 1006, 2004]))
    #expect(!sitting.screen.modes.contains(25), "the cursor is hidden")
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
    #expect(sitting.screen.text.contains("k.condyle holds everything."))
    #expect(try bench.verified()["edits"] as? Int == 0)
  }

  @Test("settings that somebody chose come back, not the usual ones")
  func ownSettings() throws {
    let bench = try Workbench.withSmallKnee()
    let own = "stty intr ^X -ixon -echoctl"
    let sitting = try ScreenSitting(
      bench,
      command: ["/bin/sh", "-c", "\(own); exec \"$0\" \"$@\"", Program.path, "review"]
        + Workbench.smallKnee
    ).waitForStart()
    try sitting.leave()
    let other = try PseudoTerminal(command: ["/bin/sh", "-c", own], columns: 80, rows: 24)
    #expect(other.wait(timeout: 30) == .exited(0))
    let settings = try #require(other.settings)
    let usual = try ScreenSitting.freshSettings()
    #expect(settings != usual)
    sitting.expectGivenBack(like: settings)
  }

  @Test("--no-mouse leaves the mouse to the terminal")
  func noMouse() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee("--no-mouse")
    #expect(sitting.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }

  @Test("a case that is there is gone on with, in LOOK, at the cursor where it was left")
  func again() throws {
    let bench = try Workbench.withSmallKnee()
    let first = try bench.reviewSmallKnee()
    try first.go(to: [11, 9, 25])
    try first.session.press("b")
    try first.session.wait(forText: "PAINT femur")
    try first.leave()
    let second = try bench.review("k.condyle").waitForStart()
    #expect(second.cursor == [11, 9, 25])
    #expect(second.screen.text(row: 0).contains("K7Q2"))
    try second.leave()
  }

  @Test("without a terminal: 64, a sentence, and no case is made", arguments: [0, 1])
  func noTerminal(descriptor: Int) throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try ScreenSitting(
      bench,
      command: [
        "/bin/sh", "-c", "exec \"$0\" \"$@\" \(descriptor == 0 ? "</dev/null" : ">said.txt")",
        Program.path, "review",
      ] + Workbench.smallKnee)
    #expect(try sitting.session.waitForEnd() == .exited(64))
    let said = sitting.screen.text
    #expect(said.contains("needs a terminal") && said.contains("condyle run"), "\(said)")
    #expect(said.contains(descriptor == 0 ? "standard input" : "standard output"))
    #expect(!bench.names().contains { $0.contains(".condyle") }, "\(bench.names())")
    if descriptor == 1 { #expect(try bench.read("said.txt").isEmpty) }
    let neither = try bench.run(["review"] + Workbench.smallKnee)
    #expect(neither.status == 64 && neither.out.isEmpty)
    #expect(!bench.names().contains { $0.contains(".condyle") })
  }

  @Test("TERM unset or dumb: 64, a sentence, and no case is made", arguments: ["", "dumb"])
  func dumb(term: String) throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.review(
      "ct.nii", "labels.nii", "--case", "k.condyle", environment: ["TERM": term])
    #expect(try sitting.session.waitForEnd() == .exited(64))
    #expect(sitting.screen.contains(term.isEmpty ? "TERM is not set" : "\"dumb\""))
    #expect(!bench.names().contains { $0.contains(".condyle") })
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }

  @Test("a terminal that nobody knows is taken for xterm, and the screen says so")
  func unknownTerminal() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.review(
      "ct.nii", "labels.nii", "--case", "k.condyle",
      environment: ["TERM": "kneeterm-9", "COLORTERM": ""])
    try sitting.waitForStart()
    try sitting.session.wait(for: "the warning") {
      $0.contains("\"kneeterm-9\" is not known here; it is taken for xterm-256color")
    }
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }
}
