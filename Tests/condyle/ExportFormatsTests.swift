import Foundation
import Testing

/// `condyle export` in other formats, frames and ways of making surfaces.
@Suite struct ExportFormatsTests {
  private func bench(_ commands: String = "write", labels: String = "labels.nii") throws
    -> Workbench
  {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let made = try bench.run(
      "run", labels, "--case", "k.condyle", "--code", "K7Q2", "--allow-scripted-verdicts", "-c",
      commands)
    #expect(made.status == 0, "\(made.all)")
    return bench
  }

  private func bones(_ bench: Workbench, _ folder: String) throws -> [String: [String: Any]] {
    let bones = try #require(try bench.json(folder + "/meshes.json")["bones"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: bones.map { ($0["name"] as? String ?? "", $0) })
  }

  private let edit = "bone femur; brush 3mm ball; erase 20,18,32"

  @Test("every format of one bone; verify finds a change in any of them")
  func formats() throws {
    let bench = try bench()
    let export = try bench.run(
      "export", "k.condyle", "--to", "out", "--bone", "patella", "--format", "stl", "--format",
      "ply", "--format", "obj", "--format", "3mf")
    #expect(export.status == 0, "\(export.all)")
    let names = [
      "K7Q2_bones.draft.3mf", "K7Q2_patella.draft.obj", "K7Q2_patella.draft.ply",
      "K7Q2_patella.draft.stl",
    ]
    #expect(bench.names("out") == names + ["meshes.json"])
    let files = try #require(try bones(bench, "out")["patella"]?["files"] as? [[String: Any]])
    #expect(files.compactMap { $0["format"] as? String } == ["stl", "ply", "obj", "3mf"])
    let sound = try bench.run("verify", "k.condyle", "--meshes", "out")
    #expect(sound.status == 0 && sound.out.contains("4 checked against meshes.json"))
    for name in names {
      let bytes = try bench.read("out/" + name)
      var changed = bytes
      changed[bytes.count - 40] ^= 1
      try bench.write("out/" + name, changed)
      let verify = try bench.run("verify", "k.condyle", "--meshes", "out")
      #expect(verify.status == 1 && verify.out.contains(name), "\(verify.out)")
      try bench.write("out/" + name, bytes)
    }
    #expect(try bench.run("export", "k.condyle", "--to", "out", "--format", "3mf").status == 0)
  }

  @Test("the report for a reader names the files of each bone, and another frame")
  func text() throws {
    let bench = try bench()
    let export = try bench.run(
      "export", "k.condyle", "--to", "out", "--bone", "tibia", "--format", "ply", "--format", "obj",
      "--frame", "ras")
    #expect(export.out.contains("tibia   K7Q2_tibia.draft.ply, K7Q2_tibia.draft.obj  "))
    #expect(export.out.contains("frame   RAS, mm"))
  }

  @Test("RAS has the same corners with x and y negated, says so, and stays accepted")
  func ras() throws {
    let bench = try bench("sign patella accept")
    for frame in ["lps", "RAS"] {
      let export = try bench.run(
        "export", "k.condyle", "--to", frame, "--frame", frame, "--bone", "patella")
      #expect(export.status == 0, "\(export.all)")
    }
    let lps = try ReadSTL(bench.read("lps/K7Q2_patella.stl"))
    let ras = try ReadSTL(bench.read("RAS/K7Q2_patella.stl"))
    #expect(ras.triangles == lps.triangles.map { $0.map { SIMD3(-$0.x, -$0.y, $0.z) } })
    #expect(ras.volume > 0 && abs(ras.volume - lps.volume) < 1e-6 * lps.volume)
    #expect(ras.header.holds(" UNITS=mm SPACE=RAS ") && lps.header.holds(" SPACE=LPS "))
    #expect(try bench.json("RAS/meshes.json")["frame"] as? String == "RAS")
    #expect(try bones(bench, "RAS")["patella"]?["status"] as? String == "accepted")
    // The labels are what they are in either.
    #expect(try bench.read("lps/K7Q2_labels.nii.gz") == bench.read("RAS/K7Q2_labels.nii.gz"))
  }

