import Foundation
import TestKit
import Testing

/// Two at one case, and the patient's identity.
@Suite struct ScreenSharingTests {
  @Test("a second screen is told who has the case, with 75; --read-only shows it")
  func two() throws {
    let bench = try Workbench.withSmallKnee()
    let first = try bench.reviewSmallKnee()
    try first.go(to: [10, 8, 20])
    try first.session.press("b")
    try first.session.wait(forText: "PAINT femur")
    try first.session.press("<Space>")
    try first.waitUntilSaved("paint")
    let second = try bench.review("k.condyle")
    #expect(try second.session.waitForEnd() == .exited(75))
    #expect(second.screen.text.contains("process \(first.terminal.processID)"))
    try second.expectGivenBack(like: ScreenSitting.freshSettings())
    let reader = try bench.review("k.condyle", "--read-only").waitForStart()
    #expect(reader.screen.text(row: 0).contains("read-only"))
    #expect(reader.screen.text(row: 0).contains("K7Q2"))
    try reader.session.press("b")
    try reader.session.wait(forText: "opened with --read-only")
    #expect(!reader.screen.contains("PAINT"))
    // The first goes on meanwhile.
    try first.session.press("ll<Space>")
    try first.session.wait(for: "the second stroke") {
      ScreenSitting.isSaved($0) && ScreenSitting.cursor($0) == [12, 8, 20]
        && ScreenSitting.message($0).hasPrefix("paint")
    }
    try reader.leave()
    try reader.expectGivenBack(like: ScreenSitting.freshSettings())
    try first.leave()
    #expect(try bench.verified()["edits"] as? Int == 2)
  }

  @Test("--read-only of raw inputs makes no case")
  func onlyLooking() throws {
    let bench = try Workbench.withSmallKnee()
    let reader = try bench.review("ct.nii", "labels.nii", "--read-only").waitForStart()
    try reader.session.press("b ")
    try reader.session.wait(forText: "opened with --read-only")
    try reader.leave()
    #expect(bench.names() == ["ct.nii", "labels.nii"])
  }

  @Test("the patient's name is on the screen after :identity only, and in nothing that is written")
  func identity() throws {
    let (bench, changed) = try PrivacyTests().bench()
    #expect(changed >= 160)
    let sitting = try bench.review(PrivacyTests().folder, "--case", "k.condyle").waitForStart()
    try sitting.session.press("?<Esc>g<Esc>")
    try sitting.session.waitForQuiet()
    #expect(!sitting.session.transcript.holds("ZEBRA"))
    #expect(!sitting.session.transcript.holds("OKAPI"))
    try sitting.session.press(":identity<Enter>")
    try sitting.session.wait(forText: "ZEBRA")
    try sitting.session.press("<Esc>")
    try sitting.session.wait(for: "the card to be gone") { !$0.contains("ZEBRA") }
    sitting.session.forgetTranscript()
    try sitting.type("bone patella", until: "bone patella")
    try sitting.type("brush 6mm ball", until: "brush ball")
    try sitting.type("tool erase", until: "ERASE")
    try sitting.session.press(":erase 103,146,108<Enter>")
    try sitting.waitUntilSaved("erase")
    try sitting.session.press(":snapshot one.png layout<Enter>")
    try sitting.session.wait(for: "the picture") { _ in bench.names().contains("one.png") }
    try sitting.session.wait(for: "its end") { !$0.contains("Esc stops") }
    try sitting.session.press(":export out patella<Enter>")
    try sitting.session.wait(for: "the export") { _ in
      bench.names().contains("out/meshes.json")
    }
    try sitting.session.wait(for: "its end") { !$0.contains("Esc stops") }
    try sitting.leave()
    #expect(!sitting.session.transcript.holds("ZEBRA"))
    #expect(!sitting.screen.contains("ZEBRA") && !sitting.screen.contains("CANARY"))
    var files = 0
    for (name, bytes) in bench.everyFile()
    where !name.hasPrefix("work/\(PrivacyTests().folder)/") {
      files += 1
      let text = try PrivacyTests().readable(name, bytes)
      #expect(!text.holds("ZEBRA") && !text.holds("CANARY"), "the patient is named in \(name)")
      if !name.hasPrefix("state/") { #expect(!text.holds("OKAPI"), "the folder in \(name)") }
    }
    #expect(files >= 4, "\(bench.names())")
    #expect(try bench.verified()["edits"] as? Int == 1)
  }

  @Test(
    "in tmux: keys paint, the window shows mode and message, the case is sound",
    .enabled(if: TmuxServer.isInstalled, "\(TmuxServer.absence)"))
  func tmux() throws {
    let bench = try Workbench.withSmallKnee()
    let server = try TmuxServer(
      command: [
        Program.path, "review", bench.path("ct.nii"), bench.path("labels.nii"), "--case",
        bench.path("k.condyle"), "--code", "K7Q2",
      ], columns: 80, rows: 24, environment: ScreenSitting.environment(bench))
    try server.wait(for: "the first screen", timeout: 60) {
      $0.contains("K7Q2") && $0.contains("LOOK") && $0.contains("axial")
    }
    try server.type(":goto 10,8,20")
    try server.sendKeys("Enter")
    try server.wait(for: "the cursor") { $0.contains(" 10,8,20") && !$0.contains(":goto") }
    try server.sendKeys("b", "Space", "Right", "Right", "Space")
    try server.wait(for: "both strokes") {
      $0.contains("PAINT femur") && $0.contains("12,8,20") && $0.contains("saved")
        && $0.split(separator: "\n").last?.contains("paint disc") == true
    }
    try server.sendKeys("q")
    let limit = ContinuousClock.now + .seconds(30)
    var answer = ""
    while !answer.hasPrefix("1 "), ContinuousClock.now < limit {
      answer = try server.ask("#{pane_dead} #{pane_dead_status}")
    }
    let window = try server.capture()
    // tmux 3.3a now and then loses the status of a child that has ended.
    #expect(["1 0", "1 "].contains(answer), "\(window)")
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 2)
    let wanted = try bench.digest(after: "paint 10,8,20; paint 12,8,20")
    #expect(verified["labels_sha256"] as? String == wanted)
  }
}
