/// From true colours to what a terminal of few colours can show.
///
/// A colour whose chroma is below `leastChroma` counts as a grey and stays one; every other keeps a
/// hue, however faint, so that a label or a hesitation never turns into the grey of a CT. With 16
/// colours and with none a faint one keeps it in some pixels of a fixed pattern, so that the CT shows
/// between them; from a chroma of 72 on, as outlines have it, in all.
///
/// - 256 colours: greys become the nearest of 30, colours the nearest of the cube that is no grey.
///   The first 16, which users change, are not used.
/// - 16: in pictures greys are dithered between the four there are; in text they become the nearest.
///   Colours become the one of the same hue; a filled label hides the CT, so outlines are better.
/// - 8: the same with black and white for greys, because the bright black of 16 is drawn as a bold black
///   there, which most terminals show as black.
/// - none: pictures are dithered with the glyphs space ▀ ▄ █. Pixels of a colour are solid, and
///   greys cover at most `greatestDensity` per cent, so that an outline shows on bone. Text takes the
///   terminal's own colours, in reverse where its background stands out.
///
/// Text never takes the colour of its background, unless it had it.
public struct ColourReduction: Sendable {
  /// How many colours there are; `.rgb`, which needs no reduction, is treated as 256.
  public let depth: ColourDepth

  /// The chroma from which a colour keeps its hue; the faintest heat has 38 over a grey.
  public static let leastChroma = 20
  /// The per cent of pixels that the lightest grey covers without colours.
  public static let greatestDensity = 55
  /// The strength of its strongest part from which a background stands out without colours.
  public static let standingOut: UInt8 = 96

  /// The indices of the greys there are, from dark to light, and how far apart text must be.
  private let greys: [Int16]
  private let step: Int
  /// By level: the place in `greys` of the nearest.
  private let places: [UInt8]
  /// By level · 64 + threshold: the index in a picture; without colours 1 for a pixel that is set.
  private let dithered: [Int16]
  /// By five bits each of red, green and blue: the index of a colour.
  private let hues: [Int16]
  private let thresholds = Bayer.thresholds
  /// With 16 colours, by foreground · 16 + background: the foreground that can be read on it.
  private let readable: [Int16]

  /// Prepares the tables of a depth.
  ///
  /// - Parameter hasEight: whether of the 16 colours only the first 8 are there, and bold text for the
  ///   others.
  public init(_ depth: ColourDepth, hasEight: Bool = false) {
    self.depth = depth == .rgb ? .indexed256 : depth
    readable = depth == .indexed16 ? Self.readablePairs(hasEight) : []
    switch self.depth {
    case .rgb, .indexed256:
      greys = XtermPalette.greys.map { Int16($0) }
      step = 3
      hues = Self.table(XtermPalette.nearestInCube)
    case .indexed16:
      greys = XtermPalette.standardGreys.filter { !hasEight || $0 < 8 }.map { Int16($0) }
      step = 1
      hues = Self.table(XtermPalette.nearestStandard)
    case .mono:
      greys = [0, 1]
      step = 1
      hues = []
    }
    let levels =
      self.depth == .mono
      ? [0, 255 * 100 / Self.greatestDensity] : greys.map { Int(XtermPalette.colour(Int($0)).red) }
    places = (0..<256).map { level in
      UInt8(levels.indices.min { abs(levels[$0] - level) < abs(levels[$1] - level) } ?? 0)
    }
    var dithered: [Int16] = []
    dithered.reserveCapacity(256 * 64)
    for level in 0..<256 {
      for threshold in 0..<64 {
        let place =
          self.depth == .indexed256
          ? Int(places[level]) : Bayer.place(level, threshold: threshold, levels: levels)
        dithered.append(greys[place])
      }
    }
    self.dithered = dithered
  }

  /// What stands for a cell at a place of the screen, both from 0.
  public func reduce(_ cell: Cell, column: Int, row: Int) -> ReducedCell {
    if depth == .mono { return withoutColours(cell, column, row) }
    var foreground: Int16
    let background: Int16
    var style = cell.style
    if style.contains(.picture) {
      style.remove(.picture)
      foreground = pixel(cell.foreground, column, 2 &* row)
      background = pixel(cell.background, column, 2 &* row &+ 1)
    } else {
      foreground = plain(cell.foreground)
      background = plain(cell.background)
      if foreground == background, cell.foreground != cell.background {
        foreground = apart(cell.foreground, from: cell.background)
      }
      if depth == .indexed16 { foreground = readable[Int(foreground) &<< 4 | Int(background)] }
    }
    return ReducedCell(
      glyph: cell.glyph, foreground: foreground, background: background, style: style)
  }

