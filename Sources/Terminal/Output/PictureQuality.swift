internal import Canvas

/// How exactly the pictures of a frame are sent.
nonisolated enum PictureQuality: Hashable {
  /// Every pixel as it is.
  case full
  /// A pixel keeps its colour until the new one differs by so many of 255 levels in some part: noise
  /// then costs nothing.
  case steady(Int)
  /// Blocks of two by two pixels, steady as well.
  case coarse

  /// From the best to the cheapest.
  static let ladder: [PictureQuality] = [.full, .steady(8), .steady(16), .steady(28), .coarse]

  /// The cell to show where `shown` is now; both must be parts of pictures.
  @inline(__always)
  static func held(_ wanted: Cell, shown: Cell, threshold: Int) -> Cell {
    // Another glyph has other pixels.
    guard wanted.glyph == shown.glyph, shown.style.contains(.picture) else { return wanted }
    var cell = wanted
    if isNear(wanted.foreground, shown.foreground, threshold) {
      cell.foreground = shown.foreground
    }
    if isNear(wanted.background, shown.background, threshold) {
      cell.background = shown.background
    }
    return cell
  }

  /// Whether two colours differ by less than so many levels in each part.
  @inline(__always)
  static func isNear(_ one: Colour, _ other: Colour, _ threshold: Int) -> Bool {
    abs(Int(one.red) &- Int(other.red)) < threshold
      && abs(Int(one.green) &- Int(other.green)) < threshold
      && abs(Int(one.blue) &- Int(other.blue)) < threshold
  }

  /// The one colour of two cells side by side: the mean of their coloured pixels, so that lines stay to
  /// be seen, or else of all four, in 32 levels.
  static func block(_ left: Cell, _ right: Cell) -> Colour {
    let (one, two) = (CellGlyphs.share(left.glyph), CellGlyphs.share(right.glyph))
    let pixels = [
      (left.foreground, one), (left.background, 12 &- one), (right.foreground, two),
      (right.background, 12 &- two),
    ]
    var sums = SIMD4<Int>(repeating: 0)
    var coloured = SIMD4<Int>(repeating: 0)
    for (pixel, share) in pixels {
      let parts = SIMD4(Int(pixel.red), Int(pixel.green), Int(pixel.blue), 1) &* share
      sums &+= parts
      if pixel.chroma >= ColourReduction.leastChroma { coloured &+= parts }
    }
    let taken = coloured.w > 0 ? coloured : sums
    func part(_ sum: Int) -> UInt8 {
      let level = sum / taken.w
      return UInt8(truncatingIfNeeded: (level & 0xF8) | level >> 5)
    }
    return Colour(part(taken.x), part(taken.y), part(taken.z))
  }
}
