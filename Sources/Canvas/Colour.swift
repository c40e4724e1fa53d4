/// A colour of a pixel or cell: red, green, blue, 0...255 each, sRGB.
public struct Colour: Hashable, Sendable, BitwiseCopyable {
  /// Red, 0...255.
  public var red: UInt8
  /// Green, 0...255.
  public var green: UInt8
  /// Blue, 0...255.
  public var blue: UInt8

  /// Takes three parts, 0...255.
  @inlinable
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Whether all three parts are the same; written out, as other modules call it for every pixel.
  @inlinable
  public static func == (one: Colour, other: Colour) -> Bool {
    one.red == other.red && one.green == other.green && one.blue == other.blue
  }

  /// Takes 0xRRGGBB.
  public init(hex: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex))
  }

  /// A grey of the given level, 0...255.
  @inlinable
  public init(grey level: UInt8) { self.init(level, level, level) }

  /// Black.
  public static let black = Colour(grey: 0)
  /// White.
  public static let white = Colour(grey: 255)

  /// This colour with `share` (0...256) 256ths of another laid over it.
  @inlinable
  public func mixed(with other: Colour, share: Int) -> Colour {
    let rest = 256 &- share
    return Colour(
      UInt8(truncatingIfNeeded: (Int(red) &* rest &+ Int(other.red) &* share &+ 128) >> 8),
      UInt8(truncatingIfNeeded: (Int(green) &* rest &+ Int(other.green) &* share &+ 128) >> 8),
      UInt8(truncatingIfNeeded: (Int(blue) &* rest &+ Int(other.blue) &* share &+ 128) >> 8))
  }

  /// The difference between the greatest and the least part: 0 for a grey.
  @inlinable
  public var chroma: Int { Int(max(red, green, blue)) - Int(min(red, green, blue)) }
}