  private func withoutColours(_ cell: Cell, _ column: Int, _ row: Int) -> ReducedCell {
    var style = cell.style
    if style.contains(.picture), cell.glyph == Cell.halfBlock.value {
      let upper = pixel(cell.foreground, column, 2 &* row) != 0
      let lower = pixel(cell.background, column, 2 &* row &+ 1) != 0
      style.remove(.picture)
      let glyph: UInt32 = upper ? (lower ? 0x2588 : 0x2580) : (lower ? 0x2584 : 0x20)
      return ReducedCell(glyph: glyph, foreground: -1, background: -1, style: style)
    }
    style.remove(.picture)
    let back = cell.background
    // The foreground of a blank says nothing.
    let isLighter = cell.glyph != 0x20 && Self.level(back) > Self.level(cell.foreground)
    if isLighter || max(back.red, back.green, back.blue) >= Self.standingOut {
      style.formSymmetricDifference(.reverse)
    }
    return ReducedCell(glyph: cell.glyph, foreground: -1, background: -1, style: style)
  }

  /// The index of a pixel of a picture.
  @inline(__always)
  private func pixel(_ colour: Colour, _ column: Int, _ line: Int) -> Int16 {
    let threshold = Int(thresholds[(line & 7) &<< 3 | (column & 7)])
    if colour.chroma >= Self.leastChroma,
      depth == .indexed256 || colour.chroma &- 8 > threshold
    {
      return depth == .mono ? 1 : hue(colour)
    }
    return dithered[Self.level(colour) &<< 6 | threshold]
  }

  /// The index of a colour of text.
  @inline(__always)
  private func plain(_ colour: Colour) -> Int16 {
    if colour.chroma >= Self.leastChroma { return hue(colour) }
    return greys[Int(places[Self.level(colour)])]
  }

  @inline(__always)
  private func hue(_ colour: Colour) -> Int16 {
    hues[
      Int(colour.red >> 3) &<< 10 | Int(colour.green >> 3) &<< 5 | Int(colour.blue >> 3)]
  }

  /// Black or white text where a pair of the 16 colours has a contrast below 3, and is not one colour.
  private static func readablePairs(_ hasEight: Bool) -> [Int16] {
    (0..<256).map { pair in
      let (text, ground) = (pair >> 4, pair & 15)
      // Bold makes only text bright.
      let back = XtermPalette.colour(hasEight ? ground & 7 : ground)
      guard text != ground, XtermPalette.colour(text).contrast(with: back) < 3 else {
        return Int16(text)
      }
      let white: Int16 = hasEight ? 7 : 15
      return back.contrast(with: .black) > back.contrast(with: .white) ? 0 : white
    }
  }

  /// The grey for text that would vanish: some steps from its background, on the side where it was.
  private func apart(_ colour: Colour, from background: Colour) -> Int16 {
    let (level, back) = (Self.level(colour), Self.level(background))
    let isLighter = level == back ? back < 128 : level > back
    let place = Int(places[back])
    let wanted = isLighter ? place + step : place - step
    return greys[greys.indices.contains(wanted) ? wanted : isLighter ? place - step : place + step]
  }

  /// The grey of a colour, 0...255, by the weights of ITU-R BT.601.
  @inline(__always)
  private static func level(_ colour: Colour) -> Int {
    (77 &* Int(colour.red) &+ 150 &* Int(colour.green) &+ 29 &* Int(colour.blue)) &>> 8
  }

  private static func table(_ nearest: (Colour) -> Int) -> [Int16] {
    (0..<32_768).map { bits in
      func part(_ shift: Int) -> UInt8 {
        let five = UInt8(bits >> shift & 31)
        return five << 3 | five >> 2
      }
      return Int16(nearest(Colour(part(10), part(5), part(0))))
    }
  }
}