  @Test(
    "surfaces made in another way than the accepted ones are drafts, and the accepted ones stay",
    arguments: [["--smooth"], ["--decimate", "0.2mm"], ["--decimate", "50%", "--smooth"]])
  func otherRecipe(_ options: [String]) throws {
    let bench = try bench("sign femur accept")
    #expect(try bench.run("export", "k.condyle", "--to", "out", "--format", "stl").status == 0)
    let accepted = try bench.read("out/K7Q2_femur.stl")
    let export = try bench.run(
      ["export", "k.condyle", "--to", "out", "--format", "stl"] + options)
    #expect(export.status == 0 && !export.err.contains("superseded"), "\(export.all)")
    let femur = try #require(try bones(bench, "out")["femur"])
    #expect(femur["file"] as? String == "K7Q2_femur.draft.stl")
    #expect(femur["status"] as? String == "draft" && femur["signed"] as? Bool == false)
    let reason = try #require(femur["reason"] as? String)
    #expect(reason.contains("but surfaces are made in another way"), "\(reason)")
    let json = try bench.json("out/meshes.json")
    let recipe = try #require(json["recipe"] as? [String: Any])
    #expect((recipe["smoothing"] as? String == "none") == !options.contains("--smooth"))
    #expect((recipe["decimation"] as? String == "none") == !options.contains("--decimate"))
    #expect(try bench.read("out/K7Q2_femur.stl") == accepted)
    let earlier = try #require(json["earlier"] as? [[String: Any]])
    let kept = try #require(earlier.first { $0["file"] as? String == "K7Q2_femur.stl" })
    #expect(kept["signed"] as? Bool == true && kept["frame"] as? String == "LPS")
    #expect((kept["recipe"] as? String)?.contains("no-smoothing/no-decimation") == true)
    let verify = try bench.run("verify", "k.condyle", "--meshes", "out")
    #expect(verify.status == 0 && !verify.out.contains("OUTDATED"), "\(verify.out)")
  }

  @Test("a 3MF is accepted when all its bones are, and superseded when one no longer is")
  func together() throws {
    let bench = try bench("sign femur accept; sign tibia accept")
    func export(_ folder: String, _ more: String...) throws -> Program.Outcome {
      let outcome = try bench.run(
        ["export", "k.condyle", "--to", folder, "--format", "3mf"] + more)
      #expect(outcome.status == 0, "\(outcome.all)")
      return outcome
    }
    _ = try export("all")
    #expect(bench.names("all") == ["K7Q2_bones.draft.3mf", "meshes.json"])
    _ = try export("two", "--signed-only")
    #expect(bench.names("two") == ["K7Q2_bones.3mf", "meshes.json"])
    #expect(try bench.run("run", "k.condyle", "-c", edit).status == 0)
    let voided = try bench.run("verify", "k.condyle", "--meshes", "two")
    #expect(voided.status == 0 && voided.out.contains("OUTDATED"), "\(voided.out)")
    let again = try export("two")
    #expect(again.err.contains("K7Q2_bones.superseded-1.3mf"), "\(again.err)")
    #expect(
      bench.names("two") == ["K7Q2_bones.draft.3mf", "K7Q2_bones.superseded-1.3mf", "meshes.json"])
    // The draft held an accepted bone and was never accepted itself.
    #expect(!(try export("all")).err.contains("superseded"))
  }

  @Test("a PLY of an edited bone says where it deviates, and carries the doubt of the case")
  func ply() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("labels.npz", SmallKnee.npzFile)
    let made = try bench.run(
      "run", "labels.nii", "labels.npz", "--case", "k.condyle", "--code", "K7Q2", "-c",
      "bone patella; brush 4mm ball; paint 20,1,30")
    #expect(made.status == 0, "\(made.all)")
    let export = try bench.run(
      "export", "k.condyle", "--to", "out", "--format", "ply", "--json")
    #expect(export.status == 0, "\(export.all)")
    for (bone, isEdited) in [("patella", true), ("femur", false)] {
      let name = try #require(bench.names("out").first { $0.contains(bone) })
      let bytes = try bench.read("out/" + name)
      for line in ["comment UNITS mm\n", "property float doubt\n", "property float deviation\n"] {
        #expect(bytes.holds(line), "\(name) \(line)")
      }
      let text = String(decoding: bytes.prefix(1000), as: UTF8.self)
      let counts = text.split(separator: "\n").filter { $0.hasPrefix("element vertex ") }
      let count = try #require(counts.first.flatMap { Int($0.dropFirst(15)) })
      let end = try #require(Data(bytes).range(of: Data("end_header\n".utf8))).upperBound
      let rows = bytes.withUnsafeBytes { buffer in
        (0..<count).map { row in
          (3..<5).map { column in
            buffer.loadUnaligned(fromByteOffset: end + 20 * row + 4 * column, as: Float.self)
          }
        }
      }
      let greatest = rows.map { $0[1] }.max() ?? -1
      #expect(isEdited ? greatest > 0.5 : greatest == 0, "\(name) \(greatest)")
      // 1 − (0.96 − 0.01) everywhere, in steps of 1/255.
      #expect(rows.allSatisfy { abs($0[0] - 0.05) < 0.004 })
    }
  }

  @Test(
    "options that say nothing, or contradict each other, are usage errors and write nothing",
    arguments: [
      (["--decimate", "0.1"], "such as 0.1mm"), (["--decimate", "200%"], "below 100"),
      (["--decimate", "0mm"], "above 0"), (["--frame", "rai"], "ras"),
      (["--format", "vtk"], "3mf"), (["--signed-only", "--smooth"], "--signed-only"),
      (["--signed-only", "--allow-defects"], "never accepted"),
    ] as [([String], String)])
  func usage(_ options: [String], _ words: String) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let export = try bench.run(["export", "labels.nii", "--to", "out"] + options)
    #expect(export.status == 64 && export.err.contains(words), "\(export.all)")
    #expect(!bench.names().contains("out"))
  }

  @Test("the help explains frame, units, smoothing, decimation and deviation")
  func help() throws {
    let help = try Workbench().run("export", "--help").out
    for word in [
      "in mm", "LPS", "--frame", "Taubin", "--decimate", "50%", "deviation", "deviation_mm",
      "--allow-defects", ".defects", "3mf",
    ] { #expect(help.contains(word), "\(word)") }
  }
}

