internal import ArgumentParser
internal import FoundationEssentials

/// Opening a large case, against reading its bytes and against SimpleITK.
struct OpenBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open 512×512×400: 400 raw DICOM files and a .nii.gz label map.")

  @Option(help: "Where the files lie, or are to be written (220 MB).")
  var folder = "/var/tmp/condyle-bench"

  @Option(help: "How often each is run.")
  var runs = 7

  func run() throws {
    let big = try BigCase(folder: folder)
    let program = CommandLine.arguments[0]
    let cat = try series(
      "/bin/sh", ["-c", "cat \(big.folder)/ct/* \(big.folder)/labels.nii.gz > /dev/null"])
    let ours = try series(program, ["open-once", big.folder])
    print("Open \(BigCase.size): 400 raw DICOM files and labels.nii.gz, whole process, warm cache")
    print("  cat the same bytes   \(cat.text)")
    print("  condyle              \(ours.text)   \(ratio(ours, cat)) × cat")
    if let peer = try? series("/usr/bin/env", ["python3", "-c", Self.peer, big.folder]) {
      print("  SimpleITK            \(peer.text)   condyle / SimpleITK = \(ratio(ours, peer))")
    } else {
      print("  SimpleITK            not installed, left out")
    }
    let full = try series(program, ["open-once", "--full", big.folder])
    print("  with doubt and a new case file   \(full.text)")
    if let out = Child.run(program, ["open-once", "--full", big.folder])?.out {
      print("  \(out)", terminator: "")
    }
  }

  private func series(_ program: String, _ arguments: [String]) throws -> Timing {
    var timing = Timing()
    for number in 0...runs {
      guard let result = Child.run(program, arguments) else { throw ExitCode.failure }
      if number > 0 { timing.add(result.time) }
    }
    return timing
  }

  private func ratio(_ a: Timing, _ b: Timing) -> String { Timing.fixed(a.median / b.median) }

  private static let peer = """
    import sys
    import SimpleITK as s
    r = s.ImageSeriesReader()
    r.SetFileNames(r.GetGDCMSeriesFileNames(sys.argv[1] + "/ct"))
    a = s.GetArrayViewFromImage(r.Execute())
    b = s.GetArrayViewFromImage(s.ReadImage(sys.argv[1] + "/labels.nii.gz"))
    """
}
