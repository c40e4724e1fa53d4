internal import CCairo
internal import Canvas

/// Text and lines over a picture, drawn by Cairo in DejaVu Sans.
///
/// A class because it owns Cairo's state, which must be freed exactly once.
final class Drawing {
  /// The only font of pictures and reports, so that a text has the same width everywhere.
  static let family = "DejaVu Sans"

  private let state: OpaquePointer
  private let width: Int
  private let height: Int

  /// Begins over a copy of `raster`; refuses where the font is missing.
  init(_ raster: Raster, family: String = Drawing.family) throws(SnapshotError) {
    guard condyle_font_is_here(family) != 0 else { throw .fontMissing(family: family) }
    let state = raster.pixels.withUnsafeBytes { pixels in
      condyle_drawing_new(
        pixels.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(raster.width),
        Int32(raster.height))
    }
    guard let state else { throw .drawing(reason: "no memory") }
    self.state = state
    (width, height) = (raster.width, raster.height)
  }

  deinit { condyle_drawing_free(state) }

  /// The picture so far.
  func finished() throws(SnapshotError) -> Raster {
    var raster = Raster(width: width, height: height, filledWith: .black)
    let status = raster.pixels.withUnsafeMutableBytes { pixels in
      condyle_drawing_read(state, pixels.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    guard status == 0 else {
      throw .drawing(reason: String(cString: condyle_drawing_error(state)))
    }
    return raster
  }

  /// A colour for what follows, `alpha` 0...1.
  func colour(_ colour: Colour, alpha: Double = 1) {
    condyle_drawing_colour(
      state, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, alpha)
  }

  /// Draws with nothing outside a rectangle touched.
  func clipped(to box: Box, _ body: () -> Void) {
    condyle_drawing_clip(state, box.x, box.y, box.width, box.height)
    body()
    condyle_drawing_unclip(state)
  }

  /// Fills a rectangle.
  func fill(_ box: Box) {
    condyle_drawing_fill_rectangle(state, box.x, box.y, box.width, box.height)
  }

  /// Draws the border of a rectangle, one pixel wide, just outside it.
  func frame(_ box: Box) {
    add(
      [
        SIMD2(box.x - 0.5, box.y - 0.5), SIMD2(box.right + 0.5, box.y - 0.5),
        SIMD2(box.right + 0.5, box.bottom + 0.5), SIMD2(box.x - 0.5, box.bottom + 0.5),
      ], isClosed: true)
    stroke(1)
  }

  /// Adds a line to the path that the next `stroke` draws.
  func add(_ line: [SIMD2<Double>], isClosed: Bool) {
    let flat = line.flatMap { [$0.x, $0.y] }
    condyle_drawing_add_line(state, flat, line.count, isClosed ? 1 : 0)
  }

  /// Draws the path in the colour that is set.
  func stroke(_ width: Double) { condyle_drawing_stroke(state, width) }

  /// The width of a text in pixels.
  func width(_ text: String, _ style: TextStyle) -> Double {
    condyle_drawing_font(state, Self.family, style.isBold ? 1 : 0, style.size)
    return condyle_drawing_text_width(state, text)
  }

  /// Draws a text whose base line lies at `y`.
  func text(
    _ text: String, _ style: TextStyle, x: Double, y: Double, align: TextAlign = .left
  ) {
    let shift: Double =
      switch align {
      case .left: 0
      case .centre: width(text, style) / 2
      case .right: width(text, style)
      }
    condyle_drawing_font(state, Self.family, style.isBold ? 1 : 0, style.size)
    condyle_drawing_text(state, (x - shift).rounded(), y.rounded(), text)
  }

  /// The text, with its end replaced by an ellipsis where it is wider than `limit` pixels.
  func fitted(_ text: String, _ style: TextStyle, limit: Double) -> String {
    if width(text, style) <= limit { return text }
    var (fits, tooLong) = (0, text.count)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      if width(text.prefix(middle) + "…", style) <= limit {
        fits = middle
      } else {
        tooLong = middle
      }
    }
    return text.prefix(fits) + "…"
  }

  /// The text in lines of at most `limit` pixels, broken at spaces; a longer word is cut.
  func wrapped(_ text: String, _ style: TextStyle, limit: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(last + " " + word, style) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(fitted(String(word), style, limit: limit))
      }
    }
    return lines
  }
}

/// A rectangle in pixels.
struct Box: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
  var middle: SIMD2<Double> { SIMD2(x + width / 2, y + height / 2) }
}

/// The size of a text in pixels, and its weight.
struct TextStyle: Hashable {
  var size: Double
  var isBold = false

  static let heading = TextStyle(size: 22, isBold: true)
  static let strong = TextStyle(size: 14, isBold: true)
  static let plain = TextStyle(size: 14)
  static let small = TextStyle(size: 12.5)
}

/// Where a text lies against its x.
enum TextAlign {
  case left, centre, right
}
