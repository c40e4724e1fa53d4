import Foundation
import Testing

/// Verdicts and notes by script, and what export and verify make of them.
@Suite struct SigningTests {
  private func bench(_ commands: String? = nil) throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let made = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "--code", "K7Q2", "--allow-scripted-verdicts",
      "-c", commands ?? "write")
    #expect(made.status == 0, "\(made.all)")
    return bench
  }

  private func bones(_ bench: Workbench, _ folder: String) throws -> [String: [String: Any]] {
    let bones = try #require(try bench.json(folder + "/meshes.json")["bones"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: bones.map { ($0["name"] as? String ?? "", $0) })
  }

  private func verdicts(_ bench: Workbench) throws -> [[String: Any]] {
    let json = try bench.run("verify", "k.condyle", "--json").json
    return try #require(json["verdicts"] as? [[String: Any]])
  }

  private let edit = "bone femur; brush 3mm ball; erase 20,18,32"

  @Test("a script that signs is refused before anything is carried out, unless it is allowed to")
  func refused() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("s.txt", "brush 3mm ball\nerase 20,18,32\n\nsign femur accept\n")
    let outcome = try bench.run("run", "labels.nii", "--case", "k.condyle", "--script", "s.txt")
    #expect(outcome.status == 65 && outcome.out.isEmpty)
    #expect(outcome.err.contains("s.txt, line 4: a script cannot sign a bone unless"))
    #expect(outcome.err.contains("--allow-scripted-verdicts"))
    #expect(outcome.err.contains("Nothing was carried out."))
    #expect(bench.names() == ["ct.nii", "labels.nii", "s.txt"], "no case was made")
    let allowed = try bench.run(
      "run", "labels.nii", "--case", "k.condyle", "--script", "s.txt",
      "--allow-scripted-verdicts")
    #expect(allowed.status == 0 && allowed.out.contains("4  femur accepted by "))
    #expect(allowed.out.contains(", by script, research use — saved ("))
  }

  @Test("the journal keeps who, what is claimed, and that a script gave the verdict")
  func journal() throws {
    let bench = try bench(
      #"sign patella accept --by "Dr Kaya"; sign tibia rework; sign "fibula" REJECT"#)
    let found = try verdicts(bench)
    #expect(found.map { $0["bone"] as? String } == ["patella", "tibia", "fibula"])
    #expect(found.map { $0["verdict"] as? String } == ["accept", "rework", "reject"])
    #expect(found.map { $0["holds"] as? Bool } == [true, true, true])
    #expect(found.map { $0["scripted"] as? Bool } == [true, true, true])
    #expect(found[0]["claim"] as? String == "Dr Kaya" && found[1]["claim"] is NSNull)
    #expect((found[0]["by"] as? String)?.hasSuffix(" (says: Dr Kaya)") == true)
    #expect((found[0]["at"] as? String)?.hasSuffix("Z") == true)
    let text = try bench.run("verify", "k.condyle").out
    #expect(text.contains("verdict patella accepted by ") && text.contains(", by script, "))
    #expect(text.contains("verdict tibia sent back for rework by "))
  }

  @Test("the same verdict again adds nothing; by another name it does")
  func again() throws {
    let bench = try bench("sign patella accept")
    let same = try bench.run(
      "run", "k.condyle", "--allow-scripted-verdicts", "-c", "sign patella accept", "--json")
    let step = try #require((same.json["commands"] as? [[String: Any]])?.first)
    #expect(same.status == 0 && step["event"] is NSNull)
    #expect((step["result"] as? String)?.hasSuffix("and that holds; nothing was added") == true)
    #expect(try verdicts(bench).count == 1)
    _ = try bench.run(
      "run", "k.condyle", "--allow-scripted-verdicts", "-c",
      "sign patella accept --by Kaya; sign patella accept --by Kaya; sign patella rework; "
        + "sign patella accept")
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [false, false, false, true])
  }

  @Test("an empty bone cannot be accepted, and a locked one can")
  func emptyAndLocked() throws {
    let bench = try bench("bone fibula; brush 200mm ball; erase 34,20,10; lock tibia")
    let empty = try bench.run(
      "run", "k.condyle", "--allow-scripted-verdicts", "-c", "sign fibula accept")
    #expect(empty.status == 65 && empty.err.contains("fibula has no voxels"))
    let others = try bench.run(
      "run", "k.condyle", "--allow-scripted-verdicts", "-c",
      "sign fibula reject; sign tibia accept")
    #expect(others.status == 0, "\(others.all)")
    let unknown = try bench.run(
      "run", "k.condyle", "--allow-scripted-verdicts", "-c", "sign toe accept")
    #expect(unknown.status == 65 && unknown.err.contains("femur, tibia, patella, fibula"))
    #expect(try verdicts(bench).count == 2)
  }

  @Test("an edit voids the verdict on its bone and no other; an exact undo restores it")
  func voided() throws {
    let bench = try bench("sign femur accept; sign tibia accept; " + edit)
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [false, true])
    let text = try bench.run("verify", "k.condyle")
    #expect(text.status == 0, "a voided verdict is no damage")
    #expect(text.out.contains("VOIDED  femur accepted by "))
    #expect(text.out.contains(", but its voxels were changed since"))
    #expect(try bench.run("run", "k.condyle", "-c", "undo").status == 0)
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [true, true])
    #expect(try !bench.run("verify", "k.condyle").out.contains("VOIDED"))
  }

  @Test("an accepted bone is written without .draft and says by whom; the others are drafts")
  func names() throws {
    let bench = try bench(#"sign femur accept --by "Dr Kaya"; sign tibia rework"#)
    let export = try bench.run("export", "k.condyle", "--to", "out")
    #expect(export.status == 0, "\(export.all)")
    #expect(
      bench.names("out") == [
        "K7Q2_femur.stl", "K7Q2_fibula.draft.stl", "K7Q2_labels.nii.gz", "K7Q2_patella.draft.stl",
        "K7Q2_tibia.draft.stl", "meshes.json",
      ])
    let bones = try bones(bench, "out")
    let femur = try #require(bones["femur"])
    #expect(femur["status"] as? String == "accepted" && femur["signed"] as? Bool == true)
    let reason = try #require(femur["reason"] as? String)
    #expect(reason.hasPrefix("accepted by ") && reason.hasSuffix(", research use"))
    let verdict = try #require(femur["verdict"] as? [String: Any])
    #expect(verdict["verdict"] as? String == "accept" && verdict["holds"] as? Bool == true)
    #expect(verdict["claim"] as? String == "Dr Kaya" && verdict["scripted"] as? Bool == true)
    #expect(verdict["digest"] as? String == (try verdicts(bench))[0]["digest"] as? String)
    let tibia = try #require(bones["tibia"])
    #expect(tibia["status"] as? String == "draft" && tibia["signed"] as? Bool == false)
    #expect((tibia["reason"] as? String)?.hasPrefix("sent back for rework by ") == true)
    #expect((tibia["verdict"] as? [String: Any])?["verdict"] as? String == "rework")
    let patella = try #require(bones["patella"])
    #expect(patella["verdict"] is NSNull && patella["signed"] as? Bool == false)
    // The surface of an accepted bone is the draft's, byte for byte.
    let draft = try self.bench()
    #expect(try draft.run("export", "k.condyle", "--to", "out").status == 0)
    #expect(
      try draft.read("out/K7Q2_femur.draft.stl") == bench.read("out/K7Q2_femur.stl"))
  }

  @Test("a script's export knows the verdicts given before it in the same script")
  func sameScript() throws {
    let bench = try bench("sign femur accept; export a; \(edit); export a; undo; export b")
    #expect(
      bench.names("a").filter { $0.contains("femur") }
        == ["K7Q2_femur.draft.stl", "K7Q2_femur.superseded-1.stl"])
    #expect(bench.names("b").filter { $0.contains("femur") } == ["K7Q2_femur.stl"])
  }

  @Test(
    "an accepted file that no longer holds is renamed and told, also when its bone is not exported")
  func superseded() throws {
    let bench = try bench("sign femur accept; sign tibia accept")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    let first = try bench.read("out/K7Q2_femur.stl")
    #expect(try bench.run("run", "k.condyle", "-c", edit).status == 0)
    // Another bone alone, twice: what is accepted goes on being known.
    let patella = try bench.run("export", "k.condyle", "--to", "out", "--bone", "patella")
    #expect(patella.err.contains("K7Q2_femur.stl was accepted and no longer is what was accepted"))
    #expect(try bench.read("out/K7Q2_femur.superseded-1.stl") == first)
    #expect(bench.names("out").contains("K7Q2_tibia.stl"))
    #expect(try bench.run("verify", "k.condyle", "--meshes", "out").status == 0)
    // Accepted anew, changed, and accepted anew: every older file keeps its bytes.
    let sign = ["run", "k.condyle", "--allow-scripted-verdicts", "-c", "sign femur accept"]
    #expect(try bench.run(sign).status == 0)
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    let second = try bench.read("out/K7Q2_femur.stl")
    #expect(second != first)
    #expect(
      try bench.run("run", "k.condyle", "-c", "bone femur; brush 5mm ball; erase 20,18,32").status
        == 0)
    #expect(try bench.run(sign).status == 0)
    let third = try bench.run("export", "k.condyle", "--to", "out", "--json")
    let notices = try #require(third.json["notices"] as? [String])
    #expect(notices.contains { $0.contains("it is now K7Q2_femur.superseded-2.stl") })
    #expect(try bench.read("out/K7Q2_femur.superseded-1.stl") == first)
    #expect(try bench.read("out/K7Q2_femur.superseded-2.stl") == second)
    #expect(try bench.read("out/K7Q2_femur.stl") != second)
    let earlier = try #require(try bench.json("out/meshes.json")["earlier"] as? [[String: Any]])
    let files = Set(earlier.compactMap { $0["file"] as? String })
    #expect(files.isSuperset(of: ["K7Q2_femur.superseded-1.stl", "K7Q2_femur.superseded-2.stl"]))
    #expect(try bench.run("verify", "k.condyle", "--meshes", "out").lines.last == "Sound.")
    let fourth = try bench.run("export", "k.condyle", "--to", "out")
    #expect(fourth.status == 0 && !fourth.err.contains("superseded"))
    #expect(!bench.names("out").contains("K7Q2_femur.superseded-3.stl"))
  }

  @Test("an accepted file stays known through exports of other bones")
  func keptKnown() throws {
    let bench = try bench("sign femur accept")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    for _ in 0..<2 {
      #expect(
        try bench.run("export", "k.condyle", "--to", "out", "--bone", "patella").status == 0)
      #expect(bench.names("out").contains("K7Q2_femur.stl"))
    }
    #expect(
      try bench.run(
        "run", "k.condyle", "--allow-scripted-verdicts", "-c", "sign femur reject"
      ).status == 0)
    let verify = try bench.run("verify", "k.condyle", "--meshes", "out", "--json")
    #expect(verify.status == 0 && verify.json["meshes_outdated"] as? Bool == true)
    let export = try bench.run("export", "k.condyle", "--to", "out", "--bone", "patella")
    #expect(export.err.contains("K7Q2_femur.superseded-1.stl"))
  }

  @Test("a refused export renames nothing")
  func refusedExport() throws {
    let bench = try bench("sign femur accept")
    #expect(
      try bench.run("export", "k.condyle", "--to", "out", "--format", "stl").status == 0)
    #expect(try bench.run("run", "k.condyle", "-c", edit).status == 0)
    try bench.write("out/K7Q2_labels.nii.gz", "somebody else's")
    let before = bench.names("out")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 73)
    #expect(bench.names("out") == before)
    // A folder in the way of a new file: the write fails after the renaming.
    try bench.write("out/K7Q2_femur.draft.stl/x", "in the way")
    let failed = try bench.run(
      "export", "k.condyle", "--to", "out", "--format", "stl", "--force")
    #expect(failed.status == 73, "\(failed.all)")
    #expect(bench.names("out").contains("K7Q2_femur.stl"))
    #expect(!bench.names("out").contains { $0.contains("superseded") })
  }

  @Test("a sidecar cannot have files outside its folder renamed")
  func hostileSidecar() throws {
    let bench = try bench("sign femur accept")
    #expect(try bench.run("export", "k.condyle", "--to", "out").status == 0)
    try bench.write("mine.stl", "mine")
    var text = String(decoding: try bench.read("out/meshes.json"), as: UTF8.self)
    text = text.replacingOccurrences(of: "\"K7Q2_femur.stl\"", with: "\"../mine.stl\"")
    try bench.write("out/meshes.json", text)
    #expect(try bench.run("run", "k.condyle", "-c", edit).status == 0)
    _ = try bench.run("export", "k.condyle", "--to", "out", "--force")
    #expect(try bench.read("mine.stl") == Array("mine".utf8))
    #expect(!bench.names().contains { $0.contains("superseded") })
  }

  @Test("--signed-only writes accepted bones alone, and lists the others with the reason")
  func signedOnly() throws {
    let bench = try bench("sign femur accept; sign tibia accept; sign patella rework; " + edit)
    let export = try bench.run("export", "k.condyle", "--to", "out", "--signed-only")
    #expect(export.status == 0, "\(export.all)")
    #expect(bench.names("out") == ["K7Q2_tibia.stl", "meshes.json"])
    #expect(export.out.contains("fibula   not written: not accepted by anybody"))
    let bones = try bones(bench, "out")
    #expect(bones.count == 4)
    #expect(bones["femur"]?["status"] as? String == "unsigned" && bones["femur"]?["file"] is NSNull)
    #expect(
      (bones["femur"]?["reason"] as? String)?.hasSuffix("but its voxels were changed since")
        == true)
    #expect((bones["femur"]?["verdict"] as? [String: Any])?["holds"] as? Bool == false)
    #expect((bones["patella"]?["reason"] as? String)?.hasPrefix("sent back for rework") == true)
    let none = try bench.run(
      "export", "k.condyle", "--to", "none", "--signed-only", "--bone", "femur")
    #expect(none.status == 65 && none.err.contains("none of the bones is accepted as it is now"))
    #expect(try bench.run("export", "labels.nii", "--to", "none", "--signed-only").status == 65)
    #expect(!bench.names().contains("none"), "nothing was written")
    let labels = try bench.run(
      "export", "k.condyle", "--to", "none", "--signed-only", "--format", "nifti")
    #expect(labels.status == 64 && labels.err.contains("A label map holds every bone"))
  }

  @Test("a verdict holds whether or not the CT is at hand")
  func withoutCT() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("sub/ct.nii", SmallKnee.ctFile)
    let made = try bench.run(
      "run", "sub/ct.nii", "labels.nii", "--case", "k.condyle", "--code", "K7Q2",
      "--allow-scripted-verdicts", "-c", "sign femur accept; export a")
    #expect(made.status == 0, "\(made.all)")
    try FileManager.default.removeItem(atPath: bench.path("sub"))
    try FileManager.default.removeItem(atPath: bench.path("ct.nii"))
    let without = try bench.run("export", "k.condyle", "--to", "b")
    #expect(without.err.contains("not at hand"))
    let name = try #require(bench.names("b").first { $0.contains("femur") })
    #expect(!name.contains("draft") && bench.names("a").contains(name))
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [true])
  }

  @Test("a side that is no longer shown voids every verdict, and the reason is told")
  func side() throws {
    // The small knee's fibula is too small to show a side; this one is not.
    let bench = try bench("bone fibula; brush 8mm ball; paint 34,20,10; sign femur accept")
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [true])
    #expect(
      try bench.run("run", "k.condyle", "-c", "bone fibula; brush 200mm ball; erase 34,20,10")
        .status == 0)
    let text = try bench.run("verify", "k.condyle").out
    #expect(text.contains("VOIDED  femur accepted by "))
    #expect(text.contains("but its side was left and is now unknown"), "\(text)")
    #expect(try bench.run("run", "k.condyle", "-c", "undo").status == 0)
    #expect(try verdicts(bench).map { $0["holds"] as? Bool } == [true])
  }

  @Test("notes are kept in the case, one event each; empty and endless ones are refused")
  func notes() throws {
    let bench = try bench()
    let outcome = try bench.run(
      "run", "k.condyle", "-c", "note \"the fibula; is odd\"; note see slice 12", "--json")
    let steps = try #require(outcome.json["commands"] as? [[String: Any]])
    #expect(outcome.status == 0 && steps.allSatisfy { $0["event"] is Int })
    #expect(steps.allSatisfy { $0["result"] as? String == "note kept" })
    let bytes = try bench.read("k.condyle")
    #expect(bytes.holds("the fibula; is odd") && bytes.holds("see slice 12"))
    #expect(try bench.run("verify", "k.condyle").status == 0)
    let info = try bench.run("info", "k.condyle", "--json")
    let notes = try #require(info.json["notes"] as? [[String: Any]])
    #expect(notes.map { $0["text"] as? String } == ["the fibula; is odd", "see slice 12"])
    #expect(notes.map { $0["bones"] as? [String] } == [["fibula"], []])
    #expect(
      notes.allSatisfy { ($0["by"] as? String)?.contains("@") == true && $0["time"] is String })
    let text = try bench.run("info", "k.condyle").out
    #expect(text.contains("about fibula: the fibula; is odd"), "\(text)")
    for bad in ["note", "note \"  \"", "note " + String(repeating: "é", count: 2_049)] {
      #expect(try bench.run("run", "k.condyle", "-c", bad).status == 65)
    }
  }
}
