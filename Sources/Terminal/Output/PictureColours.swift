internal import Canvas

/// The colours that pictures keep where a terminal shows 24 bits.
enum PictureColours {
  /// The nearest of 64 greys, or of 5, 6 and 5 bits for a colour.
  ///
  /// ncurses numbers every pair of colours it meets and must not run out of numbers: 256 greys make
  /// 18 000 pairs in 20 slices, 64 make 1 700, and cells that keep their colour are not sent again.
  /// A CT's noise is larger than the step. Text and lines keep their exact colours.
  static func fewer(_ colour: Colour) -> Colour {
    if colour.red == colour.green, colour.green == colour.blue {
      return Colour(grey: six(colour.red))
    }
    return Colour(five(colour.red), six(colour.green), five(colour.blue))
  }

  /// Six bits, spread over 0...255 again so that black and white stay what they are.
  private static func six(_ level: UInt8) -> UInt8 { (level & 0xFC) | level >> 6 }
  private static func five(_ level: UInt8) -> UInt8 { (level & 0xF8) | level >> 5 }
}
