import Foundation
import Glibc
import Testing

/// Killed, asked to stop, out of disk: what was reported as saved is there.
@Suite struct InterruptionTests {
  /// A long script of strokes that each change something.
  static func strokes(_ count: Int, seed: UInt64) -> String {
    var dice = Dice(seed: seed)
    var lines = ["over any"]
    for number in 0..<count {
      let bone = ["femur", "tibia", "patella", "fibula"][number % 4]
      let place = SmallKnee.size.map { Int.random(in: 2..<$0 - 2, using: &dice) }
      let shape = ["ball", "disc", "square"].randomElement(using: &dice) ?? "ball"
      lines.append("bone \(bone); brush \(2 + number % 3)mm \(shape)")
      lines.append("paint \(place[0]),\(place[1]),\(place[2])")
      if number % 7 == 6 { lines.append("undo 2; redo") }
    }
    return lines.joined(separator: "\n")
  }

  /// The numbers of the events that were reported as saved.
  static func acknowledged(_ text: String) -> [Int] {
    // The last line may be cut in its middle; it counts only when it is whole.
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
      line.firstMatch(of: /— saved \((\d+)\)$/).flatMap { Int($0.1) }
    }
  }

  @Test("kill -9 at random moments, 24 times on one case: everything reported as saved is there")
  func killed() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let seed = UInt64.random(in: 0...UInt64.max)
    print("kill -9: seed \(seed)")
    var dice = Dice(seed: seed)
    var told = 0
    var lastEvents = 0
    for cycle in 0..<24 {
      try bench.write("long.txt", Self.strokes(4000, seed: dice.next()))
      let inputs = cycle == 0 ? ["labels.nii"] : ["k.condyle"]
      let child = try Program.start(
        ["run"] + inputs + ["--case", "k.condyle", "--resume", "--script", "long.txt"],
        state: bench.state, folder: bench.path)
      // The first kills fall into the opening, the others into the strokes.
      if cycle % 4 != 1 { _ = child.waitUntil { $0.contains("— saved") } }
      usleep(UInt32.random(in: 0..<150_000, using: &dice))
      child.send(SIGKILL)
      let outcome = child.wait()
      #expect(outcome.status == -SIGKILL, "cycle \(cycle): \(outcome.status) \(outcome.err)")
      let saved = Self.acknowledged(outcome.out)
      told += saved.count
      let verify = try bench.run("verify", "k.condyle", "--json")
      #expect(verify.status == 0, "cycle \(cycle), seed \(seed): \(verify.all)")
      let events = try #require(verify.json["events"] as? Int)
      #expect(events >= max(saved.last ?? 0, lastEvents), "cycle \(cycle), seed \(seed)")
      lastEvents = events
    }
    #expect(told > 200, "too little was saved for a kill to matter: \(told)")
    let reopened = try bench.run("run", "k.condyle", "-c", "undo 3; redo 3")
    #expect(reopened.status == 0, "seed \(seed): \(reopened.all)")
    print("kill -9: 24 cycles, \(told) saved, \(lastEvents) events, none lost")
  }

  @Test("what a killed sitting had saved is what a sitting that was not killed has after as many")
  func sameAsUndisturbed() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let script = Self.strokes(4000, seed: 5)
    try bench.write("long.txt", script)
    let child = try bench.start("run", "labels.nii", "--case", "a.condyle", "--script", "long.txt")
    #expect(child.waitUntil { Self.acknowledged($0).count > 40 })
    child.send(SIGKILL)
    #expect(child.wait().status == -SIGKILL)
    let killed = try bench.run("verify", "a.condyle", "--json").json
    let events = try #require(killed["events"] as? Int)
    // The same script, ended by `quit` after as many events.
    let whole = try bench.run(
      "run", "labels.nii", "--case", "b.condyle", "--script", "long.txt", "--json")
    let steps = try #require(whole.json["commands"] as? [[String: Any]])
    let all = steps.compactMap { $0["event"] as? Int }
    let position = try #require(all.lastIndex { $0 <= events })
    let undone = all.count - 1 - position
    #expect(undone >= 0)
    let lines = script.components(separatedBy: "\n")
    let last = try #require(
      steps.last { ($0["event"] as? Int).map { $0 <= events } == true }?["line"] as? Int)
    try bench.write("part.txt", lines[..<last].joined(separator: "\n"))
    let part = try bench.run(
      "run", "labels.nii", "--case", "c.condyle", "--script", "part.txt", "--json")
    let reached = (part.json["commands"] as? [[String: Any]])?.compactMap { $0["event"] as? Int }
      .last
    // A line may hold two changes; then the kill fell between them and the two are not comparable.
    guard reached == events else { return }
    let digest = try bench.run("verify", "c.condyle", "--json").json["labels_sha256"] as? String
    #expect(digest == killed["labels_sha256"] as? String)
  }

  @Test(
    "SIGTERM, SIGINT and SIGHUP stop in order: exit code, a sentence, and --resume goes on",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func asked(_ signal: Int32) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("long.txt", Self.strokes(30_000, seed: 7))
    let child = try bench.start("run", "labels.nii", "--script", "long.txt")
    #expect(child.waitUntil { Self.acknowledged($0).count > 20 })
    child.send(signal)
    let outcome = child.wait()
    #expect(outcome.status == 128 + signal, "\(outcome.status) \(outcome.err)")
    let name = [SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP"][signal] ?? ""
    #expect(outcome.err.contains("Stopped by \(name) before line"))
    #expect(outcome.err.contains("Everything reported is saved"))
    let saved = Self.acknowledged(outcome.out)
    let verify = try bench.run("verify", "labels.condyle", "--json")
    #expect(verify.status == 0 && (verify.json["events"] as? Int ?? 0) >= saved.last ?? 0)
    #expect(
      !bench.names().contains { $0.hasSuffix("-wal") || $0.hasSuffix(".lock") }, "\(bench.names())")
    let line = try #require(
      outcome.err.firstMatch(of: /before line (\d+) of/).flatMap { Int($0.1) })
    let rest = try String(decoding: bench.read("long.txt"), as: UTF8.self)
      .components(separatedBy: "\n")[(line - 1)...].prefix(40).joined(separator: "\n")
    try bench.write("rest.txt", "over any\n" + rest)
    #expect(try bench.run("run", "labels.nii", "--resume", "--script", "rest.txt").status == 0)
  }

  @Test("SIGTERM with --json still prints one object, which says what stopped it")
  func askedWithJSON() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("long.txt", Self.strokes(30_000, seed: 8))
    let child = try bench.start(
      "run", "labels.nii", "--script", "long.txt", "--json", "--case", "k.condyle")
    let wal = bench.path("k.condyle")
    #expect(child.waitUntil { _ in access(wal, F_OK) == 0 })
    usleep(150_000)
    child.send(SIGTERM)
    let outcome = child.wait()
    #expect(outcome.status == 143 && outcome.json["stopped_by"] as? String == "SIGTERM")
  }

  @Test(
    "a full disk: exit code 74, a sentence, and everything reported as saved is there",
    .enabled(if: CaseRuleTests.mayMount, "skipped: a small disk needs root"))
  func fullDisk() throws {
    let bench = try Workbench()
    try bench.write("disk/readme", "")
    let disk = bench.path("disk")
    try #require(mount("none", disk, "tmpfs", 0, "size=18m") == 0)
    defer { umount2(disk, 2) }
    try bench.write("disk/labels.nii", SmallKnee.labelFile)
    try bench.write("long.txt", Self.strokes(30_000, seed: 9))
    let made = try bench.run("run", "disk/labels.nii", "-c", "brush 3mm; erase 20,18,32")
    #expect(made.status == 0, "\(made.all)")
    let child = try bench.start("run", "disk/labels.condyle", "--script", "long.txt")
    #expect(child.waitUntil { Self.acknowledged($0).count > 20 })
    // What is left of the disk is taken while the script runs.
    let filler = open(disk + "/filler", O_WRONLY | O_CREAT, 0o600)
    let block = [UInt8](repeating: 1, count: 4096)
    while write(filler, block, block.count) > 0 {}
    close(filler)
    let outcome = child.wait()
    #expect(outcome.status == 74, "\(outcome.status) \(outcome.err)")
    #expect(outcome.err.contains("full"), "\(outcome.err)")
    let saved = Self.acknowledged(outcome.out)
    let verify = try bench.run("verify", "disk/labels.condyle", "--json")
    #expect(verify.status == 0, "\(verify.all)")
    #expect((verify.json["events"] as? Int ?? 0) >= saved.last ?? 0)
    unlink(disk + "/filler")
    let again = try bench.run("run", "disk/labels.condyle", "-c", "brush 3mm; erase 20,18,30")
    #expect(again.status == 0, "after room was made: \(again.all)")
  }

  @Test(
    "an export to a full disk answers 74 and leaves no half file",
    .enabled(if: CaseRuleTests.mayMount, "skipped: a small disk needs root"))
  func exportToFullDisk() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("disk/readme", "")
    try #require(mount("none", bench.path("disk"), "tmpfs", 0, "size=200k") == 0)
    defer { umount2(bench.path("disk"), 2) }
    let outcome = try bench.run("export", "labels.nii", "--to", "disk/out")
    #expect(outcome.status == 74 && outcome.err.contains("free some space"), "\(outcome.all)")
    for name in bench.names("disk/out") {
      #expect(name.hasSuffix(".stl"), "\(name)")
      #expect(try ReadSTL(bench.read("disk/out/" + name)).openEdges == 0)
    }
  }

  @Test("an export killed at any moment leaves whole files or none")
  func killedExport() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    var dice = Dice(seed: 21)
    for cycle in 0..<8 {
      let child = try bench.start("export", "labels.nii", "--to", "out\(cycle)")
      usleep(UInt32.random(in: 20_000..<120_000, using: &dice))
      child.send(SIGKILL)
      _ = child.wait()
      for name in bench.names("out\(cycle)") where !name.hasSuffix(".part") {
        let bytes = try bench.read("out\(cycle)/" + name)
        if name.hasSuffix(".stl") { #expect(try ReadSTL(bytes).openEdges == 0) }
        if name.hasSuffix(".json") { #expect(try !bench.json("out\(cycle)/" + name).isEmpty) }
        #expect(bench.mode("out\(cycle)/" + name) == "600")
      }
    }
  }
}
