internal import Canvas

/// Which terminal ncurses is told that it draws on.
nonisolated struct TerminalDescription: Equatable {
  /// The name to look up.
  var term: String
  /// The compiled entry that stands in for the database, if any.
  var entry: String?
  /// The depth that this description can show: the one wanted, or less.
  var depth: ColourDepth

  /// Chooses a description for a depth.
  ///
  /// 24 bits always take the entry that the program carries, as a system without ncurses-term has none
  /// and xterm-direct takes its first eight colours from the palette. xterm's entry serves those like
  /// xterm whose own says 8 colours.
  static func choose(_ depth: ColourDepth, _ facts: TerminfoFacts) -> TerminalDescription {
    switch depth {
    case .rgb:
      TerminalDescription(term: PrivateEntry.name, entry: PrivateEntry.compiled, depth: .rgb)
    case .indexed256:
      facts.colours == 256
        ? TerminalDescription(term: facts.name, depth: .indexed256)
        : TerminalDescription(term: "xterm-256color", depth: .indexed256)
    case .indexed16:
      // A direct entry takes numbers for colours of 24 bits from 8 on.
      facts.isLikeXterm && !(8...256).contains(facts.colours)
        ? TerminalDescription(term: "xterm-256color", depth: .indexed16)
        : TerminalDescription(term: facts.name, depth: facts.colours < 8 ? .mono : .indexed16)
    case .mono:
      TerminalDescription(term: facts.name, depth: .mono)
    }
  }
}
