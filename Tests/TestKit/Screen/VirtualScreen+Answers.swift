// What a program may ask a terminal, and what it gets to hear.

extension VirtualScreen {
  /// Notes a query and answers it where this terminal can; false when it is no query.
  mutating func answer(_ sequence: ControlSequence) -> Bool {
    let number = sequence.number(0, or: 0)
    switch (sequence.name, number) {
    case ("n", 5): reply(.status, "\u{1B}[0n")
    case ("n", 6): reply(.status, "\u{1B}[\(cursor.y + 1);\(cursor.x + 1)R")
    case ("c", 0): reply(.attributes, "\u{1B}[?62\(abilities.contains(.sixel) ? ";4" : "");22c")
    case ("?$p", _):
      let state = !knownModes.contains(number) ? 0 : modes.contains(number) ? 1 : 2
      reply(.modeReports, "\u{1B}[?\(number);\(state)$y")
    case (">q", 0): reply(.version, "\u{1B}P>|\(version)\u{1B}\\")
    case ("t", 16):
      reply(.cellSize, "\u{1B}[6;\(cellPixels.height);\(cellPixels.width)t")
    case (">c", 0), ("=c", 0), ("?u", _), ("t", 14), ("t", 18): break
    default: return false
    }
    queries.append(sequence.written)
    return true
  }

  /// Queries that come as device control strings: XTGETTCAP and DECRQSS.
  mutating func answerString(_ text: String) {
    if text.hasPrefix("+q") {
      queries.append("DCS " + text)
      for name in text.dropFirst(2).split(separator: ";") {
        // `RGB` and `Tc`, in hexadecimal; a name that is not known is refused.
        let isKnown = ["524742", "5463"].contains(name)
        reply(.capabilities, isKnown ? "\u{1B}P1+r\(name)\u{1B}\\" : "\u{1B}P0+r\(name)\u{1B}\\")
      }
    } else if text == "$qm" {
      queries.append("DCS " + text)
      reply(.settings, "\u{1B}P1$r0\(pen.cell.colourNumbers)m\u{1B}\\")
    }
  }

  /// Queries that come as operating system commands: the colour of the ground.
  mutating func answerCommand(_ text: String) {
    guard text == "11;?" else { return }
    queries.append("OSC " + text)
    let parts = [ground.red, ground.green, ground.blue].map { part in
      let digits = String(part, radix: 16)
      let two = digits.count < 2 ? "0" + digits : digits
      return two + two
    }
    reply(.ground, "\u{1B}]11;rgb:\(parts.joined(separator: "/"))\u{1B}\\")
  }

  /// Queries that come as application program commands: graphics as kitty sends them.
  mutating func answerApplication(_ text: String) {
    guard text.hasPrefix("Gi="), text.contains("a=q") else { return }
    queries.append("APC " + text)
    let number = text.dropFirst(3).prefix { $0.isNumber }
    reply(.kittyGraphics, "\u{1B}_Gi=\(number);OK\u{1B}\\")
  }

  private mutating func reply(_ ability: TerminalAbilities, _ text: String) {
    if abilities.contains(ability) { answers += Array(text.utf8) }
  }
}

extension VirtualCell {
  fileprivate var colourNumbers: String {
    func numbers(_ colour: VirtualColour, _ kind: Int) -> String {
      switch colour {
      case .text, .ground: ""
      case .index(let index): ";\(kind):5:\(index)"
      case .rgb(let red, let green, let blue): ";\(kind):2::\(red):\(green):\(blue)"
      }
    }
    return numbers(foreground, 38) + numbers(background, 48)
  }
}
