internal import ArgumentParser
internal import Files
internal import Running

/// The command `condyle sample`.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write the synthetic knee: a CT, an AI's labels with errors, and the truth.",
    discussion: """
      Example: condyle sample /tmp/knee

      The same voxels every time and on every machine. ct/ is a DICOM series; knee.nii.gz, knee.npz and \
      dataset.json are laid out as nnU-Net does it; truth/ holds the right labels and a list of the \
      errors. With --clean the labels have no errors.
      """)

  @Argument(help: "The folder to write into; it must be empty or not there.")
  var folder: String

  @Flag(help: "Without errors.")
  var clean = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = try SampleWriter.write(to: folder, clean: clean)
    print(json ? report.json.text() : report.text)
  }
}
