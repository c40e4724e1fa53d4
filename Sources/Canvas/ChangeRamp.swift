/// The colours of a change to both sides: less on one, more on the other, and none between them.
///
/// Diverging, after Moreland, "Diverging color maps for scientific visualization", 2009: nothing is
/// laid over what has not changed, and both sides grow stronger evenly. The two ends differ in
/// lightness as well, so that they are told apart without colours.
public struct ChangeRamp: Hashable, Sendable {
  /// The colour of each of the values 0...255, of which 128 stands for no change; 256 long.
  public let colours: [Colour]
  /// The share of each value's colour over the surface in 256ths; 256 long, 0 near 128.
  public let shares: [Int]
  /// The colour of the greatest change to the inside.
  public let inside: Colour
  /// The colour of the greatest change to the outside.
  public let outside: Colour

  /// The value that stands for no change.
  public static let none: UInt8 = 128
  /// The steps on both sides of none that show nothing.
  public static let quiet = 3
  /// The contrast that the ends of a theme's ramp have at least: order must not hang on hue alone.
  public static let leastContrast = 2.0

  /// Takes the colours of the ends.
  public init(inside: Colour, outside: Colour) {
    (self.inside, self.outside) = (inside, outside)
    colours = (0..<256).map { $0 < Int(Self.none) ? inside : outside }
    shares = (0..<256).map { value in
      let steps = abs(value - Int(Self.none))
      guard steps > Self.quiet else { return 0 }
      // Linear from 0.15, so that what is shown can be seen at all.
      let above = Double(steps - Self.quiet) / Double(127 - Self.quiet)
      return Int((256 * (0.15 + 0.8 * min(above, 1))).rounded())
    }
  }

  /// The value of a signed distance, of which `end` is the greatest that is told apart.
  @inline(__always)
  public static func value(of distance: Float, end: Float) -> UInt8 {
    // Not a number is no change.
    guard distance == distance else { return none }
    let steps = min(max(distance / end, -1), 1) * 127
    return UInt8(128 + steps.rounded())
  }

  /// Blue for the inside, lime for the outside: hues of no bone and of no heat.
  public static let blueToLime = ChangeRamp(
    inside: Colour(hex: 0x3A50FF), outside: Colour(hex: 0x9BE800))
}
