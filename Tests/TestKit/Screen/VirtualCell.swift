/// A colour as the program asked for it.
public enum VirtualColour: Equatable, Hashable, Sendable {
  /// The terminal's own colour of text.
  case text
  /// The terminal's own background.
  case ground
  /// A place in the palette of 256.
  case index(UInt8)
  /// Red, green and blue.
  case rgb(UInt8, UInt8, UInt8)

  /// Red, green and blue as xterm shows them; nil for the terminal's own colours and for 0 to 15,
  /// which every user's theme sets otherwise.
  public var components: SIMD3<Int>? {
    switch self {
    case .text, .ground: return nil
    case .rgb(let red, let green, let blue): return SIMD3(Int(red), Int(green), Int(blue))
    case .index(let index):
      guard index >= 16 else { return nil }
      if index >= 232 { return SIMD3(repeating: 8 + 10 * (Int(index) - 232)) }
      let place = Int(index) - 16
      let steps = SIMD3(place / 36, place / 6 % 6, place % 6)
      return SIMD3(steps.x.cubeLevel, steps.y.cubeLevel, steps.z.cubeLevel)
    }
  }
}

extension Int {
  fileprivate var cubeLevel: Int { self == 0 ? 0 : 55 + 40 * self }
}

/// How a cell's character is drawn, apart from its colours.
public struct VirtualAttributes: OptionSet, Hashable, Sendable {
  /// One bit for each attribute.
  public let rawValue: UInt8
  /// From bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// SGR 1.
  public static let bold = Self(rawValue: 1)
  /// SGR 2.
  public static let dim = Self(rawValue: 2)
  /// SGR 3.
  public static let italic = Self(rawValue: 4)
  /// SGR 4.
  public static let underline = Self(rawValue: 8)
  /// SGR 5.
  public static let blink = Self(rawValue: 16)
  /// SGR 7.
  public static let reverse = Self(rawValue: 32)
  /// SGR 8.
  public static let hidden = Self(rawValue: 64)
  /// SGR 9.
  public static let struck = Self(rawValue: 128)
}

/// One place on a virtual screen.
public struct VirtualCell: Equatable, Hashable, Sendable {
  /// The character; U+0000 in the right half of a wide one.
  public var scalar: Unicode.Scalar = " "
  /// The colour of the character, before reversing.
  public var foreground = VirtualColour.text
  /// The colour behind it, before reversing.
  public var background = VirtualColour.ground
  /// Bold, reverse and the like.
  public var attributes: VirtualAttributes = []

  /// A cell with these contents.
  public init(
    _ scalar: Unicode.Scalar = " ", foreground: VirtualColour = .text,
    background: VirtualColour = .ground, attributes: VirtualAttributes = []
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Whether both look the same: pixels of pictures may be drawn by several glyphs.
  public func looksLike(_ other: VirtualCell) -> Bool {
    if self == other { return true }
    let mine = attributes.subtracting(.reverse)
    guard mine == other.attributes.subtracting(.reverse), let one = parts, let two = other.parts
    else { return false }
    return one == two
  }

  /// The colours of its twelve parts, two across and six down, reverse resolved; nil when it is neither
  /// a space nor a block of halves, quadrants or sextants.
  public var parts: [VirtualColour]? {
    guard let inked = Self.inkedParts(scalar) else { return nil }
    let isReversed = attributes.contains(.reverse)
    return inked.map { $0 != isReversed ? foreground : background }
  }

  /// Which of the twelve parts a block sets, row by row; from the names in Unicode's charts.
  private static func inkedParts(_ scalar: Unicode.Scalar) -> [Bool]? {
    func halves(_ rows: [(Bool, Bool)]) -> [Bool] {
      rows.flatMap { row in (0..<6 / rows.count).flatMap { _ in [row.0, row.1] } }
    }
    switch scalar {
    case " ", "\u{A0}": return halves([(false, false)])
    case "█": return halves([(true, true)])
    case "▀": return halves([(true, true), (false, false)])
    case "▄": return halves([(false, false), (true, true)])
    case "▌": return halves([(true, false)])
    case "▐": return halves([(false, true)])
    case "▘": return halves([(true, false), (false, false)])
    case "▝": return halves([(false, true), (false, false)])
    case "▖": return halves([(false, false), (true, false)])
    case "▗": return halves([(false, false), (false, true)])
    case "▚": return halves([(true, false), (false, true)])
    case "▞": return halves([(false, true), (true, false)])
    case "▙": return halves([(true, false), (true, true)])
    case "▛": return halves([(true, true), (true, false)])
    case "▜": return halves([(true, true), (false, true)])
    case "▟": return halves([(false, true), (true, true)])
    case "\u{1FB00}"..."\u{1FB3B}":
      // In the order of binary numbers, without those that are older: nothing, the left half (1, 3
      // and 5), the right half (2, 4 and 6) and everything.
      let numbers = (1...62).filter { $0 != 0b010101 && $0 != 0b101010 }
      let number = numbers[Int(scalar.value) - 0x1FB00]
      func isSet(_ place: Int) -> Bool { number >> place & 1 == 1 }
      return halves((0..<3).map { (isSet(2 * $0), isSet(2 * $0 + 1)) })
    default: return nil
    }
  }

  /// The colours of its upper and lower half, reverse resolved; nil when it is neither a space nor a
  /// half or full block.
  public var halves: (upper: VirtualColour, lower: VirtualColour)? {
    let isReversed = attributes.contains(.reverse)
    let ink = isReversed ? background : foreground
    let paper = isReversed ? foreground : background
    switch scalar {
    case " ", "\u{A0}": return (paper, paper)
    case "▀": return (ink, paper)
    case "▄": return (paper, ink)
    case "█": return (ink, ink)
    default: return nil
    }
  }
}
