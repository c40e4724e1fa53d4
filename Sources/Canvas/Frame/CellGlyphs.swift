/// The glyphs that divide a cell into parts of two colours.
public enum CellGlyphs {
  /// By the parts that are set: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
  static let quadrants: [UInt32] = [
    0x20, 0x2598, 0x259D, 0x2580, 0x2596, 0x258C, 0x259E, 0x259B, 0x2597, 0x259A, 0x2590, 0x259C,
    0x2584, 0x2599, 0x259F, 0x2588,
  ]
  /// By the parts that are set, row by row from the upper left, which is 1, to the lower right, 32.
  ///
  /// Unicode leaves those out that it had before.
  static let sextants: [UInt32] = (UInt32(0)..<64).map { mask in
    switch mask {
    case 0: 0x20
    case 21: 0x258C
    case 42: 0x2590
    case 63: 0x2588
    default: 0x1FAFF + mask - (mask > 21 ? 1 : 0) - (mask > 42 ? 1 : 0)
    }
  }

  /// The glyph that sets just the parts which another leaves; nil where there is none.
  @inlinable
  public static func complement(_ glyph: UInt32) -> UInt32? {
    switch glyph {
    case 0x2580: 0x2584
    case 0x2584: 0x2580
    case 0x258C: 0x2590
    case 0x2590: 0x258C
    case 0x2598: 0x259F
    case 0x259F: 0x2598
    case 0x259D: 0x2599
    case 0x2599: 0x259D
    case 0x2596: 0x259C
    case 0x259C: 0x2596
    case 0x2597: 0x259B
    case 0x259B: 0x2597
    case 0x259A: 0x259E
    case 0x259E: 0x259A
    // Counting from both ends: 62 and 1, 61 and 2, and so on.
    case 0x1FB00...0x1FB3B: 0x1FB00 + 0x1FB3B - glyph
    default: nil
    }
  }

  /// How much of a cell a glyph sets, in twelfths; a half where that is not known.
  public static func share(_ glyph: UInt32) -> Int {
    if glyph == 0x20 { return 0 }
    if glyph == 0x2580 { return 6 }
    if let mask = quadrants.firstIndex(of: glyph) { return 3 * mask.nonzeroBitCount }
    if let mask = sextants.firstIndex(of: glyph) { return 2 * mask.nonzeroBitCount }
    return 6
  }
}
