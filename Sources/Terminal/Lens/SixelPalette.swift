internal import Canvas

/// The few colours that stand for all of a picture: even greys, and the commonest of its hues.
///
/// A grey never becomes a hue or a hue a grey, so that a label is not lost in the CT.
nonisolated struct SixelPalette {
  /// The colours, the greys first, from dark to light.
  private(set) var colours: [Colour] = []
  private var greyCount = 2
  /// By five bits each of red, green and blue: the place of the nearest hue; -1 where nobody asked yet.
  private var nearest = [Int16](repeating: -1, count: 32_768)

  /// Takes at most `most` colours from a picture, which must be at least 4.
  init(_ raster: Raster, most: Int) {
    var counts = [Int32](repeating: 0, count: 32_768)
    let (coloured, hues) = Self.count(raster.pixels.span, into: &counts)
    // Hues get their share of the places, but greys, of which noise needs few, at least a quarter.
    let share = raster.pixels.isEmpty ? 0 : most * coloured / raster.pixels.count
    let room = min(hues, min(max(share, most / 4), most * 3 / 4))
    greyCount = most - room
    for level in 0..<greyCount {
      colours.append(Colour(grey: UInt8(255 * level / (greyCount - 1))))
    }
    let common = counts.indices.filter { counts[$0] > 0 }.sorted {
      counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1]
    }
    for key in common.prefix(room) { colours.append(Self.colour(key)) }
  }

  private static func count(
    _ pixels: Span<Colour>, into counts: inout [Int32]
  ) -> (coloured: Int, hues: Int) {
    var counted = counts.mutableSpan
    var (coloured, hues) = (0, 0)
    for at in 0..<pixels.count {
      let pixel = pixels[at]
      guard pixel.chroma >= ColourReduction.leastChroma else { continue }
      coloured &+= 1
      let key = Self.key(pixel)
      if counted[key] == 0 { hues &+= 1 }
      counted[key] &+= 1
    }
    return (coloured, hues)
  }

  /// The place of the colour that stands for a pixel.
  @inline(__always)
  mutating func place(_ pixel: Colour) -> Int {
    guard pixel.chroma >= ColourReduction.leastChroma, colours.count > greyCount else {
      let level = (Int(pixel.red) &+ Int(pixel.green) &+ Int(pixel.blue)) / 3
      return (level &* (greyCount &- 1) &+ 127) / 255
    }
    let key = Self.key(pixel)
    if nearest[key] < 0 { nearest[key] = search(pixel) }
    return Int(nearest[key])
  }

  private func search(_ pixel: Colour) -> Int16 {
    var (best, least) = (greyCount, Int.max)
    for at in greyCount..<colours.count {
      let other = colours[at]
      let red = Int(pixel.red) &- Int(other.red)
      let green = Int(pixel.green) &- Int(other.green)
      let blue = Int(pixel.blue) &- Int(other.blue)
      let distance = 2 &* red &* red &+ 4 &* green &* green &+ 3 &* blue &* blue
      if distance < least { (best, least) = (at, distance) }
    }
    return Int16(best)
  }

  @inline(__always)
  private static func key(_ pixel: Colour) -> Int {
    Int(pixel.red &>> 3) &<< 10 | Int(pixel.green &>> 3) &<< 5 | Int(pixel.blue &>> 3)
  }

  private static func colour(_ key: Int) -> Colour {
    func part(_ shift: Int) -> UInt8 {
      let five = UInt8(key >> shift & 31)
      return five << 3 | five >> 2
    }
    return Colour(part(10), part(5), part(0))
  }
}
