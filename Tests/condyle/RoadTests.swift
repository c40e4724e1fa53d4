import Foundation
import Glibc
import Testing

/// The whole road of a user: the sample, repaired by a script, killed, reopened, exported, pictured.
@Suite struct RoadTests {
  /// Commands that make the sample's labels equal to its truth, a run of voxels each.
  static func repair() throws -> [String] {
    let folder = try Sample.folder()
    let wrong = try ReadLabels(path: folder + "/knee.nii.gz")
    let right = try ReadLabels(path: folder + "/truth/knee.nii.gz")
    let names = ["", "femur", "tibia", "patella", "fibula"]
    var commands = ["brush 0.3mm disc", "over any"]
    var bone = -1
    let columns = wrong.size[0]
    var at = 0
    while at < wrong.voxels.count {
      let pair = (wrong.voxels[at], right.voxels[at])
      guard pair.0 != pair.1 else {
        at += 1
        continue
      }
      let row = at / columns
      var end = at
      while end + 1 < (row + 1) * columns, (wrong.voxels[end + 1], right.voxels[end + 1]) == pair {
        end += 1
      }
      let chosen = Int(pair.1 == 0 ? pair.0 : pair.1)
      if chosen != bone { commands.append("bone \(names[chosen])") }
      bone = chosen
      let (y, z) = (row % wrong.size[1], row / wrong.size[1])
      let verb = pair.1 == 0 ? "erase" : "paint"
      commands.append("\(verb) \(at % columns),\(y),\(z) \(end % columns),\(y),\(z)")
      at = end + 1
    }
    return commands
  }

  private func digest(_ bench: Workbench) throws -> String {
    let outcome = try bench.run("verify", "k.condyle", "--json")
    #expect(outcome.status == 0, "\(outcome.all)")
    return try #require(outcome.json["labels_sha256"] as? String)
  }

  @Test("the planted errors lie where truth.json says")
  func truth() throws {
    let folder = try Sample.folder()
    let wrong = try ReadLabels(path: folder + "/knee.nii.gz")
    let right = try ReadLabels(path: folder + "/truth/knee.nii.gz")
    let faults = try Sample.faults()
    #expect(faults.count == 5)
    for fault in faults {
      let at = (fault.voxel[2] * wrong.size[1] + fault.voxel[1]) * wrong.size[0] + fault.voxel[0]
      #expect(wrong.voxels[at] != right.voxels[at], "\(fault.kind)")
    }
    let count = zip(wrong.voxels, right.voxels).count { $0 != $1 }
    let volume = faults.reduce(0) { $0 + $1.volume }
    #expect(abs(Double(count) * 0.7 * 0.7 * 0.9 - volume) < 1)
  }

  @Test("a repair that is killed in its middle is resumed, and ends at the truth, voxel for voxel")
  func repairKilledAndResumed() throws {
    let bench = try Workbench()
    try Sample.link(into: bench)
    let aiDigest = try ReadLabels(path: bench.path("knee/knee.nii.gz")).digest
    let truth = try ReadLabels(path: bench.path("knee/truth/knee.nii.gz")).digest
    let commands = try Self.repair()
    try bench.write("repair.txt", commands.joined(separator: "\n"))
    let child = try bench.start(
      "run", "knee", "--case", "k.condyle", "--script", "repair.txt", "--code", "K7Q2")
    let isOnItsWay = child.waitUntil { $0.components(separatedBy: "— saved").count > 60 }
    child.send(SIGKILL)
    let killed = child.wait()
    #expect(isOnItsWay && killed.status == -SIGKILL, "\(killed.err)")
    let half = try digest(bench)
    #expect(half != aiDigest && half != truth)
    let again = try bench.run(
      "run", "knee", "--case", "k.condyle", "--resume", "--script", "repair.txt")
    #expect(again.status == 0, "\(again.err)")
    #expect(again.out.contains("already"), "strokes of the first sitting change nothing and say so")
    #expect(try digest(bench) == truth)
    try undoAndRedo(bench, from: truth, to: aiDigest)
    try export(bench, truth: truth)
    try picture(bench)
  }

