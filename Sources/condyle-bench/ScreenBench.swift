internal import ArgumentParser
internal import Files
internal import FoundationEssentials
internal import TestKit

/// The screen through a real pseudo terminal of 200 × 60 characters: from a key to the last byte of the
/// frame that it causes.
struct ScreenBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Key to frame, start, turning and idling of condyle review on a pty of 200×60.",
    discussion: """
      The clock runs from writing a key to the end mark of its frame (ESC [ ? 2026 l). The floor is a \
      child on the same kind of pty that answers each key with one byte.
      """)

  @Option(help: "The condyle binary; beside this program when not given.")
  var condyle: String?

  @Option(help: "The sample knee.")
  var sample = "Samples/knee"

  @Option(help: "Where the large case lies, or is to be written (220 MB).")
  var folder = "/var/tmp/condyle-bench"

  @Option(help: "How many keys are pressed for each figure.")
  var count = 40

  func run() throws {
    let binary = condyle ?? Self.beside()
    let own = NSTemporaryFolder.make()
    defer { try? FileManager.default.removeItem(atPath: own) }
    let floor = try ScreenSitting.floor(count: count)
    print("Screen of 200×60 on a pty; floor (one byte back from sh): \(floor.text)")
    let big = try BigCase(folder: folder)
    let inputs = [
      ("sample", [sample]),
      ("512×512×400", ["\(big.folder)/ct", "--labels", "\(big.folder)/labels.nii.gz"]),
    ]
    for (name, input) in inputs {
      for colour in ["rgb", "256"] {
        let command =
          [binary, "review"] + input
          + ["--case", "\(own)/\(colour)-\(name.count).condyle", "--color", colour]
        try keys("\(name), \(colour)", command, own, floor)
      }
      try starts(name, [binary, "review"] + input, own)
    }
    try turning([binary, "review", sample, "--case", "\(own)/turn.condyle"], own)
  }

  private func keys(
    _ name: String, _ command: [String], _ own: String, _ floor: Timing
  ) throws {
    let sitting = try ScreenSitting(command, home: own)
    let scroll = try sitting.frames(count) { $0 % 20 < 10 ? "." : "," }
    sitting.report("\(name): scroll", scroll, target: 15, floor)
    try sitting.press("b")
    let dabs = try sitting.frames(count) { $0 % 2 == 0 ? " " : "l" }
    sitting.report("\(name): Space, arrow in turn", dabs, target: 5, floor)
    try sitting.press("\u{1B}[<0;30;15M")
    let drags = try sitting.frames(count) { "\u{1B}[<32;\(31 + $0 % 40);\(15 + $0 / 40)M" }
    sitting.report("\(name): brush drag", drags, target: 5, floor)
    try sitting.press("\u{1B}[<0;70;15m")
    let idle = try sitting.idle(seconds: 3)
    print(
      "  \(name): idle \(Timing.fixed(idle.processor * 1000)) ms of processor in 3 s, "
        + "\(idle.resident >> 20) MiB resident")
    try sitting.leave()
  }

  private func starts(_ name: String, _ command: [String], _ own: String) throws {
    var fresh = Timing()
    var resumed = Timing()
    for number in 0..<3 {
      let path = "\(own)/start\(number)-\(name.count).condyle"
      for isFresh in [true, false] {
        let sitting = try ScreenSitting(command + ["--case", path], home: own)
        isFresh ? fresh.add(sitting.firstFrame) : resumed.add(sitting.firstFrame)
        try sitting.leave()
      }
    }
    print("  \(name): start to first frame, new case \(fresh.text)")
    print("  \(name): start to first frame, case resumed \(resumed.text)")
  }

  private func turning(_ command: [String], _ own: String) throws {
    let sitting = try ScreenSitting(command, home: own)
    try sitting.press(":pane surface\r")
    let four = try sitting.frames(count) { _ in "l" }
    print(
      "  sample: turning, four panes \(four.times.text), "
        + "\(Timing.fixed(1000 / four.times.median)) frames a second")
    try sitting.press("f")
    let alone = try sitting.frames(count) { _ in "l" }
    print(
      "  sample: turning, surface alone \(alone.times.text), "
        + "\(Timing.fixed(1000 / alone.times.median)) frames a second")
    try sitting.leave()
  }

  private static func beside() -> String {
    let own = CommandLine.arguments[0]
    guard let slash = own.lastIndex(of: "/") else { return "condyle" }
    return String(own[..<slash]) + "/condyle"
  }
}

/// A folder for one run.
enum NSTemporaryFolder {
  /// Makes it and gives its path.
  static func make() -> String {
    let path = "/tmp/condyle-bench-\(UInt32.random(in: 0...UInt32.max))"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
