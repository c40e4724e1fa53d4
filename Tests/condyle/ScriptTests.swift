import Foundation
import Testing

/// Scripts as pipelines write them.
@Suite struct ScriptTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  /// The lines about commands, without the first (the case) and the last (the head).
  private func reports(_ outcome: Program.Outcome) -> [String] {
    outcome.lines.dropFirst().dropLast()
  }

  @Test("-c and --script run in the order in which they are given; - is standard input")
  func order() throws {
    let bench = try bench()
    try bench.write("one.txt", "bone tibia")
    let outcome = try bench.run(
      [
        "run", "labels.nii", "-c", "bone patella", "--script", "one.txt", "-c",
        "bone fibula; write",
        "--script=-", "-c", "bone patella",
      ], input: "bone femur\n\n# nothing\nbone femur\n")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(
      reports(outcome) == [
        "1  bone patella", "1  bone tibia", "1  bone fibula",
        "1  Everything is saved; there is no need to write.", "1  bone femur",
        "4  bone femur already", "1  bone patella",
      ])
  }

  @Test("a script that cannot be read as a whole carries out nothing and makes no case")
  func unreadable() throws {
    let bench = try bench()
    try bench.write("s.txt", "brush 3mm\nerase 20,18,32\npaint 1,2\nwrite")
    let outcome = try bench.run("run", "labels.nii", "-c", "brush 4mm", "--script", "s.txt")
    #expect(outcome.status == 65 && outcome.out.isEmpty)
    #expect(
      outcome.err.contains("s.txt, line 3:") && outcome.err.contains("Nothing was carried out."))
    #expect(bench.names() == ["ct.nii", "labels.nii", "s.txt"])
  }

  @Test("the first command that fails ends the script with its line; what was done stays")
  func failing() throws {
    let bench = try bench()
    let outcome = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "-c",
      "brush 3mm\nerase 20,18,32\nerase 20,18,30\npaint 500,1,1\nerase 20,18,11")
    #expect(outcome.status == 65)
    #expect(
      outcome.err.contains("-c, line 4:") && outcome.err.contains("2 changes before it are saved."))
    #expect(outcome.out.components(separatedBy: "— saved").count == 3)
    #expect(try bench.run("verify", "k.condyle", "--json").json["edits"] as? Int == 2)
  }

  @Test("what goes wrong is said in sentences that end before the next begins")
  func sentences() throws {
    let bench = try bench()
    for script in ["brush 3mm; erase 20,18,32; bone toe", "brush 3mm; fly"] {
      let outcome = try bench.run(
        "run", "labels.nii", "--case", "k.condyle", "--resume", "-c", script)
      #expect(outcome.status == 65)
      #expect(outcome.err.contains(/[.?] (1 change before|Nothing was)/), "\(outcome.err)")
    }
  }

  @Test(
    "a command that changes nothing succeeds and says why",
    arguments: [
      ("bone femur; brush 3mm ball; paint 20,18,32", "already"),
      ("bone patella; brush 3mm ball; paint 20,18,32", "background"),
      ("bone patella; brush 3mm ball; erase 20,18,32", "clears the chosen bone only"),
      ("lock femur; bone femur; brush 3mm ball; erase 20,18,32", "lock"),
      ("undo", "nothing to undo"), ("redo", "nothing to redo"), ("write", "saved"),
      ("lock femur; lock femur", "already"), ("show tibia", "already"),
      ("bone femur; range 3000 3001; brush 3mm ball; over any; paint 2,2,2", "3000"),
    ])
  func nothingChanged(_ script: String, _ why: String) throws {
    let bench = try bench()
    let outcome = try bench.run("run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c", script)
    #expect(outcome.status == 0, "\(outcome.err)")
    let last = try #require(reports(outcome).last)
    #expect(!last.contains("— saved") && last.contains(why) && last.count > 6, "\(last)")
    #expect(try bench.run("verify", "k.condyle", "--json").json["edits"] as? Int == 0)
  }

  @Test("a script begins from stated defaults, and quit ends it")
  func defaults() throws {
    let bench = try bench()
    let first = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "-c",
      "bone tibia; brush 9mm ball; over any; plane coronal; quit; bone toe-that-is-never-reached")
    #expect(first.status == 0, "\(first.err)")
    let second = try bench.run(
      "run", "k.condyle", "-c",
      "bone femur; brush 2mm disc; over background; plane axial; range off")
    #expect(reports(second).allSatisfy { $0.hasSuffix("already") }, "\(second.out)")
  }

  @Test("locks are the case's and last; the hidden stays hidden")
  func locksLast() throws {
    let bench = try bench()
    #expect(
      try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "lock femur; hide tibia")
        .status == 0)
    let outcome = try bench.run("run", "k.condyle", "-c", "lock femur; hide tibia")
    #expect(reports(outcome).allSatisfy { $0.hasSuffix("already") }, "\(outcome.out)")
  }

  @Test("pictures and exports of a script go where it says and replace nothing")
  func outputs() throws {
    let bench = try bench()
    let script = "snapshot \"a picture.png\" layout; snapshot m.png montage; export out femur"
    let first = try bench.run("run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c", script)
    #expect(first.status == 0, "\(first.err)")
    #expect(try ReadPNG.words(bench.read("a picture.png")).first?.kind == "IHDR")
    #expect(bench.mode("m.png") == "600" && bench.names("out").contains("meshes.json"))
    let again = try bench.run("run", "k.condyle", "-c", "snapshot m.png")
    #expect(again.status == 73 && again.err.contains("line 1"))
    #expect(try bench.run("verify", "k.condyle", "--meshes", "out").status == 0)
  }

  @Test("a script of one CT alone begins with empty labels")
  func labelsOfOnesOwn() throws {
    let bench = try bench()
    let outcome = try bench.run(
      "run", "ct.nii", "--case", "k.condyle", "-c", "bone femur; threshold 500 900", "--json")
    #expect(outcome.status == 0)
    let count = SmallKnee.labels.count { $0 != 0 }
    let steps = try #require(outcome.json["commands"] as? [[String: Any]])
    #expect(
      (steps.last?["result"] as? String)?.contains("\(count) voxels") == true, "\(outcome.out)")
  }
}
