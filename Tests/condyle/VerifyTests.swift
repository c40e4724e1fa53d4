import Foundation
import Glibc
import Testing

/// What `verify` says of a case in use, of older heads and of older exports; and what `--fresh` moves.
@Suite struct VerifyTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  private func startWriter(_ bench: Workbench, _ case: String) throws -> RunningProgram {
    let script = (0..<60_000).map { "brush 3mm; \($0 % 2 == 0 ? "erase" : "paint") 20,18,32" }
    try bench.write("long.txt", script.joined(separator: "\n"))
    let holder = try bench.start("run", "labels.nii", "--case", `case`, "--script", "long.txt")
    #expect(holder.waitUntil { $0.contains("— saved") })
    return holder
  }

  @Test("a case that another process writes all the time is sound, and who writes is told")
  func writtenMeanwhile() throws {
    let bench = try bench()
    let holder = try startWriter(bench, "k.condyle")
    var events = 0
    for round in 0..<10 {
      let found = try bench.run("verify", "k.condyle", "--json")
      #expect(found.status == 0, "round \(round): \(found.out)")
      let notices = try #require(found.json["notices"] as? [String])
      #expect(notices.contains { $0.contains("in use") && $0.contains("process \(holder.id)") })
      let now = try #require(found.json["events"] as? Int)
      #expect(now >= events)
      events = now
    }
    let before = holder.saidSoFar.count
    #expect(holder.waitUntil { $0.count > before }, "it still wrote at the end")
    let export = try bench.run("export", "k.condyle", "--to", "out", "--format", "nifti")
    #expect(export.status == 0 && export.err.contains("not recorded"))
    #expect(!export.err.contains("missing") && !export.err.contains("for reading only"))
    #expect(!export.err.contains("opened with --read-only"))
  }

  @Test("--fresh does not take a case away from a process that has it open")
  func freshInUse() throws {
    let bench = try bench()
    let holder = try startWriter(bench, "k.condyle")
    holder.send(SIGSTOP)
    let before = bench.names()
    let refused = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "--fresh", "-c", "write")
    #expect(refused.status == 75 && refused.err.contains("process \(holder.id)"))
    #expect(bench.names() == before)
    holder.send(SIGKILL)
    holder.send(SIGCONT)
    _ = holder.wait()
    let fresh = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "--fresh", "-c", "write")
    #expect(fresh.status == 0 && fresh.err.contains("k.old-1.condyle"), "\(fresh.err)")
    #expect(!bench.names().contains("k.old-1.condyle-wal"), "it is one file")
    #expect(try bench.run("verify", "k.old-1.condyle").status == 0)
    #expect(try bench.run("verify", "k.condyle", "--json").json["edits"] as? Int == 0)
  }

  @Test("a damaged case can be moved aside")
  func freshDamaged() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    let cut = Array(try bench.read("k.condyle").prefix(5_000))
    try bench.write("k.condyle", cut)
    let fresh = try bench.run("run", "labels.nii", "--case", "k.condyle", "--fresh", "-c", "write")
    #expect(fresh.status == 0, "\(fresh.err)")
    #expect(try bench.read("k.old-1.condyle") == cut)
    let text = try bench.run("run", "labels.nii", "--case", "ct.nii", "--fresh", "-c", "write")
    #expect(text.status == 65 && bench.names().contains("ct.nii"), "a CT is no case")
  }

  @Test("an earlier head is told and no damage; one that cannot be is a usage error")
  func heads() throws {
    let bench = try bench()
    let first = try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write", "--json")
    let head = try #require(first.json["head"] as? String)
    #expect(
      try bench.run("run", "k.condyle", "-c", "brush 3mm; erase 20,18,32; undo").status == 0)
    let older = try bench.run("verify", "k.condyle", "--expect-head", head)
    #expect(older.status == 0 && older.out.contains("2 of them changed labels"), "\(older.out)")
    for bad in ["abc", "not a hash", head + "0"] {
      let outcome = try bench.run("verify", "k.condyle", "--expect-head", bad)
      #expect(outcome.status == 64 && outcome.out.isEmpty, "\(outcome.all)")
    }
  }

  @Test("exported files that are older than the case are told, and foreign ones are wrong")
  func outdated() throws {
    let bench = try bench()
    let made = ["run", "labels.nii", "--code", "K7Q2", "-c", "write", "--case"]
    #expect(try bench.run(made + ["k.condyle"]).status == 0)
    #expect(try bench.run("export", "k.condyle", "--to", "out", "--format", "stl").status == 0)
    let same = try bench.run("verify", "k.condyle", "--meshes", "out", "--json")
    #expect(same.json["meshes_outdated"] as? Bool == false && same.status == 0)
    #expect(try bench.run("run", "k.condyle", "-c", "brush 3mm; erase 20,18,32").status == 0)
    let text = try bench.run("verify", "k.condyle", "--meshes", "out")
    #expect(
      text.status == 0 && text.out.contains("OUTDATED  the files in out were exported before"))
    #expect(text.out.contains("1 later change; export again"))
    #expect(text.lines.last != "Sound.")
    let later = try bench.run("verify", "k.condyle", "--meshes", "out", "--json")
    #expect(later.json["meshes_outdated"] as? Bool == true)
    #expect((later.json["mesh_problems"] as? [String])?.isEmpty == true)
    // Another case of the same labels and code has other events.
    #expect(try bench.run(made + ["m.condyle"]).status == 0)
    let foreign = try bench.run("verify", "m.condyle", "--meshes", "out", "--json")
    #expect(foreign.status == 1 && (foreign.json["mesh_problems"] as? [String])?.count == 1)
  }

  @Test("an old copy put back is damage until it is opened, and a notice for good")
  func rollback() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    let old = try bench.read("k.condyle")
    #expect(try bench.run("run", "k.condyle", "-c", "brush 3mm; erase 20,18,32").status == 0)
    try bench.write("k.condyle", old)
    let found = try bench.run("verify", "k.condyle")
    #expect(found.status == 1 && found.out.contains("DAMAGE"))
    #expect(!found.out.contains(".;"), "\(found.out)")
    #expect(try bench.run("run", "k.condyle", "-c", "write").status == 0)
    for _ in 0..<2 {
      let kept = try bench.run("verify", "k.condyle")
      #expect(kept.status == 0 && kept.out.contains("notice") && kept.out.contains("were missing"))
      #expect(try bench.run("run", "k.condyle", "-c", "write").status == 0)
    }
  }

  @Test(
    "what is no case is answered with the next step that fits; so is a folder that is not there")
  func nextStep() throws {
    let bench = try bench()
    try bench.write("a.png", [0x89, 0x50, 0x4E, 0x47])
    for path in [".", "a.png", "ct.nii"] {
      let outcome = try bench.run("verify", path)
      #expect(outcome.status == 65 && outcome.err.contains("Give a .condyle case file"))
    }
    #expect(try bench.run("verify", "nowhere/k.condyle").status == 66)
    for more in [[], ["--fresh"], ["--resume"]] {
      let outcome = try bench.run(
        ["run", "labels.nii", "--case", "nowhere/k.condyle", "-c", "write"] + more)
      #expect(outcome.status == 73, "\(outcome.all)")
    }
  }

  @Test("a case of labels alone says nothing of a CT")
  func labelsOnly() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    for arguments in [["info", "k.condyle"], ["run", "k.condyle", "-c", "write"]] {
      let outcome = try bench.run(arguments)
      #expect(outcome.status == 0 && !outcome.all.contains("CT belongs"), "\(outcome.all)")
    }
    let given = try bench.run("run", "k.condyle", "ct.nii", "-c", "write")
    #expect(given.status == 0 && given.err.contains("cannot be checked"))
  }

  @Test(
    "--fresh works where a case is kept in the state folder, and info finds it there",
    .enabled(if: CaseRuleTests.mayMount, "skipped: a read-only mount needs root"))
  func readOnlyFolder() throws {
    let bench = try bench()
    try bench.write("disk/readme", "")
    let disk = bench.path("disk")
    #expect(mount("none", disk, "tmpfs", 0, "size=20m") == 0)
    defer { umount2(disk, 2) }
    try bench.write("disk/labels.nii", SmallKnee.labelFile)
    #expect(mount("none", disk, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "size=20m") == 0)
    let made = try bench.run("run", "disk/labels.nii", "-c", "brush 3mm; erase 20,18,32")
    #expect(made.status == 0, "\(made.all)")
    let info = try bench.run("export", "disk/labels.nii", "--to", "out")
    #expect(info.all.contains("There is a case of these inputs"), "\(info.all)")
    let fresh = try bench.run("run", "disk/labels.nii", "--fresh", "-c", "undo")
    #expect(fresh.status == 0 && fresh.out.contains("nothing to undo"), "\(fresh.all)")
    #expect(fresh.err.contains(".old-1.condyle") && fresh.err.contains(bench.state))
    let again = try bench.run("run", "disk/labels.nii", "--resume", "-c", "write")
    #expect(again.status == 0, "\(again.all)")
  }
}
