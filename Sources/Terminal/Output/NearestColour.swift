internal import Canvas

/// The nearest colour of a palette: what stands here until pictures are dithered.
enum NearestColour {
  /// One of the 216 colours and 24 greys of xterm's palette.
  static func indexed256(_ colour: Colour) -> Int32 {
    let parts = (step(colour.red), step(colour.green), step(colour.blue))
    let cube = Colour(level(parts.0), level(parts.1), level(parts.2))
    let mean = (Int(colour.red) &+ Int(colour.green) &+ Int(colour.blue)) / 3
    let grey = min(23, max(0, (mean &- 3) / 10))
    let ramp = Colour(grey: UInt8(8 &+ 10 &* grey))
    return distance(colour, ramp) < distance(colour, cube)
      ? Int32(232 &+ grey) : Int32(16 &+ 36 &* parts.0 &+ 6 &* parts.1 &+ parts.2)
  }

  /// One of the 16 colours that a terminal usually has; themes change them.
  static func indexed16(_ colour: Colour) -> Int32 {
    var best = 0
    for at in usual.indices where distance(colour, usual[at]) < distance(colour, usual[best]) {
      best = at
    }
    return Int32(best)
  }

  /// Whether a colour is nearer to white than to black.
  static func isLight(_ colour: Colour) -> Bool {
    2126 &* Int(colour.red) &+ 7152 &* Int(colour.green) &+ 722 &* Int(colour.blue) >= 1_280_000
  }

  private static let usual: [Colour] = [
    0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
    0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ].map { Colour(hex: $0) }

  private static func step(_ part: UInt8) -> Int {
    part < 48 ? 0 : part < 115 ? 1 : (Int(part) &- 35) / 40
  }

  private static func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 &+ 40 &* step) }

  private static func distance(_ one: Colour, _ other: Colour) -> Int {
    let red = Int(one.red) &- Int(other.red)
    let green = Int(one.green) &- Int(other.green)
    let blue = Int(one.blue) &- Int(other.blue)
    return red &* red &+ green &* green &+ blue &* blue
  }
}
