import Foundation
import Glibc
import TestKit
import Testing

/// The CTs that `expected.json` describes.
enum ExpectedCTs {
  /// One CT of `expected.json`.
  struct One: Sendable, CustomTestStringConvertible {
    let path: String
    let size: [Int]
    let spacing: [Double]
    let origin: [Double]
    /// Row-major, the columns are the axes.
    let direction: [Double]
    let hu: [Double]
    var testDescription: String { path }
  }

  /// What this version refuses, with the code, and part of the reason.
  static let refused: [String: (Int32, String)] = [
    "ct-tilted-variable-gap": (65, "mm"),
    "dicom-seg-highdicom/source-ct-from-pydicom": (65, "mm"),
    "dicom-odd/dicomdir/77654033/CT2": (65, "mm"),
    "slicer-segnrrd/CTChest4.nrrd": (65, "NRRD"),
    "dicom-seg-dcmqi/23x38x3/multiframe/mf.dcm": (65, "multi-frame"),
    "dicom-seg-dcmqi/24x38x3/multiframe/mf.dcm": (65, "multi-frame"),
  ]

  private static var items: [[String: Any]] {
    guard let data = FileManager.default.contents(atPath: SharedData.path("expected.json")),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let folders = json["folders"] as? [String: [String: Any]]
    else { return [] }
    return folders.keys.sorted().flatMap { folders[$0]?["items"] as? [[String: Any]] ?? [] }
  }

  /// All CTs of `expected.json`.
  static let all: [One] = items.compactMap { item in
    func numbers(_ key: String) -> [Double]? {
      (item[key] as? [Any])?.compactMap { ($0 as? NSNumber)?.doubleValue }
    }
    guard item["kind"] as? String == "ct", let hu = item["hu"] as? [String: Any],
      let path = (item["file"] ?? item["folder"]) as? String, let size = item["dims"] as? [Int]
    else { return nil }
    let axes = (item["direction_lps"] as? [[Any]] ?? []).map {
      $0.compactMap { ($0 as? NSNumber)?.doubleValue }
    }
    let isWhole = axes.count == 3 && axes.allSatisfy { $0.count == 3 }
    return One(
      path: path, size: size, spacing: numbers("spacing_mm") ?? [],
      origin: numbers("origin_lps") ?? [],
      direction: isWhole ? (0..<9).map { axes[$0 % 3][$0 / 3] } : [],
      hu: ["min", "max", "mean"].compactMap { (hu[$0] as? NSNumber)?.doubleValue })
  }

  static var readable: [One] { all.filter { refused[$0.path] == nil } }

}

/// Another reader of the same files, in Python.
enum SimpleITK {
  /// Whether python3 can import it.
  static let isHere: Bool = {
    guard let bench = try? Workbench() else { return false }
    let outcome = try? Program.other(["python3", "-c", "import SimpleITK"], state: bench.state)
    return outcome?.status == 0
  }()
}

