internal import ArgumentParser
internal import Editing
internal import FoundationEssentials
internal import Glibc
internal import Reviewing
internal import Volumes

/// What it costs to keep strokes, and to replay them.
struct JournalBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Commit strokes on 512×512×400, then open and replay them.")

  @Option(help: "How many strokes.")
  var strokes = 10_000

  @Option(help: "A folder on the disk that is to be measured.")
  var folder = "/var/tmp"

  func run() throws {
    let size = BigCase.size
    let geometry = try BigCase.geometry()
    let home = folder + "/condyle-journal-\(getpid())"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let context = CaseContext.ofThisProcess(stateFolder: home + "/state")
    let path = home + "/case.condyle"
    var opened = try CaseFile.create(
      at: path, NewCase(labels: BigCase.labels(size, geometry)), context: context)
    let file = opened.file
    var labels = opened.labels
    opened.labels = LabelMap(
      volume: Volume(size: GridSize(0, 0, 0), geometry: geometry, voxels: []), table: .knee)
    var commit = Timing()
    for number in 0..<strokes {
      let (x, y, z) = (60 + number * 7 % 390, 60 + number * 13 % 390, 10 + number * 3 % 380)
      let tool = PaintTool(path: [
        .voxel(GridPoint(Double(x), Double(y), Double(z))),
        .voxel(GridPoint(Double(x + 12), Double(y + 5), Double(z))),
      ])
      let situation = EditingSituation(
        bone: UInt8(1 + number % 4), brush: Brush(shape: .disc, diameter: 3), plane: .axial,
        rules: PaintRules(overwrite: .any), ct: nil)
      let edit = try tool.apply(situation, to: &labels).edit
      guard !edit.isEmpty else { continue }
      _ = try commit.measure { try file.commit(edit) }
    }
    _ = try file.close(reason: "measured")
    print(
      "Commit of a stroke, \(size): median \(Timing.fixed(commit.median)) ms, "
        + "99th percentile \(Timing.fixed(commit.percentile(0.99))) ms (n = \(commit.milliseconds.count))"
    )
    var opening = Timing()
    var same = true
    for _ in 0..<5 {
      try opening.measure {
        let again = try CaseFile.open(at: path, mode: .readOnly, context: context)
        same = same && again.labels.volume.voxels == labels.volume.voxels
        _ = try again.file.close(reason: "measured")
      }
    }
    let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    print(
      "Open, verify and replay \(commit.milliseconds.count) strokes: \(opening.text); "
        + "labels \(same ? "equal" : "DIFFER"); file \(bytes / 1024) KiB")
  }
}
