// How characters get onto the screen, and how cells move and vanish.

extension VirtualScreen {
  /// An erased cell.
  var blank: VirtualCell {
    VirtualCell(background: erasesWithBackground ? pen.cell.background : .ground)
  }

  /// Moves the cursor within the screen; every such move forgets a pending wrap.
  mutating func move(x: Int, y: Int) {
    cursor.x = min(max(0, x), columns - 1)
    cursor.y = min(max(0, y), rows - 1)
    pen.isWrapPending = false
  }

  /// Moves the cursor up or down by rows; from within the scrolling region it stays there.
  mutating func moveRows(_ count: Int) {
    let target = cursor.y + count
    if count < 0, cursor.y >= margins.lowerBound {
      move(x: cursor.x, y: max(target, margins.lowerBound))
    } else if count > 0, cursor.y <= margins.upperBound {
      move(x: cursor.x, y: min(target, margins.upperBound))
    } else {
      move(x: cursor.x, y: target)
    }
  }

  /// Puts a character at the cursor.
  mutating func print(_ scalar: Unicode.Scalar) {
    let width = scalar.cellWidth
    guard width > 0 else {
      unknown.append("zero-width U+" + String(scalar.value, radix: 16, uppercase: true))
      return
    }
    if pen.isWrapPending || cursor.x + width > columns {
      if modes.contains(7) {
        cursor.x = 0
        lineFeed()
      } else {
        cursor.x = max(0, columns - width)
      }
      pen.isWrapPending = false
    }
    if isInserting { insertCells(width) }
    clearWide(at: cursor.x)
    if width == 2 { clearWide(at: cursor.x + 1) }
    let place = cursor.y * columns + cursor.x
    cells[place] = pen.cell
    cells[place].scalar = scalar
    if width == 2, cursor.x + 1 < columns {
      cells[place + 1] = pen.cell
      cells[place + 1].scalar = "\0"
    }
    lastPrinted = scalar
    if cursor.x + width < columns {
      cursor.x += width
    } else {
      cursor.x = columns - 1
      pen.isWrapPending = modes.contains(7)
    }
  }

  /// A wide character that loses one half loses the other as well.
  private mutating func clearWide(at x: Int) {
    guard x < columns else { return }
    let place = cursor.y * columns + x
    if cells[place].scalar == "\0", x > 0 { cells[place - 1].scalar = " " }
    if x + 1 < columns, cells[place + 1].scalar == "\0" { cells[place + 1].scalar = " " }
  }

  /// Down by one row, scrolling at the lower margin.
  mutating func lineFeed() {
    if cursor.y == margins.upperBound {
      scroll(margins, by: 1)
      pen.isWrapPending = false
    } else {
      move(x: cursor.x, y: cursor.y + 1)
    }
  }

  /// Up by one row, scrolling at the upper margin.
  mutating func reverseLineFeed() {
    if cursor.y == margins.lowerBound {
      scroll(margins, by: -1)
      pen.isWrapPending = false
    } else {
      move(x: cursor.x, y: cursor.y - 1)
    }
  }

  /// Scrolls rows up by a count, or down by a negative one.
  mutating func scroll(_ region: ClosedRange<Int>, by count: Int) {
    let old = cells
    for y in region {
      let from = y + count
      for x in 0..<columns {
        cells[y * columns + x] = region.contains(from) ? old[from * columns + x] : blank
      }
    }
  }

  /// Blanks the cells of a row.
  mutating func erase(row: Int, _ range: Range<Int>) {
    for x in range.clamped(to: 0..<columns) { cells[row * columns + x] = blank }
  }

  /// Makes room at the cursor; what is pushed out at the end of the row is lost.
  mutating func insertCells(_ count: Int) {
    let row = cursor.y * columns
    for x in stride(from: columns - 1, through: cursor.x, by: -1) {
      cells[row + x] = x - count >= cursor.x ? cells[row + x - count] : blank
    }
  }

  /// Takes cells out at the cursor; blanks come in at the end of the row.
  mutating func deleteCells(_ count: Int) {
    let row = cursor.y * columns
    for x in cursor.x..<columns {
      cells[row + x] = x + count < columns ? cells[row + x + count] : blank
    }
  }

  /// Inserts rows at the cursor (positive) or deletes them (negative), within the region.
  mutating func insertRows(_ count: Int) {
    guard margins.contains(cursor.y) else { return }
    scroll(cursor.y...margins.upperBound, by: -count)
    move(x: 0, y: cursor.y)
  }

  /// ED: 0 from the cursor, 1 up to it, 2 all, 3 the lines above the screen, of which there are none.
  mutating func eraseDisplay(_ what: Int) -> Bool {
    switch what {
    case 0:
      erase(row: cursor.y, cursor.x..<columns)
      for y in (cursor.y + 1)..<max(rows, cursor.y + 1) { erase(row: y, 0..<columns) }
    case 1:
      for y in 0..<cursor.y { erase(row: y, 0..<columns) }
      erase(row: cursor.y, 0..<(cursor.x + 1))
    case 2: for y in 0..<rows { erase(row: y, 0..<columns) }
    case 3: break
    default: return false
    }
    pen.isWrapPending = false
    return true
  }

  /// EL: 0 from the cursor, 1 up to it, 2 the row.
  mutating func eraseLine(_ what: Int) -> Bool {
    switch what {
    case 0: erase(row: cursor.y, cursor.x..<columns)
    case 1: erase(row: cursor.y, 0..<(cursor.x + 1))
    case 2: erase(row: cursor.y, 0..<columns)
    default: return false
    }
    pen.isWrapPending = false
    return true
  }
}

extension Unicode.Scalar {
  /// The cells a character takes: none for marks, two for East Asian wide ones and emoji.
  fileprivate var cellWidth: Int {
    if value < 0x300 { return value >= 0x80 && value < 0xA0 || value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
