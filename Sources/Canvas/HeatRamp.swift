/// The colours of the heat map, from amber to magenta by default.
///
/// CT is grey, so a ramp that passed through grey would show a value as no value: every colour here
/// keeps its chroma. The strength rises with the value as well, after Crameri, Shephard and Heron,
/// "The misuse of colour in science communication", 2020: order must not hang on hue alone.
public struct HeatRamp: Hashable, Sendable {
  /// The colour of each of the values 0...255; 256 long.
  public let colours: [Colour]
  /// The share of each value's colour over the picture in 256ths; 256 long, 0 below `threshold`.
  public let shares: [Int]

  /// The value (0...255) under which nothing is shown: 0.2.
  public static let threshold = 51
  /// The values (0...1) at which a line is drawn, so that the map is not read by colour alone.
  public static let isoLevels: [Double] = [0.3, 0.6]
  /// The chroma that no colour of a theme's ramp may fall below.
  public static let leastChroma = 96
  /// The share of the colour at the greatest value.
  public static let greatestShare = 0.6

  /// Takes the colours of the values 0, ½ and 1.
  public init(low: Colour, middle: Colour, high: Colour) {
    colours = (0..<256).map { value in
      value < 128
        ? low.mixed(with: middle, share: value * 2)
        : middle.mixed(with: high, share: (value - 128) * 256 / 127)
    }
    shares = (0..<256).map { value in
      guard value >= Self.threshold else { return 0 }
      // Linear from 0.15 at the threshold, so that what is shown can be seen at all.
      let above = Double(value - Self.threshold) / Double(255 - Self.threshold)
      return Int((256 * (0.15 + (Self.greatestShare - 0.15) * above)).rounded())
    }
  }

  /// Amber over red to magenta.
  public static let amberToMagenta = HeatRamp(
    low: Colour(hex: 0xFFBF00), middle: Colour(hex: 0xFF5A36), high: Colour(hex: 0xE800B0))
}
