import Foundation
import Glibc
import Testing

/// Where a case lies, who may open it, and what happens to one that is there already.
@Suite struct CaseRuleTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  @Test("raw inputs with a case beside them: refused, resumed, or moved aside")
  func existing() throws {
    let bench = try bench()
    let first = try bench.run(
      "run", "ct.nii", "labels.nii", "-c", "brush 3mm; erase 20,18,32", "--json")
    #expect(first.status == 0 && bench.names().contains("labels.condyle"))
    #expect(bench.mode("labels.condyle") == "600")
    let refused = try bench.run("run", "ct.nii", "labels.nii", "-c", "undo")
    #expect(refused.status == 73 && refused.out.isEmpty)
    #expect(refused.err.contains("--resume") && refused.err.contains("--fresh"))
    let resumed = try bench.run("run", "ct.nii", "labels.nii", "--resume", "-c", "undo", "--json")
    #expect(resumed.status == 0 && resumed.json["case"] as? String == first.json["case"] as? String)
    let fresh = try bench.run("run", "ct.nii", "labels.nii", "--fresh", "-c", "undo")
    #expect(fresh.status == 0 && fresh.out.contains("nothing to undo"))
    #expect(fresh.err.contains("labels.old-1.condyle"))
    #expect(try bench.run("verify", "labels.old-1.condyle", "--json").json["edits"] as? Int == 1)
    #expect(try bench.run("verify", "labels.condyle", "--json").json["edits"] as? Int == 0)
  }

  @Test(
    "without a folder for the user's state no case is made, and the sentence names the variable")
  func noStateFolder() throws {
    let bench = try bench()
    let outcome = try Program.run(
      ["run", "labels.nii", "-c", "write"], state: "/proc/nowhere", folder: bench.path)
    #expect(outcome.status == 73 && outcome.err.contains("XDG_STATE_HOME"))
    #expect(!bench.names().contains("labels.condyle"))
  }

  @Test("a case that is an input is no other case, and keeps its code")
  func caseIsItself() throws {
    let bench = try bench()
    #expect(
      try bench.run("run", "labels.nii", "--case", "k.condyle", "--code", "A1", "-c", "write")
        .status
        == 0)
    let other = try bench.run("run", "k.condyle", "--case", "m.condyle", "-c", "write")
    #expect(other.status == 64 && other.err.contains("m.condyle"))
    #expect(!bench.names().contains("m.condyle"))
    let code = try bench.run("run", "k.condyle", "--code", "B2", "-c", "write")
    #expect(code.status == 64 && code.err.contains("A1") && code.err.contains("B2"))
    #expect(try bench.run("run", "k.condyle", "--code", "A1", "-c", "write").status == 0)
  }

  @Test("--fresh with a case file is refused: there is nothing to begin from")
  func freshCase() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    let events = try bench.run("verify", "k.condyle", "--json").json["events"] as? Int
    #expect(try bench.run("run", "k.condyle", "--fresh", "-c", "write").status == 64)
    #expect(try bench.run("verify", "k.condyle", "--json").json["events"] as? Int == events)
  }

  @Test("a second opener is told who has the case and since when; reading goes on")
  func second() throws {
    let bench = try bench()
    let script = (0..<20_000).map { "brush 3mm; \($0 % 2 == 0 ? "erase" : "paint") 20,18,32" }
    try bench.write("long.txt", script.joined(separator: "\n"))
    let holder = try bench.start("run", "labels.nii", "--case", "k.condyle", "--script", "long.txt")
    #expect(holder.waitUntil { $0.contains("— saved") })
    // A stopped process keeps its lock for as long as this test needs.
    holder.send(SIGSTOP)
    let refused = try bench.run("run", "k.condyle", "-c", "undo")
    #expect(refused.status == 75 && refused.out.isEmpty)
    #expect(refused.err.contains("process \(holder.id)") && refused.err.contains("since 20"))
    #expect(try bench.run("run", "k.condyle", "-c", "undo", "--json").json["error"] != nil)
    let export = try bench.run("export", "k.condyle", "--to", "out")
    #expect(export.status == 0 && export.err.contains("not recorded"))
    #expect(try bench.run("info", "k.condyle").status == 0)
    #expect(try bench.run("verify", "k.condyle").status == 0)
    holder.send(SIGKILL)
    holder.send(SIGCONT)
    #expect(holder.wait().status == -SIGKILL)
    #expect(
      try bench.run("run", "k.condyle", "-c", "undo").status == 0, "a dead holder holds nothing")
  }

  @Test("--case elsewhere leaves the inputs' folder alone")
  func elsewhere() throws {
    let bench = try bench()
    try bench.write("cases/readme", "")
    let outcome = try bench.run("run", "labels.nii", "--case", "cases/a.condyle", "-c", "write")
    #expect(outcome.status == 0 && outcome.out.contains("cases/a.condyle"))
    #expect(bench.names() == ["cases", "cases/a.condyle", "cases/readme", "ct.nii", "labels.nii"])
    #expect(
      try bench.run("run", "labels.nii", "--case", "no/a.condyle", "-c", "write").status == 73)
    let text = try bench.run("run", "labels.nii", "--case", "ct.nii", "--resume", "-c", "write")
    #expect(text.status == 65 && text.err.contains("not a Condyle case"))
    #expect(try bench.read("ct.nii") == SmallKnee.ctFile)
  }

  @Test("a script on a case finds the CT where it was; a CT that is gone or another is told")
  func missingCT() throws {
    let bench = try bench()
    #expect(
      try bench.run("run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0
    )
    let found = try bench.run(
      "run", "k.condyle", "-c", "bone femur; range 3000 3001; over any; paint 20,18,32")
    #expect(found.status == 0 && found.err.isEmpty, "\(found.err)")
    // Two folders down: directly beside the case it would be found by its voxels.
    try bench.write("far/away/readme", "")
    try FileManager.default.moveItem(
      atPath: bench.path("ct.nii"), toPath: bench.path("far/away/moved.nii"))
    let missing = try bench.run("run", "k.condyle", "-c", "write")
    #expect(missing.status == 0 && missing.err.contains("CT"), "\(missing.err)")
    #expect(try bench.run("run", "k.condyle", "far/away/moved.nii", "-c", "write").err.isEmpty)
    var other = SmallKnee.ct
    other[17] += 1
    try bench.write("other.nii", SmallKnee.nifti(other, type: 4, bits: 16))
    let refused = try bench.run("run", "k.condyle", "other.nii", "-c", "write")
    #expect(refused.status == 65 && refused.err.contains("CT"))
    try bench.write(
      "small.nii",
      SmallKnee.nifti([Int16](repeating: 9, count: 1000), type: 4, bits: 16, size: [10, 10, 10]))
    #expect(try bench.run("run", "k.condyle", "--ct", "small.nii", "-c", "write").status == 65)
    #expect(try bench.run("verify", "k.condyle").status == 0)
  }

  @Test("info of a case tells the side and how it was found, with its CT and without")
  func sideWithoutCT() throws {
    let bench = try Workbench()
    let knee = try Sample.link(into: bench, as: "far/away/knee")
    #expect(try bench.run("run", knee, "--case", "k.condyle", "-c", "write").status == 0)
    let before = try bench.run("info", "k.condyle", "--json")
    let side = try #require(before.json["side"] as? [String: Any])
    #expect((side["text"] as? String)?.contains("header says") == true, "\(side)")
    try FileManager.default.removeItem(atPath: knee + "/ct")
    let after = try bench.run("info", "k.condyle", "--json")
    #expect(after.json["ct"] is NSNull)
    #expect(after.json["side"] as? NSDictionary == side as NSDictionary)
  }

  @Test("two cases at once are refused, and a case twice too")
  func severalCases() throws {
    let bench = try bench()
    for name in ["a.condyle", "b.condyle"] {
      #expect(try bench.run("run", "labels.nii", "--case", name, "-c", "write").status == 0)
    }
    #expect(try bench.run("info", "a.condyle", "b.condyle").status == 64)
    #expect(try bench.run("export", "a.condyle", "a.condyle", "--to", "out").status == 64)
  }

  @Test("damage is exit code 1, a foreign file and a newer case are 65, none is changed")
  func verify() throws {
    let bench = try bench()
    let made = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "-c",
      (0..<40).map { "brush 3mm; \($0 % 2 == 0 ? "erase" : "paint") 20,18,\(25 + $0 % 9)" }
        .joined(separator: ";"))
    #expect(made.status == 0)
    let sound = try bench.read("k.condyle")
    var seed = Dice(seed: 11)
    var found = 0
    for round in 0..<12 {
      var bytes = sound
      let at = Int.random(in: 100..<bytes.count - 64, using: &seed)
      for offset in 0..<64 { bytes[at + offset] ^= 0xA5 }
      let name = try bench.write("damaged-\(round).condyle", bytes)
      let outcome = try bench.run("verify", name)
      #expect([0, 1].contains(outcome.status), "\(outcome.status) \(outcome.all)")
      if outcome.status == 1 {
        found += 1
        #expect(outcome.out.contains("DAMAGE") || outcome.out.contains("damaged"))
        let run = try bench.run("run", name, "-c", "undo")
        #expect([65, 0].contains(run.status), "\(run.status) \(run.all)")
        if run.status == 65 { #expect(try bench.read("damaged-\(round).condyle") == bytes) }
      }
    }
    #expect(found >= 4, "64 damaged bytes were found \(found) times of 12")
    let cut = try bench.write("cut.condyle", Array(sound[..<(sound.count / 2)]))
    #expect(try bench.run("verify", cut).status == 1)
    // user_version lies at byte 60 of an SQLite file, application_id at 68.
    var newer = sound
    newer[63] = 99
    let newerPath = try bench.write("newer.condyle", newer)
    let told = try bench.run("verify", newerPath)
    #expect(told.status == 65 && told.err.contains("newer"))
    #expect(try bench.run("run", newerPath, "-c", "undo").status == 65)
    #expect(try bench.read("newer.condyle") == newer)
    var foreign = sound
    foreign[68] ^= 0xFF
    #expect(try bench.run("verify", bench.write("foreign.condyle", foreign)).status == 65)
    #expect(
      try bench.run("verify", bench.write("text.condyle", "not a database at all")).status == 65)
    #expect(try bench.run("verify", bench.write("empty.condyle", "")).status == 65)
    #expect(try bench.run("verify", "nowhere.condyle").status == 66)
    #expect(try bench.run("verify", ".").status != 0)
  }

  @Test("verify --expect-head tells an older head from a foreign one")
  func expectHead() throws {
    let bench = try bench()
    let first = try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write", "--json")
    let head = try #require(first.json["head"] as? String)
    #expect(try bench.run("verify", "k.condyle", "--expect-head", head).status == 0)
    #expect(try bench.run("run", "k.condyle", "-c", "brush 3mm; erase 20,18,32").status == 0)
    let older = try bench.run("verify", "k.condyle", "--expect-head", head)
    #expect(older.status == 0 && older.out.contains("followed"))
    let zeros = String(repeating: "0", count: 64)
    #expect(try bench.run("verify", "k.condyle", "--expect-head", zeros).status == 1)
  }

  static let mayMount: Bool = {
    guard geteuid() == 0, let bench = try? Workbench() else { return false }
    guard mount("none", bench.path, "tmpfs", 0, "size=1m") == 0 else { return false }
    umount2(bench.path, 2)
    return true
  }()

  @Test(
    "a case in a folder that cannot be written is worked on elsewhere, and the path is told",
    .enabled(if: mayMount, "skipped: a read-only mount needs root"))
  func readOnlyFolder() throws {
    let bench = try bench()
    try bench.write("disk/readme", "")
    let disk = bench.path("disk")
    #expect(mount("none", disk, "tmpfs", 0, "size=20m") == 0)
    defer { umount2(disk, 2) }
    try bench.write("disk/labels.nii", SmallKnee.labelFile)
    #expect(mount("none", disk, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "size=20m") == 0)
    let outcome = try bench.run("run", "disk/labels.nii", "-c", "brush 3mm; erase 20,18,32")
    #expect(outcome.status == 0, "\(outcome.all)")
    #expect(outcome.err.contains("is kept in \(bench.state)"), "the path is told: \(outcome.all)")
    #expect(bench.names("disk") == ["labels.nii"])
    let again = try bench.run("run", "disk/labels.nii", "--resume", "-c", "undo")
    #expect(again.status == 0 && again.out.contains("saved"), "\(again.all)")
    let refused = try bench.run("export", "disk/labels.nii", "--to", "disk/out")
    #expect(refused.status == 73 && !refused.err.isEmpty)
  }
}
