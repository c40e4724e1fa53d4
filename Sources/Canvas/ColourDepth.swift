/// How many colours a terminal shows.
public enum ColourDepth: String, Hashable, Sendable, CaseIterable {
  /// 24 bits.
  case rgb
  /// The 216 colours and 24 greys of xterm's palette; its first 16, which themes redefine, are unused.
  case indexed256 = "256"
  /// The 16 colours of a terminal's own palette.
  case indexed16 = "16"
  /// None.
  case mono
}