/// Other programs that read what this one writes, where they are installed.
@Suite struct ExportCrossCheckTests {
  private static func isHere(_ arguments: [String]) -> Bool {
    guard let bench = try? Workbench() else { return false }
    return (try? Program.other(arguments, state: bench.state))?.status == 0
  }

  static let hasTrimesh = isHere(["python3", "-c", "import numpy, trimesh"])
  static let hasAdmesh = isHere(["admesh", "--help"])

  private func export(_ options: [String]) throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("labels.npz", SmallKnee.npzFile)
    let outcome = try bench.run(
      ["export", "labels.nii", "labels.npz", "--to", "out"] + options)
    #expect(outcome.status == 0, "\(outcome.all)")
    return bench
  }

  @Test(
    "trimesh and zipfile read all formats as the same closed surfaces, with their numbers",
    .enabled(if: hasTrimesh, "skipped: python3 has no trimesh"), arguments: ["lps", "ras"])
  func trimesh(_ frame: String) throws {
    let bench = try export([
      "--format", "stl", "--format", "ply", "--format", "obj", "--format", "3mf", "--frame", frame,
    ])
    let script = Program.repository.appendingPathComponent("Tests/condyle/crosscheck/export.py")
      .path
    let outcome = try Program.other(["python3", script, bench.path("out")], state: bench.state)
    #expect(outcome.out.hasPrefix("same"), "\(outcome.all)")
  }

  @Test(
    "admesh finds nothing to repair", .enabled(if: hasAdmesh, "skipped: admesh is not installed"))
  func admesh() throws {
    let bench = try export(["--format", "stl"])
    for name in bench.names("out").filter({ $0.hasSuffix(".stl") }) {
      let said = try Program.other(["admesh", bench.path("out/" + name)], state: bench.state).out
      func numbers(_ label: String) -> [Int] {
        said.split(separator: "\n").first { $0.hasPrefix(label) }.map { line in
          line.split { !$0.isNumber }.compactMap { Int($0) }
        } ?? []
      }
      for label in [
        "Degenerate facets", "Edges fixed", "Facets removed", "Facets added", "Facets reversed",
        "Backwards edges", "Normals fixed",
      ] { #expect(numbers(label).first == 0, "\(name) \(label)\n\(said)") }
    }
  }
}
