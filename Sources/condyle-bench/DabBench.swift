internal import ArgumentParser
internal import Editing
internal import FoundationEssentials
internal import Glibc
internal import Reviewing
internal import Viewing
internal import Volumes

/// What a dab of the brush costs on a small and on a large volume.
struct DabBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dab", abstract: "Paint, commit and undo a dab on 128³ and on 512×512×400.")

  @Option(help: "How many dabs on each.")
  var dabs = 400

  @Option(help: "A folder on the disk that is to be measured.")
  var folder = "/var/tmp"

  func run() throws {
    let small = try measure(GridSize(128, 128, 128))
    let large = try measure(BigCase.size)
    print("A ball of 6 mm painted, committed and undone")
    for (name, a, b) in [
      ("paint", small.paint, large.paint), ("commit", small.commit, large.commit),
      ("undo", small.undo, large.undo),
    ] {
      print("  \(name)   128³ \(a.text)   512×512×400 \(b.text)")
      print("          ratio \(Timing.fixed(b.median / a.median))")
    }
  }

  private func measure(
    _ size: GridSize
  ) throws -> (paint: Timing, commit: Timing, undo: Timing) {
    let labels = BigCase.labels(size, try BigCase.geometry())
    let home = folder + "/condyle-dab-\(getpid())-\(size.x)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let opened = try CaseFile.create(
      at: home + "/case.condyle", NewCase(labels: labels),
      context: CaseContext.ofThisProcess(stateFolder: home + "/state"))
    let file = opened.file
    var session = Session(
      ReviewCase(
        code: file.facts.code, ai: opened.ai,
        labels: LabelMap(
          volume: Volume(
            size: size, geometry: labels.volume.geometry, voxels: labels.volume.voxels),
          table: labels.table)))
    for step in try CommandParser.script("brush 6mm ball; over any; bone patella") {
      _ = try session.update(.command(step.command))
    }
    var (paint, commit, undo) = (Timing(), Timing(), Timing())
    for number in 0...dabs {
      let (x, y, z) = (size.x / 4 + number % 40, size.y / 2, size.z / 4 + number % 30)
      let command = try CommandParser.script("paint \(x),\(y),\(z)")[0].command
      var one = Timing()
      let effects = try one.measure { try session.update(.command(command)) }
      for case .commit(let edit) in effects {
        try commit.measure { _ = try file.commit(edit) }
      }
      try undo.measure {
        if let step = try file.undo() { _ = try session.update(.stepped(step.edit, redo: false)) }
      }
      // The first dab makes the labels the session's own; it is no dab like the others.
      if number > 0 { paint.add(one.median) }
    }
    _ = try file.close(reason: "measured")
    return (paint, commit, undo)
  }
}
