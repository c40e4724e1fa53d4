import Foundation
import Testing

@Suite struct ExportTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    #expect(
      try bench.run("run", "labels.nii", "--case", "k.condyle", "--code", "K7Q2", "-c", "write")
        .status == 0)
    return bench
  }

  @Test("an export replaces the files of an earlier one, and no others")
  func again() throws {
    let bench = try bench()
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    let before = try bench.read("out/K7Q2_femur.draft.stl")
    #expect(try bench.run("run", "k.condyle", "-c", "brush 3mm ball; erase 20,18,32").status == 0)
    try bench.write("out/notes.txt", "mine")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    #expect(try bench.read("out/K7Q2_femur.draft.stl") != before)
    #expect(try bench.read("out/notes.txt") == Array("mine".utf8))
    #expect(!bench.names("out").contains { $0.hasSuffix(".part") })
  }

  @Test(
    "a foreign file under a name of ours is refused before anything is written",
    arguments: ["K7Q2_fibula.draft.stl", "K7Q2_labels.nii.gz", "meshes.json"])
  func foreign(_ name: String) throws {
    let bench = try bench()
    try bench.write("out/" + name, "somebody else's")
    let outcome = try bench.run("export", "k.condyle", "--to", "out")
    #expect(outcome.status == 73 && outcome.err.contains(name) && outcome.err.contains("--force"))
    #expect(bench.names("out") == [name], "nothing else was written")
    #expect(try bench.read("out/" + name) == Array("somebody else's".utf8))
    #expect(try bench.run("export", "k.condyle", "--to", "out", "--force").status == 0)
    #expect(try bench.read("out/" + name) != Array("somebody else's".utf8))
  }

  @Test("one bone exported again does not make the others foreign")
  func oneBoneAgain() throws {
    let bench = try bench()
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    #expect(try bench.run("export", "k.condyle", "--to", "out", "--bone", "patella").status == 0)
    let all = try bench.run("export", "k.condyle", "--to", "out")
    #expect(all.status == 0, "\(all.err)")
  }

  @Test("verify --meshes finds a file that was changed, and one that is gone")
  func verifyMeshes() throws {
    let bench = try bench()
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    #expect(try bench.run("verify", "k.condyle", "--meshes", "out").status == 0)
    var bytes = try bench.read("out/K7Q2_tibia.draft.stl")
    bytes[200] ^= 1
    try bench.write("out/K7Q2_tibia.draft.stl", bytes)
    let changed = try bench.run("verify", "k.condyle", "--meshes", "out")
    #expect(changed.status == 1 && changed.out.contains("K7Q2_tibia.draft.stl"))
    try FileManager.default.removeItem(atPath: bench.path("out/K7Q2_femur.draft.stl"))
    let gone = try bench.run("verify", "k.condyle", "--meshes", "out", "--json")
    #expect(gone.status == 1 && (gone.json["mesh_problems"] as? [String])?.count == 2)
    #expect(try bench.run("verify", "k.condyle", "--meshes", ".").status == 66)
  }

  @Test("one bone, one format; an unknown bone and an empty one are told plainly")
  func choice() throws {
    let bench = try bench()
    let one = try bench.run(
      "export", "k.condyle", "--to", "a", "--bone", "patella", "--format", "stl")
    #expect(one.status == 0 && bench.names("a") == ["K7Q2_patella.draft.stl", "meshes.json"])
    let labels = try bench.run("export", "k.condyle", "--to", "b", "--format", "nifti")
    #expect(labels.status == 0 && bench.names("b") == ["K7Q2_labels.nii.gz", "meshes.json"])
    let unknown = try bench.run("export", "k.condyle", "--to", "c", "--bone", "toe")
    #expect(unknown.status == 65 && unknown.err.contains("femur, tibia, patella, fibula"))
    #expect(!bench.names().contains("c"))
    #expect(
      try bench.run("run", "k.condyle", "-c", "bone fibula; brush 200mm ball; erase 34,20,10")
        .status == 0)
    let empty = try bench.run("export", "k.condyle", "--to", "d", "--json")
    let bones = try #require(empty.json["bones"] as? [[String: Any]])
    #expect(empty.status == 0 && bones.last?["status"] as? String == "empty")
    #expect(bones.last?["file"] is NSNull)
  }

  @Test("an export in a folder that is a file, and a picture in no folder, answer 73")
  func noPlace() throws {
    let bench = try bench()
    try bench.write("out", "a file")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 73)
    #expect(try bench.run("snapshot", "k.condyle", "--to", "nowhere/a.png").status == 73)
  }
}
