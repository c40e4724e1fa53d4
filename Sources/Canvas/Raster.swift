/// A picture of pixels.
///
/// `pixels` is one flat array of `width · height` colours, rows from the top, three bytes a pixel
/// without padding, so that its memory is RGB8 as PNG takes it.
public struct Raster: Hashable, Sendable {
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// The colours, row by row from the top.
  public var pixels: [Colour]

  /// A picture of one colour; both sides must be positive.
  public init(width: Int, height: Int, filledWith colour: Colour) {
    precondition(width > 0 && height > 0, "a raster needs at least one pixel")
    self.width = width
    self.height = height
    pixels = Array(repeating: colour, count: width * height)
  }

  /// The colour of a pixel, which must lie inside.
  public subscript(x: Int, y: Int) -> Colour {
    get {
      precondition(x >= 0 && x < width && y >= 0 && y < height, "the pixel lies outside")
      return pixels[y * width + x]
    }
    set {
      precondition(x >= 0 && x < width && y >= 0 && y < height, "the pixel lies outside")
      pixels[y * width + x] = newValue
    }
  }

  /// Lays another picture over this one with its corner at (x, y); what lies outside is left out.
  public mutating func place(_ other: Raster, x: Int, y: Int) {
    let (firstColumn, lastColumn) = (max(0, -x), min(other.width, width - x))
    let (firstRow, lastRow) = (max(0, -y), min(other.height, height - y))
    guard firstColumn < lastColumn, firstRow < lastRow else { return }
    for row in firstRow..<lastRow {
      let source = row * other.width
      let target = (y + row) * width + x
      for column in firstColumn..<lastColumn {
        pixels[target + column] = other.pixels[source + column]
      }
    }
  }

  /// The picture at a `factor`-th of its size, each pixel the mean of a square; sides must divide.
  public func averaged(by factor: Int) -> Raster {
    precondition(
      factor > 0 && width % factor == 0 && height % factor == 0, "the factor must divide the sides")
    guard factor > 1 else { return self }
    var result = Raster(width: width / factor, height: height / factor, filledWith: .black)
    Self.average(pixels.span, width, factor, into: &result)
    return result
  }

  private static func average(
    _ source: Span<Colour>, _ width: Int, _ factor: Int, into result: inout Raster
  ) {
    let count = factor &* factor
    let half = count / 2
    let (columns, rows) = (result.width, result.height)
    var target = result.pixels.mutableSpan
    for y in 0..<rows {
      for x in 0..<columns {
        var (red, green, blue) = (half, half, half)
        for dy in 0..<factor {
          let row = (y &* factor &+ dy) &* width &+ x &* factor
          for dx in 0..<factor {
            let pixel = source[row &+ dx]
            red &+= Int(pixel.red)
            green &+= Int(pixel.green)
            blue &+= Int(pixel.blue)
          }
        }
        target[y &* columns &+ x] = Colour(
          UInt8(truncatingIfNeeded: red / count), UInt8(truncatingIfNeeded: green / count),
          UInt8(truncatingIfNeeded: blue / count))
      }
    }
  }
}
