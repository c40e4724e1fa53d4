import Files
import Foundation
import Testing

/// Nothing about the patient leaves: neither the DICOM header's words nor the names of folders.
@Suite struct PrivacyTests {
  /// As long as the name that the sample's writer puts into the header.
  private let patient = "ZEBRA^CANARY^QX"
  let folder = "OKAPI-HASTA-1234"

  /// A copy of the sample with another patient's name, in a folder with a telling name.
  func bench() throws -> (Workbench, Int) {
    let bench = try Workbench()
    let path = try Sample.copy(into: bench, as: folder)
    #expect(patient.utf8.count == "CONDYLE^PHANTOM".utf8.count)
    var changed = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: path + "/ct") {
      let url = URL(fileURLWithPath: "\(path)/ct/\(name)")
      var data = try Data(contentsOf: url)
      while let place = data.range(of: Data("CONDYLE^PHANTOM".utf8)) {
        data.replaceSubrange(place, with: Data(patient.utf8))
        changed += 1
      }
      try data.write(to: url)
    }
    return (bench, changed)
  }

  /// Everything in a file that a reader could find: its bytes, and what is compressed in it.
  func readable(_ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
    if name.hasSuffix(".gz") { return bytes + (try Deflate.gunzip(bytes, limit: 1 << 28)) }
    if name.hasSuffix(".png") { return bytes + (try ReadPNG.words(bytes).flatMap { $0.bytes }) }
    return bytes
  }

  @Test("the patient's name and the folder's are in nothing that is written or said")
  func canary() throws {
    let (bench, changed) = try bench()
    #expect(changed >= 160, "every slice names the patient: \(changed)")
    var said = ""
    var files = 0
    for arguments in [
      ["info", folder], ["info", folder, "--json"],
      [
        "run", folder, "-c",
        "bone patella; brush 6mm ball; erase 103,146,108; snapshot one.png layout; export out-a patella",
      ],
      ["run", folder, "--resume", "-c", "undo; redo", "--json"],
      ["run", folder, "-c", "undo"],
      ["export", folder, "--to", "out-b", "--json"],
      ["export", folder + "/knee.condyle", "--to", "out-c"],
      ["snapshot", folder, "--to", "two.png", "--montage", "--heat", "--json"],
      ["snapshot", folder + "/knee.condyle", "--to", "three.png", "--heat"],
      ["verify", folder + "/knee.condyle", "--json"],
    ] {
      let outcome = try bench.run(arguments)
      #expect(outcome.status == 0 || outcome.status == 73, "\(arguments) \(outcome.all)")
      said += outcome.all
    }
    #expect(!said.contains("ZEBRA") && !said.contains("CANARY"))
    for (name, bytes) in bench.everyFile() {
      let isInput = name.hasPrefix("work/\(folder)/") && !name.contains(".condyle")
      if isInput { continue }
      files += 1
      let text = try readable(name, bytes)
      #expect(!text.holds("ZEBRA") && !text.holds("CANARY"), "the patient is named in \(name)")
      // Where a case's CT lies is kept in this user's own memory, and nowhere else.
      if name.hasPrefix("state/") { continue }
      #expect(!text.holds("OKAPI"), "the folder is named in \(name)")
      #expect(!text.holds(bench.path), "a path stands in \(name)")
    }
    #expect(files > 12, "\(files) files were looked at")
    #expect(bench.names().filter { $0.hasSuffix(".stl") }.count >= 9)
  }

  @Test("a case that was killed names the patient neither in its log")
  func killed() throws {
    let (bench, _) = try bench()
    try bench.write(
      "long.txt",
      (0..<5_000).map { "brush 3mm ball; \($0 % 2 == 0 ? "erase" : "paint") 100,100,150" }
        .joined(separator: "\n"))
    let child = try bench.start("run", folder, "--script", "long.txt")
    #expect(child.waitUntil { $0.components(separatedBy: "— saved").count > 20 })
    child.send(9)
    #expect(child.wait().status == -9)
    let left = bench.everyFile().filter { $0.name.contains(".condyle") }
    #expect(left.contains { $0.name.hasSuffix("-wal") })
    for (name, bytes) in left {
      #expect(!bytes.holds("ZEBRA") && !bytes.holds("OKAPI") && !bytes.holds(bench.path), "\(name)")
    }
  }
}
