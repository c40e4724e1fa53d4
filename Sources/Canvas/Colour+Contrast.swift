internal import Glibc

extension Colour {
  /// The relative luminance, 0...1, of the Web Content Accessibility Guidelines 2.1.
  public var relativeLuminance: Double {
    func linear(_ part: UInt8) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio of the same guidelines: 1 for equal colours, 21 for black and white.
  public func contrast(with other: Colour) -> Double {
    let (a, b) = (relativeLuminance, other.relativeLuminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
