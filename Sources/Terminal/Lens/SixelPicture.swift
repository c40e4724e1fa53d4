internal import Canvas

/// A picture in sixels, as the VT340 took them: bands six pixels high, colour by colour.
nonisolated enum SixelPicture {
  /// The bytes that a picture should not have more of.
  static let limit = 300_000
  /// How many colours, and how many pixels along a side that are drawn as one, from the best on.
  private static let steps = [(64, 1), (32, 1), (16, 1), (32, 2), (16, 2), (16, 3)]

  /// The picture in as many colours, at most 64, as the limit allows, and if that is not enough, coarser.
  static func encode(_ raster: Raster, limit: Int = limit) -> [UInt8] {
    var bytes: [UInt8] = []
    for (colours, factor) in steps {
      bytes = encode(factor == 1 ? raster : coarse(raster, factor), colours: colours)
      if bytes.count <= limit { break }
    }
    return bytes
  }

  /// The picture in at most so many colours.
  static func encode(_ raster: Raster, colours: Int) -> [UInt8] {
    var palette = SixelPalette(raster, most: colours)
    var bytes = Array("\u{1B}P0;1;0q\"1;1;\(raster.width);\(raster.height)".utf8)
    for (number, colour) in palette.colours.enumerated() {
      func percent(_ part: UInt8) -> Int { (Int(part) * 100 + 127) / 255 }
      bytes += Array(
        "#\(number);2;\(percent(colour.red));\(percent(colour.green));\(percent(colour.blue))".utf8)
    }
    let width = raster.width
    var places = [UInt8](repeating: 0, count: 6 * width)
    for top in stride(from: 0, to: raster.height, by: 6) {
      let rows = min(6, raster.height - top)
      var isUsed = [Bool](repeating: false, count: palette.colours.count)
      for at in 0..<rows * width {
        let place = palette.place(raster.pixels[top * width + at])
        places[at] = UInt8(truncatingIfNeeded: place)
        isUsed[place] = true
      }
      var isFirst = true
      for colour in isUsed.indices where isUsed[colour] {
        if !isFirst { bytes.append(0x24) }
        isFirst = false
        bytes.append(0x23)
        bytes += Array(String(colour).utf8)
        appendBand(places.span, width, rows, UInt8(colour), to: &bytes)
      }
      bytes.append(0x2D)
    }
    return bytes + [0x1B, 0x5C]
  }

  /// One colour of a band; what follows its last pixel is left out.
  private static func appendBand(
    _ places: Span<UInt8>, _ width: Int, _ rows: Int, _ colour: UInt8, to bytes: inout [UInt8]
  ) {
    var (run, last): (Int, UInt8) = (0, 0)
    for column in 0..<width {
      var bits: UInt8 = 0
      for row in 0..<rows where places[row &* width &+ column] == colour {
        bits |= 1 &<< UInt8(truncatingIfNeeded: row)
      }
      if bits == last {
        run &+= 1
      } else {
        append(run, last, to: &bytes)
        (run, last) = (1, bits)
      }
    }
    if last != 0 { append(run, last, to: &bytes) }
  }

  @inline(__always)
  private static func append(_ run: Int, _ bits: UInt8, to bytes: inout [UInt8]) {
    let sign = bits &+ 0x3F
    if run > 3 {
      bytes.append(0x21)
      bytes += Array(String(run).utf8)
      bytes.append(sign)
    } else {
      for _ in 0..<run { bytes.append(sign) }
    }
  }

  /// The picture with squares of one colour, the one in their middle.
  static func coarse(_ raster: Raster, _ factor: Int) -> Raster {
    var result = raster
    for y in 0..<raster.height {
      let row = min(raster.height - 1, y / factor * factor + factor / 2) * raster.width
      for x in 0..<raster.width {
        result.pixels[y * raster.width + x] =
          raster.pixels[row + min(raster.width - 1, x / factor * factor + factor / 2)]
      }
    }
    return result
  }
}
