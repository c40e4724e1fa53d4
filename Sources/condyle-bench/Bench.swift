internal import ArgumentParser

/// The figures of the program: measured in release, medians, beside a peer or a floor where one is
/// named.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "condyle-bench",
    abstract: "Measure Condyle; build with -c release.",
    discussion: """
      Example: condyle-bench open --folder /tmp/condyle-bench

      Each figure is a median with its smallest and greatest value. Peers that are not installed are \
      named and left out.
      """,
    subcommands: [
      OpenBench.self, OpenOnce.self, DabBench.self, JournalBench.self, ScreenBench.self,
      TerminalBench.self, SurfacesBench.self, SurfacePaneBench.self,
    ])
}
