internal import CNcurses
internal import Canvas

/// Pictures past ncurses: only what changed, each colour only when it differs from the one before, and
/// of all ways to draw two pixels the shortest.
///
/// ncurses sends both colours of a cell in two sequences whenever one of them changes, and sends
/// unchanged cells again where it holds that for shorter than moving on.
struct DirectSink: CellSink {
  private let coder: ColourCoder
  private var bytes: [UInt8] = []
  /// The colours that are set; nil for the terminal's own.
  private var foreground: Int32?
  private var background: Int32?
  /// Where the cursor is; nil before the first move.
  private var place: (column: Int, row: Int)?

  /// Takes 24-bit colours or the 256 of xterm's palette.
  init(isRGB: Bool) { coder = ColourCoder(isRGB: isRGB) }

  /// A blank that ncurses does not take for one: it would erase a line's end with all that is in it.
  static let held = condyle_cell(glyph: 0xA0, foreground: -1, background: -1, style: 0)

  var placeholder: condyle_cell? { Self.held }

  mutating func put(_ cells: ArraySlice<condyle_cell>, column: Int, row: Int) {
    move(column, row)
    let span = cells.span
    for at in 0..<span.count { draw(span[at]) }
    place = (column + cells.count, row)
  }

  mutating func take(column: Int, row: Int) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    if foreground != nil || background != nil { bytes += [0x1B, 0x5B, 0x6D] }
    (foreground, background) = (nil, nil)
    place = nil
    bytes += Self.position(column, row)
    defer {
      bytes = []
      bytes.reserveCapacity(65_536)
    }
    return bytes
  }

  private mutating func move(_ column: Int, _ row: Int) {
    if let place, place.row == row, place.column <= column {
      let gap = column - place.column
      if gap > 0 { bytes += Array("\u{1B}[\(gap == 1 ? "" : "\(gap)")C".utf8) }
    } else {
      bytes += Self.position(column, row)
    }
  }

  private static func position(_ column: Int, _ row: Int) -> [UInt8] {
    if column == 0 { return Array("\u{1B}[\(row == 0 ? "" : "\(row + 1)")H".utf8) }
    return Array("\u{1B}[\(row + 1);\(column + 1)H".utf8)
  }

  @inline(__always)
  private mutating func draw(_ cell: condyle_cell) {
    let (fore, back) = (cell.foreground, cell.background)
    let isHalf = cell.glyph == 0x2580
    let isPart = cell.glyph >= 0x1FB00 || (cell.glyph > 0x2588 && cell.glyph <= 0x259F)
    // A glyph that parts a cell parts nothing when both colours are one.
    if fore == back, isPart || isHalf || cell.glyph == 0x20 || cell.glyph == 0x2588 {
      // One colour: a blank on it, or a full block of it.
      if back == background {
        bytes.append(0x20)
      } else if fore == foreground {
        Self.append(0x2588, to: &bytes)
      } else {
        set(nil, back)
        bytes.append(0x20)
      }
      return
    }
    if let other = CellGlyphs.complement(cell.glyph) {
      let straight = (fore == foreground ? 0 : 1) &+ (back == background ? 0 : 1)
      let swapped = (back == foreground ? 0 : 1) &+ (fore == background ? 0 : 1)
      if swapped < straight {
        set(back, fore)
        Self.append(other, to: &bytes)
        return
      }
    }
    set(fore, back)
    Self.append(cell.glyph, to: &bytes)
  }

  /// Sets those of two colours that are not set.
  @inline(__always)
  private mutating func set(_ fore: Int32?, _ back: Int32) {
    let isForeNew = fore.map { $0 != foreground } ?? false
    let isBackNew = back != background
    guard isForeNew || isBackNew else { return }
    bytes.append(0x1B)
    bytes.append(0x5B)
    if isForeNew, let fore {
      coder.append(fore, isBackground: false, to: &bytes)
      foreground = fore
    }
    if isBackNew {
      if isForeNew { bytes.append(0x3B) }
      coder.append(back, isBackground: true, to: &bytes)
      background = back
    }
    bytes.append(0x6D)
  }

  /// The glyph in UTF-8; it must lie beyond the first 2048.
  @inline(__always)
  private static func append(_ glyph: UInt32, to bytes: inout [UInt8]) {
    if glyph >= 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | glyph &>> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | glyph &>> 12 & 0x3F))
    } else if glyph >= 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | glyph &>> 12))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: glyph < 0x80 ? glyph : 0x3F))
      return
    }
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | glyph &>> 6 & 0x3F))
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | glyph & 0x3F))
  }
}
