import TestKit

@testable import Canvas

/// What a terminal of some depth shows of a frame: two colours a cell, and a character.
struct ShownScreen {
  let columns: Int
  let rows: Int
  /// Two pixels a cell, one above the other: the halves of a half block, of any other character its ink
  /// over its paper.
  private(set) var picture: Raster
  /// The characters, without the spaces at the ends of lines.
  let text: String

  /// Shows a frame as a terminal does whose palette is that of xterm; without colours it writes white on
  /// black.
  init(_ frame: Frame, depth: ColourDepth) {
    (columns, rows) = (frame.columns, frame.rows)
    picture = Raster(width: columns, height: 2 * rows, filledWith: .black)
    let reduction = depth == .rgb ? nil : ColourReduction(depth)
    var text = String.UnicodeScalarView()
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = frame[column, row]
        var (glyph, ink, paper, style) = (cell.glyph, cell.foreground, cell.background, cell.style)
        if let reduction {
          let few = reduction.reduce(cell, column: column, row: row)
          (glyph, style) = (few.glyph, few.style)
          ink = few.foreground < 0 ? .white : XtermPalette.colour(Int(few.foreground))
          paper = few.background < 0 ? .black : XtermPalette.colour(Int(few.background))
        }
        if style.contains(.reverse) { swap(&ink, &paper) }
        let (upper, lower) =
          switch glyph {
          case 0x20: (paper, paper)
          case 0x2584: (paper, ink)
          case 0x2588: (ink, ink)
          default: (ink, paper)
          }
        picture[column, 2 * row] = upper
        picture[column, 2 * row + 1] = lower
        text.append(Unicode.Scalar(glyph) ?? "?")
      }
      while text.last == " " { text.removeLast() }
      text.append("\n")
    }
    self.text = String(text)
  }

  /// How the picture differs from a stored one, or nil: how many cells, and the first of them.
  func difference(from stored: PNGReading) throws -> String? {
    guard stored.width == picture.width, stored.height == picture.height else {
      return "the stored picture has \(stored.width)×\(stored.height) pixels, "
        + "the screen \(picture.width)×\(picture.height)"
    }
    let bytes = try stored.pixels()
    func colour(_ x: Int, _ y: Int) -> Colour {
      let at = 3 * (y * picture.width + x)
      return Colour(bytes[at], bytes[at + 1], bytes[at + 2])
    }
    var found: [String] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let was = [colour(column, 2 * row), colour(column, 2 * row + 1)]
        let now = [picture[column, 2 * row], picture[column, 2 * row + 1]]
        guard was != now else { continue }
        let words = [was, now].map { $0.map(\.hexText).joined(separator: "/") }
        found.append("column \(column) row \(row) was \(words[0]) and is \(words[1])")
      }
    }
    return Self.sentence(found, of: columns * rows)
  }

  /// How the characters differ from stored ones, or nil.
  func difference(fromText stored: String) -> String? {
    let lines = [stored, text].map { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    }
    guard lines[0].count == lines[1].count else {
      return "the stored text has \(lines[0].count) lines, the screen \(lines[1].count)"
    }
    var found: [String] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let pair = lines.map { $0[row].count > column ? $0[row][column] : " " }
        guard pair[0] != pair[1] else { continue }
        found.append("column \(column) row \(row) was \"\(pair[0])\" and is \"\(pair[1])\"")
      }
    }
    if found.isEmpty, stored != text { return "the texts differ in spaces at the ends of lines" }
    return Self.sentence(found, of: columns * rows)
  }

  private static func sentence(_ found: [String], of count: Int) -> String? {
    guard !found.isEmpty else { return nil }
    return "\(found.count) of \(count) cells differ: "
      + found.prefix(5).joined(separator: "; ") + (found.count > 5 ? "; …" : "")
  }

  /// The same with one pixel changed, to see that it is noticed.
  func withPixel(_ x: Int, _ y: Int, _ colour: Colour) -> ShownScreen {
    var changed = self
    changed.picture[x, y] = colour
    return changed
  }
}
