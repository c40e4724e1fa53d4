// What the controls and sequences do.

extension VirtualScreen {
  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x00, 0x7F: break
    case 0x07: bells += 1
    case 0x08: move(x: cursor.x - 1, y: cursor.y)
    case 0x09: move(x: (cursor.x / 8 + 1) * 8, y: cursor.y)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(x: 0, y: cursor.y)
    case 0x0E: pen.shift = 1
    case 0x0F: pen.shift = 0
    // CAN and SUB end whatever sequence was begun; alone they do nothing.
    case 0x18, 0x1A: break
    default: unknown.append("control \(byte)")
    }
  }

  mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
    let name = String(decoding: intermediates + [final], as: Unicode.ASCII.self)
    switch name {
    case "7": save()
    case "8": restore()
    case "=": isKeypadApplication = true
    case ">": isKeypadApplication = false
    case "D": lineFeed()
    case "E":
      lineFeed()
      move(x: 0, y: cursor.y)
    case "M": reverseLineFeed()
    case "c":
      let (kept, counted) = (self, framesEnded)
      self = VirtualScreen(columns: columns, rows: rows, abilities: abilities)
      (version, ground, cellPixels) = (kept.version, kept.ground, kept.cellPixels)
      readsUTF8 = kept.readsUTF8
      (unknown, queries, strings, bells) = (kept.unknown, kept.queries, kept.strings, kept.bells)
      (framesEnded, answers) = (counted, kept.answers)
      erasesWithBackground = kept.erasesWithBackground
    case "\\": break  // the end of a string that had ended before
    default:
      switch (intermediates.first.map { Character(Unicode.Scalar($0)) }, final) {
      case ("("?, _): pen.sets[0] = final == UInt8(ascii: "0") ? .lines : .usual
      case (")"?, _): pen.sets[1] = final == UInt8(ascii: "0") ? .lines : .usual
      case ("*"?, _), ("+"?, _), ("%"?, _): break
      default: unknown.append("ESC " + name)
      }
    }
  }

  mutating func string(_ kind: UInt8, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    strings.append(String(Unicode.Scalar(kind)) + text)
    if kind == UInt8(ascii: "]"), text.hasPrefix("0;") || text.hasPrefix("2;") {
      title = String(text.dropFirst(2))
    }
    switch kind {
    case UInt8(ascii: "P"): answerString(text)
    case UInt8(ascii: "]"): answerCommand(text)
    case UInt8(ascii: "_"): answerApplication(text)
    default: break
    }
  }

  mutating func perform(_ sequence: ControlSequence) {
    let count = sequence.count
    var isKnown = true
    switch sequence.name {
    case "H", "f": move(x: sequence.position(1) - 1, y: sequence.position(0) - 1)
    case "A": moveRows(-count)
    case "B", "e": moveRows(count)
    case "C", "a": move(x: cursor.x + count, y: cursor.y)
    case "D": move(x: cursor.x - count, y: cursor.y)
    case "E":
      moveRows(count)
      move(x: 0, y: cursor.y)
    case "F":
      moveRows(-count)
      move(x: 0, y: cursor.y)
    case "G", "`": move(x: count - 1, y: cursor.y)
    case "d": move(x: cursor.x, y: count - 1)
    case "I": move(x: (cursor.x / 8 + count) * 8, y: cursor.y)
    case "Z": move(x: ((cursor.x + 7) / 8 - count) * 8, y: cursor.y)
    case "J": isKnown = eraseDisplay(sequence.number(0, or: 0))
    case "K": isKnown = eraseLine(sequence.number(0, or: 0))
    case "X":
      erase(row: cursor.y, cursor.x..<min(columns, cursor.x + count))
      pen.isWrapPending = false
    case "@":
      insertCells(count)
      pen.isWrapPending = false
    case "P":
      deleteCells(count)
      pen.isWrapPending = false
    case "L": insertRows(count)
    case "M": insertRows(-count)
    case "S": scroll(margins, by: count)
    case "T": scroll(margins, by: -count)
    case "b": if let lastPrinted { for _ in 0..<count { print(lastPrinted) } }
    case "m": isKnown = pen.cell.select(sequence.groups)
    case "r": setMargins(sequence.position(0), sequence.number(1, or: rows))
    case "s": save()
    case "u": restore()
    case "h", "l": isKnown = setPlainModes(sequence.numbers, to: sequence.final == "h")
    case "?h", "?l": isKnown = setModes(sequence.numbers, to: sequence.final == "h")
    case "!p": softReset()
    case "t" where [22, 23].contains(sequence.number(0, or: 0)): break  // the stack of titles
    case " q": break  // the shape of the cursor
    default: isKnown = answer(sequence)
    }
    if !isKnown { unknown.append(sequence.written) }
  }

  private mutating func save() {
    savedPen = pen
    savedPen.place = cursor
  }

  private mutating func restore() {
    move(x: savedPen.place.x, y: savedPen.place.y)
    pen = savedPen
  }

  private mutating func setMargins(_ top: Int, _ bottom: Int) {
    let lower = min(bottom == 0 ? rows : bottom, rows) - 1
    guard top - 1 < lower else { return }
    margins = (top - 1)...lower
    move(x: 0, y: 0)
  }

  private mutating func softReset() {
    pen = Pen()
    savedPen = Pen()
    margins = 0...(rows - 1)
    isInserting = false
    isKeypadApplication = false
    modes.subtract([1, 6])
    modes.formUnion(Self.modesAtStart)
  }

  private mutating func setPlainModes(_ numbers: [Int], to isOn: Bool) -> Bool {
    for number in numbers where number == 4 { isInserting = isOn }
    return numbers.allSatisfy { $0 == 4 }
  }

  private mutating func setModes(_ numbers: [Int], to isOn: Bool) -> Bool {
    for number in numbers {
      if number == 2026, !isOn { framesEnded += 1 }
      switch number {
      case 1048: isOn ? save() : restore()
      case 47, 1047, 1049: showAlternate(isOn, keepsCursor: number == 1049)
      case 7 where !isOn: pen.isWrapPending = false
      default: break
      }
      if isOn { modes.insert(number) } else { modes.remove(number) }
    }
    return numbers.allSatisfy { knownModes.contains($0) }
  }

  /// The private modes a terminal of today knows and that this one obeys or may ignore; the origin
  /// mode (6) is not among them.
  var knownModes: Set<Int> {
    abilities.contains(.pixelMouse) ? Self.usualModes.union([1016]) : Self.usualModes
  }

  private static let usualModes: Set<Int> = [
    1, 3, 5, 7, 12, 25, 47, 1000, 1002, 1003, 1004, 1005, 1006, 1034, 1047, 1048, 1049, 2004, 2026,
  ]

  private mutating func showAlternate(_ isOn: Bool, keepsCursor: Bool) {
    if isOn, main == nil {
      if keepsCursor { save() }
      main = (cells, savedPen)
      cells = Array(repeating: VirtualCell(), count: columns * rows)
    } else if !isOn, let hidden = main {
      cells = hidden.cells
      main = nil
      if keepsCursor {
        savedPen = hidden.pen
        restore()
      }
    }
  }
}

extension ControlSequence {
  /// A coordinate counted from 1: missing and 0 both mean 1.
  fileprivate func position(_ place: Int) -> Int { max(1, number(place, or: 1)) }
}
