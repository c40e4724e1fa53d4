import Files
import Formats
import Foundation
import Testing
import Volumes

@testable import Running

/// What a user's inputs are taken for: nothing is guessed wrong in silence, nothing vanishes.
@Suite struct InputTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  private func skipped(_ outcome: Program.Outcome) -> [String] {
    outcome.json["skipped"] as? [String] ?? []
  }

  /// A CT of the small knee as a DICOM series in a folder; the seed makes it another series.
  private func writeSeries(_ bench: Workbench, _ folder: String, seed: String, plus: Int16 = 0)
    throws
  {
    let size = GridSize(40, 36, 6)
    let here = try Geometry(spacing: [0.8, 0.7, 1], origin: PatientPoint(-12, -30, -400))
    let volume = Volume<Int16>(
      size: size, geometry: here, voxels: SmallKnee.ct[..<size.count].map { $0 + plus })
    let scratch = bench.path("scratch-\(seed)")
    try DICOMSeriesWriter.write(volume, side: nil, uidRoot: seed, to: scratch)
    try FileManager.default.createDirectory(
      atPath: bench.path(folder), withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch) {
      try FileManager.default.moveItem(
        atPath: "\(scratch)/\(name)", toPath: bench.path("\(folder)/\(seed)-\(name)"))
    }
    try FileManager.default.removeItem(atPath: scratch)
  }

  /// Labels on the first six slices of the small knee.
  private func writeSeriesLabels(_ bench: Workbench, _ name: String) throws {
    try bench.write(
      name,
      SmallKnee.nifti(
        [UInt8](SmallKnee.labels[..<(40 * 36 * 6)]), type: 2, bits: 8, size: [40, 36, 6]))
  }

  @Test("a dataset.json that is damaged is told, whether named, in a folder or beside the labels")
  func damagedDataset() throws {
    let bench = try bench()
    try bench.write("set/labels.nii", SmallKnee.labelFile)
    try bench.write("set/dataset.json", #"{"labels": {"background": 0, "spleen": 1,}}"#)
    for arguments in [
      ["set"], ["set/labels.nii"], ["labels.nii", "set/dataset.json"],
      ["ct.nii", "--labels", "set/labels.nii"],
    ] {
      let outcome = try bench.run(["info"] + arguments)
      #expect(outcome.status == 65 && outcome.out.isEmpty, "\(arguments): \(outcome.all)")
      #expect(
        outcome.err.contains("set/dataset.json") && outcome.err.contains("it is not JSON"),
        "\(arguments): \(outcome.err)")
    }
    #expect(try bench.run("info", "labels.nii").status == 0)
  }

  @Test("probabilities of one label map are not taken for another one that was named")
  func otherProbabilities() throws {
    let bench = try bench()
    try bench.write("set/knee_0000.nii", SmallKnee.ctFile)
    try bench.write("set/knee.nii", SmallKnee.labelFile)
    try bench.write("set/knee.npz", SmallKnee.npzFile)
    var other = SmallKnee.labels
    for at in 0..<200 { other[at] = 4 }
    try bench.write("other.nii", SmallKnee.nifti(other, type: 2, bits: 8))
    let named = try bench.run("info", "set", "--labels", "other.nii", "--json")
    #expect(named.status == 0 && named.json["uncertainty"] is NSNull, "\(named.all)")
    #expect(skipped(named).contains { $0.contains("set/knee.npz") })
    // The pair's own label map may be named, by another spelling of its path too.
    for labels in ["set/knee.nii", "./set/../set/knee.nii"] {
      let own = try bench.run("info", "set", "--labels", labels, "--json")
      #expect(own.json["uncertainty"] is [String: Any], "\(own.all)")
      #expect(skipped(own).isEmpty)
    }
  }

  @Test("several .npz files that belong to nothing are named")
  func unpairedProbabilities() throws {
    let bench = try bench()
    for name in ["a", "b"] { try bench.write("set/\(name).npz", SmallKnee.npzFile) }
    try bench.write("set/labels.nii", SmallKnee.labelFile)
    try bench.write("set/old.nrrd", "NRRD0004\ntype: short\ndimension: 3\nsizes: 2 2 2\n\n")
    let outcome = try bench.run("info", "set", "--json")
    let said = skipped(outcome)
    #expect(outcome.status == 0 && said.count == 3, "\(outcome.all)")
    for name in ["set/a.npz", "set/b.npz", "set/old.nrrd"] {
      #expect(said.contains { $0.contains(name) })
    }
    #expect(said.allSatisfy { $0.hasSuffix(".") && !$0.hasSuffix("..") })
  }

  @Test("a NIfTI CT and a DICOM series: a choice of two inputs, a word inside one folder")
  func twoCTs() throws {
    let bench = try bench()
    try writeSeries(bench, "dicom", seed: "a")
    let refused = try bench.run("info", "ct.nii", "dicom")
    #expect(refused.status == 65 && refused.err.contains("--ct"), "\(refused.all)")
    #expect(refused.err.contains("ct.nii") && refused.err.contains("dicom"))
    #expect(try bench.run("info", "ct.nii", "dicom", "--ct", "dicom").status == 0)
    try writeSeries(bench, "both/series", seed: "b")
    try bench.write("both/ct.nii", SmallKnee.ctFile)
    let told = try bench.run("info", "both", "--json")
    #expect(told.status == 0 && skipped(told).contains { $0.contains("1 DICOM series in both") })
    let ct = try #require(told.json["ct"] as? [String: Any])
    #expect(ct["size"] as? [Int] == SmallKnee.size)
    // A folder without a series is no other CT.
    try bench.write("notes/a.txt", "text")
    #expect(try bench.run("info", "ct.nii", "notes").status == 0)
  }

  @Test("a label map named as the uncertainty is refused; a mask of 0 and 1 is none")
  func labelsAsUncertainty() throws {
    let bench = try bench()
    for arguments in [["ct.nii", "labels.nii"], ["ct.nii", "--labels", "labels.nii"]] {
      let outcome = try bench.run(["info"] + arguments + ["--uncertainty", "labels.nii"])
      #expect(outcome.status == 65 && outcome.out.isEmpty, "\(outcome.all)")
      #expect(outcome.err.contains("labels.nii looks like a label map"), "\(outcome.all)")
      #expect(outcome.err.contains("from 0 to 4"))
    }
    let mask = SmallKnee.labels.map { UInt8($0 == 2 ? 1 : 0) }
    try bench.write("mask.nii", SmallKnee.nifti(mask, type: 2, bits: 8))
    let outcome = try bench.run("info", "labels.nii", "--uncertainty", "mask.nii", "--json")
    #expect(outcome.status == 0 && outcome.json["uncertainty"] is [String: Any])
    #expect(outcome.json["labels"] is [String: Any])
  }

  @Test("--ct takes a folder with a NIfTI CT, and --ct or --labels alone are enough")
  func namedAlone() throws {
    let bench = try bench()
    try bench.write("folder/knee.nii", SmallKnee.ctFile)
    try bench.write("folder/labels.nii", SmallKnee.labelFile)
    for arguments in [
      ["--ct", "folder"], ["--ct", "folder/"], ["labels.nii", "--ct", "folder"], ["folder"],
    ] {
      let outcome = try bench.run(["info", "--json"] + arguments)
      let ct = outcome.json["ct"] as? [String: Any]
      #expect(ct?["size"] as? [Int] == SmallKnee.size, "\(arguments): \(outcome.all)")
    }
    #expect(try bench.run("info", "--labels", "labels.nii").status == 0)
    try writeSeries(bench, "dicom", seed: "a")
    #expect(try bench.run("info", "--ct", "dicom").status == 0)
    for arguments in [["info"], ["info", "--uncertainty", "x.npz"], ["export", "--to", "out"]] {
      let usage = try bench.run(arguments)
      #expect(usage.status == 64 && usage.out.isEmpty && usage.err.contains("--ct"))
    }
  }

  @Test("the CT of a folder with several series is found again, also after the folder was renamed")
  func recalledSeries() throws {
    let bench = try Workbench()
    for (seed, plus) in [("a", Int16(3)), ("b", 0), ("c", 5)] {
      try writeSeries(bench, "scan/ct", seed: seed, plus: plus)
    }
    try writeSeriesLabels(bench, "labels.nii")
    let choice = try bench.run("info", "scan/ct")
    #expect(choice.status == 64 && choice.err.contains("3 CT series"), "\(choice.all)")
    for series in 1...3 {
      let name = "k\(series).condyle"
      let made = try bench.run(
        "run", "labels.nii", "--ct", "scan/ct", "--series", "\(series)", "--case", name, "-c",
        "write")
      #expect(made.status == 0, "\(made.all)")
      let again = try bench.run("info", name, "--json")
      let hu = (again.json["ct"] as? [String: Any])?["hu"] as? [String: Any]
      let first = try bench.run("info", "scan/ct", "--series", "\(series)", "--json")
      let wanted = (first.json["ct"] as? [String: Any])?["hu"] as? [String: Any]
      #expect(hu?["max"] as? Int != nil && hu?["max"] as? Int == wanted?["max"] as? Int)
    }
    // Beside the place where it was.
    try FileManager.default.moveItem(atPath: bench.path("scan/ct"), toPath: bench.path("scan/was"))
    #expect(try bench.run("info", "k2.condyle", "--json").json["ct"] is [String: Any])
    // Beside the case.
    try FileManager.default.moveItem(atPath: bench.path("scan/was"), toPath: bench.path("knee"))
    #expect(try bench.run("info", "k2.condyle", "--json").json["ct"] is [String: Any])
    // Another CT of the same size is none.
    try FileManager.default.removeItem(atPath: bench.path("knee"))
    try writeSeries(bench, "knee", seed: "d", plus: 9)
    #expect(try bench.run("info", "k2.condyle", "--json").json["ct"] is NSNull)
  }

  @Test("a folder that cannot be read is told with the system's reason")
  func unreadableFolder() throws {
    let bench = try Workbench()
    let path = bench.path("none")
    #expect(throws: FileError.unreadable(path: path, code: ENOENT)) {
      _ = try FoundFiles.names(in: path)
    }
    try bench.write("b", "")
    try bench.write("a", "")
    #expect(try FoundFiles.names(in: bench.path) == ["a", "b"])
  }
}
