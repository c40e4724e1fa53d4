import Foundation
import Testing

@Suite struct ContractTests {
  /// Every key that a contract promises is there, with the frame around it.
  private func expect(
    _ object: [String: Any], schema: String, _ keys: [String], hasCase: Bool = true,
    _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(object["schema"] as? String == "condyle.\(schema)/1", sourceLocation: place)
    #expect((object["program"] as? String)?.hasPrefix("Condyle ") == true, sourceLocation: place)
    if hasCase { #expect(object["case"] is String, sourceLocation: place) }
    for key in keys { #expect(object[key] != nil, "no key \(key)", sourceLocation: place) }
  }

  private func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }

  @Test("info --json of the sample: CT, labels, uncertainty and side, and nothing is written")
  func info() throws {
    let bench = try Workbench()
    try Sample.link(into: bench)
    let before = bench.names()
    let outcome = try bench.run("info", "knee", "--json")
    #expect(outcome.status == 0 && outcome.err.isEmpty)
    let json = outcome.json
    expect(json, schema: "info", ["ct", "labels", "uncertainty"], hasCase: false)
    #expect(json["case"] == nil)
    let ct = try object(json["ct"])
    #expect(ct["size"] as? [Int] == [200, 208, 160])
    #expect((ct["spacing"] as? [Double])?.count == 3 && (ct["origin"] as? [Double])?.count == 3)
    #expect((ct["direction"] as? [Double])?.count == 9 && ct["warnings"] is [String])
    let hu = try object(ct["hu"])
    #expect(hu["min"] is Int && hu["max"] is Int && hu["mean"] is Double)
    let labels = try object(json["labels"])
    #expect(labels["size"] as? [Int] == [200, 208, 160] && labels["warnings"] is [String])
    let table = try #require(labels["table"] as? [[String: Any]])
    #expect(table.compactMap { $0["name"] as? String } == ["femur", "tibia", "patella", "fibula"])
    #expect(table.compactMap { $0["value"] as? Int } == [1, 2, 3, 4])
    for row in table { #expect(row["voxels"] is Int && row["volume_mm3"] is Double) }
    let doubt = try object(json["uncertainty"])
    try anatomy(object(json["anatomy"]))
    #expect(doubt["kind"] as? String == "hesitation" && doubt["size"] as? [Int] == [200, 208, 160])
    #expect(bench.names() == before)
  }

  /// The errors that are planted in the sample, as `info` finds them.
  private func anatomy(_ anatomy: [String: Any]) throws {
    let bones = try #require(anatomy["bones"] as? [[String: Any]])
    #expect(bones.map { $0["part_count"] as? Int } == [1, 2, 1, 2])
    #expect(bones.map { $0["cavity_count"] as? Int } == [0, 1, 0, 0])
    let gaps = try #require(bones[3]["empty_slices"] as? [[String: Any]])
    // The fibula's gap of four slices.
    #expect(gaps.map { [$0["axis"], $0["first"], $0["last"]] as? [Int] } == [[2, 26, 29]])
    let cuts = try #require(bones[0]["cuts"] as? [[String: Any]])
    #expect(cuts.map { $0["towards"] as? String } == ["S"])
    #expect(cuts.map { $0["expected"] as? Bool } == [true])
    let contacts = try #require(anatomy["contacts"] as? [[String: Any]])
    // The bridge.
    #expect(contacts.map { $0["bones"] as? [String] } == [["femur", "patella"]])
    let leg = try #require((anatomy["legs"] as? [[String: Any]])?.first)
    let orders = try #require(leg["orders"] as? [[String: Any]])
    #expect(orders.count == 5 && orders.allSatisfy { $0["holds"] as? Bool == true })
    let sizes = try #require(anatomy["sizes"] as? [[String: Any]])
    #expect(sizes.count >= 4 && sizes.allSatisfy { $0["plausible"] as? Bool == true })
  }

  @Test("info tells in words what is in parts, hollow, torn or touching, and where")
  func anatomyInWords() throws {
    let bench = try Workbench()
    try Sample.link(into: bench)
    let text = try bench.run("info", "knee").out
    for words in [
      "fibula lateral of tibia", "in view      femur",
      "tibia is in 2: 96.99 cm³, 104.1 mm³ at 68,57,26",
      "tibia encloses 1: 294.1 mm³ at", "fibula has no voxel in slices 26 to 29 along z",
      "femur touches patella on 62.0 mm² round R",
    ] {
      #expect(text.contains(words), "no “\(words)” in \(text)")
    }
    // What is as it should be is not told as if it were wrong.
    #expect(!text.contains("cut by the edge") && !text.contains("size  "))
  }

  @Test("info --json says null for what is not there")
  func infoOfLabels() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let json = try bench.run("info", "labels.nii", "--json").json
    #expect(
      json["ct"] is NSNull && json["uncertainty"] is NSNull && json["labels"] is [String: Any])
    let other = try bench.run("info", "ct.nii", "--json").json
    #expect(other["labels"] is NSNull && other["ct"] is [String: Any])
  }

