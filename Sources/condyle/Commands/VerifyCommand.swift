internal import ArgumentParser
internal import Files
internal import Running

/// The command `condyle verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Replay a case's journal and check its chain and its state.",
    discussion: """
      Example: condyle verify knee.condyle --json

      Exit code 1 when damage was found. --expect-head looks for the end of the chain that a report \
      or a sidecar names: events that followed it are told and are no damage, a history without it is. \
      The latest verdict on every bone is listed with whether it holds; one that does not is no damage. \
      --meshes checks the files of an export against their sidecar, and whether the case was changed \
      since.
      """)

  @Argument(help: "The case file.")
  var caseFile: String

  @Option(help: "The end of the chain that is expected: 64 hexadecimal digits, or their beginning.")
  var expectHead: String?

  @Option(help: "A folder of exported surfaces to check against their meshes.json.")
  var meshes: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = try VerifyRunner.run(caseFile, expectHead: expectHead, meshes: meshes)
    print(json ? report.json.text() : report.text)
    if !report.isSound { throw ExitStatus.found }
  }
}
