internal import ArgumentParser
internal import Files
internal import Running

/// The command `condyle info`.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what was found: series, geometry, labels, warnings.",
    discussion: """
      Example: condyle info Samples/knee --json

      Sizes are in voxels, lengths in mm, positions and axes in LPS. Labels and uncertainty are \
      reported on the CT's grid. Nothing is written.
      """)

  @OptionGroup var input: InputArguments

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = try InfoReport.of(input.selection)
    print(json ? report.json.text() : report.text)
  }
}