/// Real scans, with the facts that other programs found in them.
@Suite(.enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
struct SharedDataTests {
  private func close(_ found: [Double], _ wanted: [Double], within tolerance: Double) -> Bool {
    zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test("there are as many CTs as the data's description names")
  func count() { #expect(ExpectedCTs.all.count >= 20, "\(ExpectedCTs.all.map(\.path))") }

  @Test(
    "info gives the geometry and the HU that other programs found", arguments: ExpectedCTs.readable)
  func readable(_ expected: ExpectedCTs.One) throws {
    let bench = try Workbench()
    let outcome = try bench.run("info", SharedData.path(expected.path), "--json")
    let ct = try #require(outcome.json["ct"] as? [String: Any], "\(outcome.all)")
    #expect(outcome.status == 0)
    func numbers(_ key: String) -> [Double] { ct[key] as? [Double] ?? [] }
    #expect(ct["size"] as? [Int] == expected.size)
    // One slice has no spacing between slices, and no origin of a stack to be wrong about.
    let axes = expected.size[2] == 1 ? 2 : 3
    #expect(close(Array(numbers("spacing").prefix(axes)), expected.spacing, within: 1e-5), "\(ct)")
    #expect(close(numbers("origin"), expected.origin, within: 1e-3), "\(ct)")
    #expect(close(numbers("direction"), expected.direction, within: 1e-4), "\(ct)")
    let hu = try #require(ct["hu"] as? [String: Any])
    let found = ["min", "max", "mean"].compactMap { (hu[$0] as? NSNumber)?.doubleValue }
    #expect(found.count == 3 && close(found, expected.hu, within: 1e-3), "\(hu)")
  }

  @Test(
    "what has no single grid, or is no CT, is refused with the reason",
    arguments: ExpectedCTs.refused.keys.sorted() + [
      "dicom-seg-highdicom/not-ct", "dicom-seg-dcmqi/liver.dcm", "dicom-odd/no_meta.dcm",
      "dicom-odd/charsets", "dicom-odd/dicomdir/TINY_ALPHA", "colour-tables",
      "slicer-segnrrd/Segmentation.seg.nrrd", "nrrd-encodings/test2d_ascii.nrrd",
    ])
  func refused(_ path: String) throws {
    let bench = try Workbench()
    for command in [["info"], ["run", "-c", "write", "--case", "k.condyle"]] {
      let outcome = try bench.run([command[0], SharedData.path(path)] + command.dropFirst())
      let status = ExpectedCTs.refused[path]?.0 ?? 65
      #expect(outcome.status == status, "\(outcome.all)")
      #expect(outcome.out.isEmpty && outcome.err.hasPrefix("condyle: "))
      let reason = ExpectedCTs.refused[path]?.1 ?? " is "
      #expect(outcome.err.contains(reason) || outcome.err.contains(" are "), "\(outcome.err)")
      #expect(bench.names().isEmpty)
    }
  }

  @Test("an enhanced CT of a perfusion map is never taken for a plain CT without a word")
  func perfusion() throws {
    let bench = try Workbench()
    let outcome = try bench.run("info", SharedData.path("dicom-odd/eCT_Supplemental.dcm"), "--json")
    let warnings = (outcome.json["ct"] as? [String: Any])?["warnings"] as? [String] ?? []
    #expect(outcome.status == 65 || !warnings.isEmpty, "\(outcome.all)")
  }

  @Test("a DICOM CT and a mask turned in y come together: HU and voxels under the vertebrae")
  func dicomAndMask() throws {
    let bench = try Workbench()
    let folder = SharedData.path("totalsegmentator-dicom-and-mask")
    let inputs = [folder + "/ct", folder + "/mask.nii.gz"]
    let info = try bench.run(["info"] + inputs + ["--json"]).json
    let labels = try #require(info["labels"] as? [String: Any])
    let table = try #require(labels["table"] as? [[String: Any]])
    #expect(table.first { $0["value"] as? Int == 32 }?["voxels"] as? Int == 23_576)
    #expect(table.first { $0["value"] as? Int == 33 }?["voxels"] as? Int == 9_930)
    #expect(table.count { ($0["voxels"] as? Int ?? 0) > 0 } == 31)
    // With a mask turned the wrong way the mean HU under a label would be that of another place.
    let export = try bench.run(
      ["export"] + inputs + ["--to", "out", "--format", "nifti", "--json"])
    #expect(export.status == 0, "\(export.all)")
    let file = try #require((export.json["labels"] as? [String: Any])?["file"] as? String)
    let onGrid = try ReadLabels(path: bench.path("out/" + file))
    #expect(onGrid.size == [512, 512, 20])
    try meanHU(bench, onGrid)
  }

  /// The mean HU under two labels, the CT read by SimpleITK.
  private func meanHU(_ bench: Workbench, _ labels: ReadLabels) throws {
    guard SimpleITK.isHere else { return print("mean HU: skipped, python3 has no SimpleITK") }
    let script = """
      import SimpleITK, sys, numpy
      import os
      slices = []
      for name in os.listdir(sys.argv[1]):
          image = SimpleITK.ReadImage(os.path.join(sys.argv[1], name))
          slices.append((image.GetOrigin()[2], SimpleITK.GetArrayFromImage(image)[0]))
      ct = numpy.stack([voxels for _, voxels in sorted(slices, key=lambda s: s[0])])
      labels = numpy.fromfile(sys.argv[2], numpy.uint8).reshape(ct.shape)
      for value in sys.argv[3:]:
          print("%.4f" % ct[labels == int(value)].mean())
      """
    try bench.write("mean.py", script)
    try bench.write("labels.raw", labels.voxels)
    let outcome = try Program.other(
      [
        "python3", bench.path("mean.py"), SharedData.path("totalsegmentator-dicom-and-mask/ct"),
        bench.path("labels.raw"), "32", "33", "69", "70",
      ], state: bench.state)
    let means = outcome.lines.compactMap(Double.init)
    try #require(means.count == 4, "\(outcome.all)")
    #expect(close(means, [267.0074, 291.6630, 682.2953, 579.4729], within: 1e-3), "\(means)")
  }

  @Test("the real knee: filled by threshold, killed, reopened, corrected, exported")
  func knee() throws {
    let bench = try Workbench()
    let ct = SharedData.path("knee-vhf-crop/knee-ct.nii.gz")
    let strokes = (0..<3_000).map { number in
      "\(number % 2 == 0 ? "erase" : "paint") \(40 + number % 50),100,\(30 + number % 60)"
    }
    try bench.write(
      "long.txt",
      (["bone tibia", "threshold 200 3000", "brush 6mm ball"] + strokes).joined(separator: "\n"))
    let child = try bench.start(
      "run", ct, "--case", "k.condyle", "--script", "long.txt", "--code", "VHF1")
    #expect(child.waitUntil { $0.components(separatedBy: "— saved").count > 30 })
    child.send(SIGKILL)
    #expect(child.wait().status == -SIGKILL)
    let verify = try bench.run("verify", "k.condyle", "--json")
    #expect(verify.status == 0, "\(verify.all)")
    let reopened = try bench.run("run", "k.condyle", "-c", "undo 100000; redo 1", "--json")
    #expect(reopened.status == 0, "\(reopened.all)")
    let export = try bench.run("export", "k.condyle", "--to", "out", "--bone", "tibia", "--json")
    let bone = try #require((export.json["bones"] as? [[String: Any]])?.first, "\(export.all)")
    let mesh = try ReadSTL(bench.read("out/" + (#require(bone["file"] as? String))))
    let voxels = try #require(bone["voxel_volume_mm3"] as? Double)
    #expect(mesh.openEdges == 0 && voxels > 50_000)
    #expect(abs(mesh.volume - voxels) < 0.01 * voxels, "\(mesh.volume) against \(voxels)")
    #expect(try bench.run("snapshot", "k.condyle", "--to", "a.png").status == 0)
  }

  @Test("nnU-Net's own pair, and probabilities of form 2, are read; form 1 is refused")
  func nnunet() throws {
    let bench = try Workbench()
    let pair = SharedData.path("nnunet-pair")
    let info = try bench.run(
      "info", pair + "/example_ct_sm.nii.gz", pair + "/example_ct_sm_T300_output.nii.gz", "--json")
    let labels = info.json["labels"] as? [String: Any]
    #expect(
      (labels?["table"] as? [[String: Any]])?.first?["voxels"] as? Int == 239_392, "\(info.all)")
    let second = SharedData.path("totalsegmentator-small/nnunet-v2")
    let ct = SharedData.path("totalsegmentator-small/ct.nii.gz")
    let doubt = try bench.run("info", second, "--ct", ct, "--json")
    #expect(
      (doubt.json["uncertainty"] as? [String: Any])?["kind"] as? String == "hesitation",
      "\(doubt.all)")
    #expect((doubt.json["uncertainty"] as? [String: Any])?["size"] as? [Int] == [122, 101, 30])
    let first = try bench.run(
      "info", SharedData.path("totalsegmentator-small/nnunet-v1/CASE.npz"), "--labels",
      SharedData.path("totalsegmentator-small/nnunet-v2/CASE.nii.gz"))
    #expect(first.status == 65 && first.err.contains("softmax"), "\(first.all)")
  }

  @Test(
    "SimpleITK reads the same geometry and HU",
    .enabled(if: SimpleITK.isHere, "skipped: python3 has no SimpleITK"),
    arguments: [
      "knee-vhf-crop/knee-ct.nii.gz", "head-ct-93-slices", "totalsegmentator-metal-hip/ct.nii.gz",
      "nnunet-pair/example_ct_sm.nii.gz", "dicom-seg-dcmqi/ct-3slice",
      "one-slice-six-syntaxes/jpeg-2000-lossless.dcm",
    ])
  func crossCheck(_ path: String) throws {
    let bench = try Workbench()
    let script = Program.repository.appendingPathComponent("Tests/condyle/crosscheck/info.py").path
    let outcome = try Program.other(
      ["python3", script, Program.path, SharedData.path(path)], state: bench.state)
    #expect(outcome.out.hasPrefix("same"), "\(outcome.all)")
  }

  @Test(
    "SimpleITK reads the sample's CT as this program does",
    .enabled(if: SimpleITK.isHere, "skipped: python3 has no SimpleITK"))
  func crossCheckSample() throws {
    let bench = try Workbench()
    let script = Program.repository.appendingPathComponent("Tests/condyle/crosscheck/info.py").path
    let outcome = try Program.other(
      ["python3", script, Program.path, Sample.folder() + "/ct"], state: bench.state)
    #expect(outcome.out.hasPrefix("same"), "\(outcome.all)")
  }
}
