internal import ArgumentParser
internal import Files
internal import Running

/// The command `condyle run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Carry out commands without a screen; every change is saved in the case file.",
    discussion: """
      Example: condyle run Samples/knee --case /tmp/k.condyle \\
                 -c 'bone patella; brush 4mm ball; erase 95,30,90; undo'

      One command a line, or several parted by ";". "#" begins a comment; double quotes hold names and \
      paths with blanks. All commands are read before the first is carried out; the first that fails \
      ends the script with its line and exit code 65, and what was done before it stays saved.

      A script begins with the first bone, a disc of 2 mm, over background, both ranges off, axial.

      Commands:
      \(CommandHelp.table)
      """)

  @OptionGroup var input: InputArguments

  @Option(help: "A script file, or - for standard input; may be repeated.")
  var script: [String] = []

  @Option(name: .customShort("c"), help: "Commands parted by ';'; may be repeated.")
  var commands: [String] = []

  @Option(name: .customLong("case"), help: "The case file to make or to go on with.")
  var caseFile: String?

  @Option(help: "The code printed on everything that leaves; random when not given.")
  var code: String?

  @Flag(help: "Go on with the case that lies beside the inputs.")
  var resume = false

  @Flag(help: "Move the case that lies beside the inputs aside and begin a new one.")
  var fresh = false

  @Flag(help: "Let the script sign bones; the journal says that a script did.")
  var allowScriptedVerdicts = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if script.isEmpty, commands.isEmpty {
      throw ValidationError("Give commands with -c 'command; command' or --script FILE.")
    }
    if resume, fresh { throw ValidationError("--resume and --fresh exclude each other.") }
  }

  func run() throws {
    let sources = try ScriptSources.inOrder(scripts: script, commands: commands)
    let place = CasePlace(
      path: caseFile, code: code, existing: fresh ? .fresh : resume ? .resume : .refuse)
    let runner = HeadlessRunner(
      selection: input.selection, place: place, sources: sources,
      allowsVerdicts: allowScriptedVerdicts,
      say: { line in if !json { Console.line(line) } },
      warn: { line in if !json { Console.error(line) } })
    let outcome = try runner.run()
    if json { print(outcome.json.text()) }
    if let signal = outcome.stoppedBySignal { throw ExitCode(128 + signal) }
  }
}
