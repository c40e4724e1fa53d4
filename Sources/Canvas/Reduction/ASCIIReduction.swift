/// From cells to what a terminal can show that knows no characters but ASCII's.
///
/// With 24 bits or 256 colours a picture's cell becomes a blank in the mean of its two pixels. With
/// fewer it becomes a character: a grey one as dark as the mean, or a letter where a pixel has a colour.
/// A colour beats a grey, and the stronger colour the weaker one: an outline is never lost between two
/// pixels of bone.
///
/// - An outline, or anything else of a strong colour, is the first letter of that colour's name: r, y,
///   g, c, b, m. So labels can be told apart without colours.
/// - A faint colour, as filled labels have it over the CT, is `~`, and so is heat: from amber to magenta
///   only what is stronger than heat ever is over a CT has a letter.
///
/// Lines become `+`, `-` and `|`, "⌀" and "°" `d` for diameter and degrees, other signs the character that looks most like them, else `?`.
public struct ASCIIReduction: Sendable {
  /// From dark to light, as text on a dark ground shows it.
  public static let ramp: [UInt8] = Array(" .:-=+*#%@".utf8)
  /// The chroma from which a colour is strong.
  public static let strong = 72
  /// The same for the hues of heat; its ramp reaches 139.
  public static let stronger = 144

  /// Whether a blank's background shows a picture's level.
  private let hasLevels: Bool
  private let signs: [UInt32: UInt8]

  /// Takes the colours that there are.
  public init(_ depth: ColourDepth) {
    hasLevels = depth == .rgb || depth == .indexed256
    signs = Self.table
  }

  /// The same frame in ASCII.
  public func reduce(_ frame: Frame) -> Frame {
    var frame = frame
    for at in frame.cells.indices {
      let glyph = frame.cells[at].glyph
      frame.cells[at] = reduce(frame.cells[at])
      if glyph == 0x2264 || glyph == 0x2265 { split(&frame, at) }
    }
    return frame
  }

  /// Writes "≤" as "<=" where the cell before it is a blank: "<" alone would say something else.
  private func split(_ frame: inout Frame, _ at: Int) {
    guard at % frame.columns > 0 else { return }
    let before = frame.cells[at - 1]
    guard before.glyph == 0x20, !before.style.contains(.picture) else { return }
    frame.cells[at - 1] = frame.cells[at]
    frame.cells[at].glyph = UInt32(UInt8(ascii: "="))
  }

  /// The cell in ASCII.
  public func reduce(_ cell: Cell) -> Cell {
    if cell.style.contains(.picture) { return picture(cell) }
    guard cell.glyph >= 0x7F || cell.glyph < 0x20 else { return cell }
    var cell = cell
    cell.glyph = UInt32(sign(cell.glyph))
    return cell
  }

  private func picture(_ cell: Cell) -> Cell {
    let (upper, lower) = (cell.foreground, cell.background)
    // A character in a picture, such as a letter beside a mark, stays one.
    if (0x21...0x7E).contains(cell.glyph) { return cell }
    let colour: Colour
    if cell.glyph == 0x20 {
      colour = lower
    } else if max(upper.chroma, lower.chroma) >= ColourReduction.leastChroma,
      upper.chroma != lower.chroma
    {
      colour = upper.chroma > lower.chroma ? upper : lower
    } else {
      colour = upper.mixed(with: lower, share: 128)
    }
    if hasLevels {
      var blank = Cell(" ", colour, on: colour, style: cell.style)
      blank.style.insert(.picture)
      return blank
    }
    guard colour.chroma >= ColourReduction.leastChroma else {
      let level = Int(colour.red) &+ Int(colour.green) &+ Int(colour.blue)
      let glyph = Self.ramp[level &* (Self.ramp.count &- 1) / 765]
      return Cell(Unicode.Scalar(glyph), .white, on: .black)
    }
    return Cell(Unicode.Scalar(Self.letter(colour)), colour, on: .black)
  }

  /// The first letter of a colour's name, or the mark of what is faint or heat.
  private static func letter(_ colour: Colour) -> UInt8 {
    guard colour.chroma >= strong else { return UInt8(ascii: "~") }
    let isStronger = colour.chroma >= stronger
    return switch XtermPalette.nearestStandard(colour) & 7 {
    case 2: UInt8(ascii: "g")
    case 4: UInt8(ascii: "b")
    case 6: UInt8(ascii: "c")
    case 1 where isStronger: UInt8(ascii: "r")
    case 3 where isStronger: UInt8(ascii: "y")
    case 5 where isStronger: UInt8(ascii: "m")
    default: UInt8(ascii: "~")
    }
  }

  private func sign(_ glyph: UInt32) -> UInt8 {
    if let known = signs[glyph] { return known }
    switch glyph {
    case 0x2500...0x257F: return UInt8(ascii: "+")
    case 0x2580...0x259F, 0x1FB00...0x1FB9F: return UInt8(ascii: "#")
    default: break
    }
    // A letter with a mark is the letter.
    guard let scalar = Unicode.Scalar(glyph) else { return UInt8(ascii: "?") }
    return Self.letters[Character(scalar)] ?? UInt8(ascii: "?")
  }

  /// Letters with a mark; characters are equal however they are composed.
  private static let letters: [Character: UInt8] = {
    var letters: [Character: UInt8] = [:]
    for base in "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz".utf8 {
      for value in Array(0x300...0x30C) + Array(0x323...0x328) as [UInt32] {
        guard let mark = Unicode.Scalar(value) else { continue }
        letters[Character(String(Unicode.Scalar(base)) + String(mark))] = base
      }
    }
    return letters
  }()

  private static let table: [UInt32: UInt8] = {
    let pairs: [(String, String)] = [
      ("─━┄┅┈┉╌╍═╴╶╸╺–—−‐‑‒¯", "-"), ("│┃┆┇┊┋╎╏║╵╷╹╻¦", "|"), ("╱", "/"), ("╲", "\\"),
      ("╳×✗✕", "x"),
      ("≤‹«◂◀←", "<"), ("≥›»▸▶→", ">"), ("↑▲△", "^"), ("↓▼▽✓", "v"), ("·•…∙", "."),
      ("■▪█▓▒", "#"), ("□▫", "o"), ("⌀⦰°", "d"), ("ØøØ○◯º", "o"), ("●", "*"), ("±", "+"),
      ("½", "?"),
      ("¹", "1"), ("²", "2"), ("³", "3"), ("⁴", "4"), ("⁵", "5"), ("⁶", "6"), ("⁹", "9"),
      ("⁻", "-"), ("ᵀ", "T"), ("µμ", "u"), ("“”„", "\""), ("‘’‚´", "'"), ("≈∼", "~"), ("≠", "!"),
      ("√", "V"), ("æ", "a"), ("ß", "s"), ("ı", "i"), ("\u{A0}", " "), ("▁▂", "_"), ("░", ":"),
      ("⟨", "<"), ("⟩", ">"), ("÷", "/"), ("∞", "8"), ("Δ", "D"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (signs, ascii) in pairs {
      for scalar in signs.unicodeScalars { table[scalar.value] = ascii.utf8.first ?? 0x3F }
    }
    return table
  }()
}
