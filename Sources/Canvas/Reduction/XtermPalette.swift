/// The 256 colours of xterm, of which terminals keep all but the first 16.
enum XtermPalette {
  /// The 16 colours of a terminal's own palette, as xterm has them; users change them.
  static let standard: [Colour] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { Colour(hex: $0) }

  /// The levels of red, green and blue in the cube 16...231.
  static let cube: [Int] = [0, 95, 135, 175, 215, 255]

  /// The colour of an index, 0...255.
  static func colour(_ index: Int) -> Colour {
    switch index {
    case ..<16: return standard[index]
    case ..<232:
      let place = index - 16
      return Colour(
        UInt8(cube[place / 36]), UInt8(cube[place / 6 % 6]), UInt8(cube[place % 6]))
    default: return Colour(grey: UInt8(8 + 10 * (index - 232)))
    }
  }

  /// The greys among 16...255 from dark to light: black, the ramp, and the cube's greys; 30.
  static let greys: [Int] = (16..<256)
    .filter { colour($0).chroma == 0 }
    .sorted { colour($0).red < colour($1).red }

  /// The greys among the first 16 from dark to light.
  static let standardGreys = [0, 8, 7, 15]

  /// The nearest colour of the cube that is no grey.
  static func nearestInCube(_ colour: Colour) -> Int {
    let parts = [colour.red, colour.green, colour.blue].map { Int($0) }
    let nearest = parts.map { part in
      cube.indices.min { abs(cube[$0] - part) < abs(cube[$1] - part) } ?? 0
    }
    if nearest[0] != nearest[1] || nearest[1] != nearest[2] {
      return 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
    }
    func distance(_ index: Int) -> Int {
      let other = Self.colour(index)
      let (r, g, b) = (
        Int(other.red) - parts[0], Int(other.green) - parts[1], Int(other.blue) - parts[2]
      )
      return r * r + g * g + b * b
    }
    return (16..<232).filter { Self.colour($0).chroma > 0 }
      .min { distance($0) < distance($1) } ?? 16
  }

  /// The colour of the first 16 that has the same name as a hue, brighter for a bright colour.
  ///
  /// Distances in RGB make one blue of sky blue, violet and azure; borders between the names of hues
  /// keep the first labels apart. Teal counts as green, amber as yellow.
  static func nearestStandard(_ colour: Colour) -> Int {
    let (red, green, blue) = (Double(colour.red), Double(colour.green), Double(colour.blue))
    let chroma = Double(max(1, colour.chroma))
    let greatest = max(red, green, blue)
    var hue: Double
    if greatest == red {
      hue = 60 * (green - blue) / chroma
    } else if greatest == green {
      hue = 120 + 60 * (blue - red) / chroma
    } else {
      hue = 240 + 60 * (red - green) / chroma
    }
    if hue < 0 { hue += 360 }
    let name =
      switch hue {
      case 35..<75: 3
      case 75..<170: 2
      case 170..<208: 6
      case 208..<270: 4
      case 270..<335: 5
      default: 1
      }
    return greatest >= 192 ? name + 8 : name
  }
}