  /// Each step in a process of its own.
  private func undoAndRedo(_ bench: Workbench, from truth: String, to first: String) throws {
    let undone = try bench.run("run", "k.condyle", "-c", "undo 3")
    #expect(undone.status == 0)
    let three = try digest(bench)
    #expect(three != truth)
    #expect(try bench.run("run", "k.condyle", "-c", "undo 100000").out.contains("only"))
    #expect(try digest(bench) == first, "everything undone are the AI's labels")
    let nothing = try bench.run("run", "k.condyle", "-c", "undo")
    #expect(nothing.status == 0 && nothing.out.contains("nothing to undo"))
    #expect(try bench.run("run", "k.condyle", "-c", "redo 100000").status == 0)
    #expect(try digest(bench) == truth)
  }

  private func export(_ bench: Workbench, truth: String) throws {
    let outcome = try bench.run("export", "k.condyle", "--to", "out", "--json")
    #expect(outcome.status == 0, "\(outcome.all)")
    let bones = try #require(outcome.json["bones"] as? [[String: Any]])
    #expect(bones.count == 4)
    for bone in bones {
      let file = try #require(bone["file"] as? String)
      #expect(file.hasPrefix("K7Q2_R_") && bench.mode("out/" + file) == "600")
      let mesh = try ReadSTL(bench.read("out/" + file))
      let voxelVolume = try #require(bone["voxel_volume_mm3"] as? Double)
      #expect(mesh.openEdges == 0, "\(file) is not watertight")
      #expect(
        abs(mesh.volume - voxelVolume) < 0.01 * voxelVolume,
        "\(file): \(mesh.volume) against \(voxelVolume) mm³")
      #expect(mesh.triangles.count == bone["triangles"] as? Int)
      #expect(
        mesh.header.holds("UNITS=mm SPACE=LPS K7Q2")
          && !mesh.header.starts(with: Array("solid".utf8)))
    }
    #expect(try ReadLabels(path: bench.path("out/K7Q2_labels.nii.gz")).digest == truth)
    let info = try bench.run(
      "info", "--ct", "knee/ct", "--labels", "out/K7Q2_labels.nii.gz", "knee/ct", "--json")
    let labels = try #require(info.json["labels"] as? [String: Any], "\(info.all)")
    // NIfTI holds no names; nothing else is worth a word, so the grids are the same.
    let warnings = labels["warnings"] as? [String] ?? []
    #expect(warnings.allSatisfy { $0.hasPrefix("No label table") }, "\(warnings)")
    #expect(
      labels["origin"] as? [Double] == (info.json["ct"] as? [String: Any])?["origin"] as? [Double])
    #expect(try bench.run("verify", "k.condyle", "--meshes", "out").status == 0)
  }

  private func picture(_ bench: Workbench) throws {
    for (name, more) in [
      ("plane.png", []), ("montage.png", ["--montage", "--bone", "patella", "--heat"]),
    ] {
      let outcome = try bench.run(["snapshot", "k.condyle", "--to", name] + more)
      #expect(outcome.status == 0, "\(outcome.err)")
      let chunks = try ReadPNG.words(bench.read(name))
      #expect(chunks.first?.kind == "IHDR" && bench.mode(name) == "600")
    }
    let before = try bench.read("plane.png")
    #expect(
      try bench.run("snapshot", "k.condyle", "--to", "plane.png", "--slice", "3").status == 73)
    #expect(try bench.read("plane.png") == before)
    #expect(
      try bench.run("snapshot", "k.condyle", "--to", "plane.png", "--slice", "3", "--force").status
        == 0)
    #expect(try bench.read("plane.png") != before)
  }

  @Test("two samples are the same, byte for byte, and a folder with something in it is refused")
  func sampleIsTheSame() throws {
    let bench = try Workbench()
    #expect(try bench.run("sample", "again").status == 0)
    for name in bench.names("again") where !name.hasSuffix("ct") && !name.hasSuffix("truth") {
      let first = try Data(contentsOf: URL(fileURLWithPath: Sample.folder() + "/" + name))
      #expect(try Data(bench.read("again/" + name)) == first, "\(name)")
    }
    #expect(try bench.run("sample", "again").status == 73)
    #expect(bench.mode("again/knee.nii.gz") == "600")
  }
}
