internal import ArgumentParser
internal import Canvas
internal import Files
internal import Running

/// The command `condyle review`, which is also meant when no command is named.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Look at a case and correct it, on the screen.",
    discussion: """
      Example: condyle review Samples/knee --case /tmp/knee.condyle

      condyle INPUT... means the same. Work on a case that is there already continues; a new one is made \
      beside the labels, else beside the CT. A CT alone is enough: then the labels begin empty. It \
      opens in LOOK, where nothing can be changed; ? shows the keys, q leaves. Every change is saved \
      before it is called saved.

      What is always wanted stands in ~/.config/condyle/config.toml; options win over it.

      Needs a terminal of 60×18 cells or more; for work without one there is condyle run.
      """)

  @OptionGroup var input: InputArguments

  @Option(name: .customLong("case"), help: "The case file to make or to go on with.")
  var caseFile: String?

  @Option(help: "The code printed on everything that leaves; random when not given.")
  var code: String?

  @Option(
    help: "A theme's name, or its file's path; not given, light on a light ground and else dark.")
  var theme: String?

  @Option(help: "auto, rgb, 256, 16 or mono.")
  var color: ColourChoice?

  @Option(help: "condyle, itksnap or slicer: keys as that program has them.")
  var keys: KeyPreset?

  @Option(help: "How pictures are sent: direct, or through ncurses (slower; for odd terminals).")
  var output: OutputChoice = .direct

  @Flag(help: "Only look; nothing is changed and no case is made.")
  var readOnly = false

  @Flag(inversion: .prefixedNo, help: "Use the mouse, or leave it to the terminal.")
  var mouse: Bool?

  @Flag(name: .customLong("no-config"), help: "Leave the configuration file aside.")
  var ignoresConfiguration = false

  func validate() throws {
    if readOnly, code != nil {
      throw ValidationError("--code is for a new case, and --read-only makes none.")
    }
  }

  func run() async throws {
    try UnknownWord.check(input.inputs)
    let place = CasePlace(path: caseFile, code: code, existing: .resume)
    let options = ScreenOptions(
      theme: theme, depth: color.map(\.depth), isReadOnly: readOnly, usesMouse: mouse,
      preset: keys?.rawValue, passesCurses: output == .direct,
      configuration: ignoresConfiguration ? nil : ScreenOptions.userConfiguration)
    let status = try await ScreenRunner.run(
      input.selection, place, options, warn: { Console.error($0) })
    if status != 0 { throw ExitCode(status) }
  }
}

/// How pictures reach the terminal.
enum OutputChoice: String, ExpressibleByArgument, CaseIterable {
  case direct, ncurses
}

/// A preset of keys.
enum KeyPreset: String, ExpressibleByArgument, CaseIterable {
  case condyle, itksnap, slicer
}

/// How many colours a user asks for.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, rgb
  case indexed256 = "256"
  case indexed16 = "16"
  case mono

  /// The depth, nil to find it out.
  var depth: ColourDepth? { ColourDepth(rawValue: rawValue) }
}