  @Test("info of a case names its code and counts its labels as they are now")
  func infoOfCase() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let made = try bench.run(
      "run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c",
      "bone femur; brush 200mm ball; erase 20,18,32", "--json")
    #expect(made.status == 0)
    let outcome = try bench.run("info", "k.condyle", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.json["case"] as? String == made.json["case"] as? String)
    let labels = try object(outcome.json["labels"])
    let table = try #require(labels["table"] as? [[String: Any]])
    #expect(table.first?["voxels"] as? Int == 0)
    #expect(table.last?["voxels"] as? Int == SmallKnee.labels.count { $0 == 4 })
    #expect(try object(outcome.json["ct"])["size"] as? [Int] == SmallKnee.size)
  }

  @Test("export --json and meshes.json are one object with every promised key")
  func export() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let outcome = try bench.run("export", "ct.nii", "labels.nii", "--to", "out", "--json")
    #expect(outcome.status == 0)
    let keys = ["frame", "units", "inputs", "recipe", "head", "bones"]
    for json in [outcome.json, try bench.json("out/meshes.json")] {
      expect(json, schema: "export", keys)
      #expect(json["frame"] as? String == "LPS" && json["units"] as? String == "mm")
      #expect(json["head"] is NSNull, "there is no case, so no head")
      let inputs = try #require(json["inputs"] as? [[String: Any]])
      #expect(inputs.compactMap { $0["role"] as? String } == ["ct", "labels"])
      #expect(inputs.allSatisfy { ($0["sha256"] as? String)?.count == 64 })
      let bones = try #require(json["bones"] as? [[String: Any]])
      #expect(bones.count == 4)
      for bone in bones {
        for key in [
          "name", "value", "side", "file", "sha256", "status", "reason", "triangles", "vertices",
          "volume_mm3", "area_mm2", "watertight", "manifold", "components", "self_intersections",
          "deviation_mm", "voxel_volume_mm3", "signed", "verdict", "files", "defects",
        ] { #expect(bone[key] != nil, "no key \(key)") }
        let deviation = try object(bone["deviation_mm"])
        #expect(deviation["mean"] is Double && deviation["max"] is Double)
        #expect(bone["status"] as? String == "draft" && bone["signed"] as? Bool == false)
        #expect((bone["file"] as? String)?.hasSuffix(".draft.stl") == true)
      }
    }
  }

  @Test("verify --json and run --json keep their contracts, and agree on the head")
  func verifyAndRun() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let run = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "-c", "brush 3mm ball; erase 20,18,32; write",
      "--code", "K7Q2", "--json")
    #expect(run.status == 0 && run.err.isEmpty)
    expect(run.json, schema: "run", ["commands", "head"])
    #expect(run.json["case"] as? String == "K7Q2")
    let steps = try #require(run.json["commands"] as? [[String: Any]])
    #expect(steps.count == 3)
    #expect(steps[0]["event"] is NSNull && steps[1]["event"] is Int && steps[2]["event"] is NSNull)
    let verify = try bench.run("verify", "k.condyle", "--json")
    #expect(verify.status == 0)
    expect(
      verify.json, schema: "verify",
      ["events", "edits", "chain_ok", "state_ok", "head", "labels_sha256", "verdicts"])
    #expect(verify.json["head"] as? String == run.json["head"] as? String)
    #expect(verify.json["edits"] as? Int == 1)
    #expect(verify.json["chain_ok"] as? Bool == true && verify.json["state_ok"] as? Bool == true)
  }

  @Test("snapshot --json names its file and its digest")
  func snapshot() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let outcome = try bench.run("snapshot", "ct.nii", "labels.nii", "--to", "a.png", "--json")
    #expect(outcome.status == 0)
    expect(outcome.json, schema: "snapshot", ["file", "sha256"])
  }

  @Test(
    "a failure with --json is one object on standard output and nothing else there",
    arguments: [
      (["info", "nowhere", "--json"], 66), (["info", "--json"], 64),
      (["info", "labels.nii", "--colour", "--json"], 64),
      (["export", "junk", "--to", "out", "--json"], 65),
      (["verify", "labels.nii", "--json"], 65), (["verify", "nowhere.condyle", "--json"], 66),
      (["run", "labels.nii", "-c", "fly away", "--json"], 65),
      (["run", "labels.nii", "--json"], 64),
      (["snapshot", "labels.nii", "--to", "a.txt", "--json"], 65), (["fly", "--json"], 64),
    ] as [([String], Int32)])
  func failure(_ arguments: [String], _ status: Int32) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("junk", "no image at all, but some text in a file")
    let outcome = try bench.run(arguments)
    #expect(outcome.status == status)
    let error = try object(outcome.json["error"])
    #expect(Set(outcome.json.keys) == ["schema", "program", "error"])
    #expect((error["message"] as? String)?.isEmpty == false)
    #expect(error["exit_status"] as? Int == Int(status))
  }

  @Test("a failure while a run goes on is one object on standard output as well")
  func lateFailure() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let outcome = try bench.run(
      "run", "labels.nii", "-c", "brush 3mm; erase 20,18,32; bone toe", "--json")
    #expect(outcome.status == 65 && Set(outcome.json.keys) == ["schema", "program", "error"])
    #expect(try object(outcome.json["error"])["message"] is String)
  }

  @Test("help of every command has an example, and the notice stands in the program's help")
  func help() throws {
    let bench = try Workbench()
    let root = try bench.run("--help")
    #expect(root.status == 0)
    // Help is wrapped to the width of the terminal.
    let text = root.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Research use only. Not a medical device"))
    for command in ["run", "info", "export", "snapshot", "verify", "sample"] {
      #expect(root.out.contains("\n  \(command) "))
      let help = try bench.run(command, "--help")
      #expect(help.status == 0 && help.out.contains("Example: condyle \(command) "))
    }
  }

  @Test("what later versions bring is in no help and no parser")
  func later() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let help = try ["--help", "run", "export", "snapshot", "verify", "info", "sample"]
      .map { try bench.run($0 == "--help" ? [$0] : [$0, "--help"]).out }.joined()
    let words = Set(help.split { !$0.isLetter && $0 != "-" }.map(String.init))
    for line in ["  check ", "  report "] { #expect(!help.contains("\n" + line)) }
    for word in [
      "compare", "convert", "log", "replay", "batch", "purge", "grow", "islands", "smooth",
      "interpolate", "restore", "--finding", "--fail-on", "finding",
    ] {
      #expect(!words.contains(word), "help speaks of \(word)")
    }
    for command in ["fly", "check", "compare", "convert", "report", "log", "batch", "purge"] {
      let outcome = try bench.run(command, "labels.nii")
      #expect(outcome.status == 66 && outcome.out.isEmpty, "\(command)")
      #expect(outcome.err.contains("neither a command nor a file “\(command)”"))
    }
    for command in [
      "finding 3 right", "grow", "islands", "smooth", "next", "previous", "interpolate", "restore",
      "fill",
    ] {
      let outcome = try bench.run("run", "labels.nii", "-c", command)
      #expect(outcome.status == 65 && outcome.err.contains("there is no command"), "\(command)")
    }
    #expect(
      bench.names() == ["ct.nii", "labels.nii"], "a script that cannot be read makes no case")
  }

  @Test(
    "wrong arguments answer 64 and say how it is done",
    arguments: [
      ["info"], ["info", "labels.nii", "--fly"], ["run", "labels.nii"],
      ["run", "labels.nii", "-c", "write", "--resume", "--fresh"], ["export", "labels.nii"],
      ["export", "labels.nii", "--to", "x", "--format", "vtk"], ["snapshot", "labels.nii"],
      ["snapshot", "labels.nii", "--to", "a.png", "--window", "wide"],
      ["snapshot", "labels.nii", "--to", "a.png", "--scale", "0"],
      ["snapshot", "labels.nii", "--to", "a.png", "--plane", "oblique"], ["verify"], ["sample"],
      ["info", "labels.nii", "--series", "0"],
    ])
  func usage(_ arguments: [String]) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let outcome = try bench.run(arguments)
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.contains("Usage: condyle"))
    #expect(bench.names() == ["ct.nii", "labels.nii"])
  }
}
