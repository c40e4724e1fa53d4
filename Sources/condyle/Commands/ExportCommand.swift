public import ArgumentParser
internal import Files
internal import Running

/// The command `condyle export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a surface for each bone, the labels, and a sidecar with what they are.",
    discussion: """
      Example: condyle export Samples/knee --to /tmp/surfaces --bone patella

      STL files are binary, in mm, in LPS, closed and two-manifold, with nothing about the patient in \
      them. A file carries .draft in its name unless somebody has accepted its bone as it is now. \
      meshes.json beside the files \
      says for every bone how many triangles, which volume and area, and how far the surface lies from \
      the voxels' border (deviation).
      """)

  @OptionGroup var input: InputArguments

  @Option(help: "The folder to write into; made when it is not there.")
  var to: String

  @Option(help: "A bone to write; may be repeated; all when not given.")
  var bone: [String] = []

  @Option(help: "stl or nifti; may be repeated; both when not given.")
  var format: [ExportFormat] = []

  @Flag(help: "Write only bones that are accepted now, as STL.")
  var signedOnly = false

  @Flag(help: "Replace files that an earlier export did not make.")
  var force = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if signedOnly, format.contains(.nifti) {
      throw ValidationError(
        "A label map holds every bone, so --signed-only does not go with --format nifti.")
    }
  }

  func run() throws {
    let report = try ExportRunner.run(
      input.selection, to: to, bones: bone,
      formats: signedOnly ? [.stl] : format.isEmpty ? ExportFormat.allCases : format,
      signedOnly: signedOnly, force: force, warn: { Console.error($0) })
    print(json ? report.json.text() : report.text)
    do {
      try report.requireComplete()
    } catch let error as any ExplainedError where json {
      throw error.exitStatus
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
