internal import CNcurses

/// The sequences that are written beside those of ncurses.
enum EscapeSequences {
  /// From here on the terminal keeps what it shows, where it can.
  static let beginPicture = Array("\u{1B}[?2026h".utf8)
  /// The picture is whole.
  static let endPicture = Array("\u{1B}[?2026l".utf8)
  /// Asks for a sign of life (DSR 5), which comes when everything before it is drawn.
  static let askStatus = Array("\u{1B}[5n".utf8)
  /// Empties the screen.
  static let clear = Array("\u{1B}[m\u{1B}[H\u{1B}[2J".utf8)
  /// Ends a sequence that was cut off, so that what follows is understood.
  static let cancel: [UInt8] = [0x18]

  /// What takes the screen over: a second screen, keys and the mouse reported.
  static func enter(usesMouse: Bool) -> [UInt8] {
    string("smcup") + string("smkx") + string("sgr0") + string("civis")
      + Array(((usesMouse ? "\u{1B}[?1002h\u{1B}[?1006h" : "") + "\u{1B}[?1004h\u{1B}[?2004h").utf8)
  }

  /// What gives it back as it was.
  static func leave(usesMouse: Bool) -> [UInt8] {
    let back = string("rmcup")
    return endPicture
      + Array(((usesMouse ? "\u{1B}[?1002l\u{1B}[?1006l" : "") + "\u{1B}[?1004l\u{1B}[?2004l").utf8)
      + string("sgr0") + string("op") + string("rmkx") + string("cnorm")
      + (back.isEmpty ? clear : back)
  }

  /// What has the terminal report the mouse, or keep it.
  static func mouse(_ isReported: Bool) -> [UInt8] {
    let end = isReported ? "h" : "l"
    return Array("\u{1B}[?1002\(end)\u{1B}[?1006\(end)".utf8)
  }

  private static func string(_ name: String) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 128) { buffer, filled in
      buffer.withMemoryRebound(to: CChar.self) {
        filled = condyle_curses_string(name, $0.baseAddress, $0.count)
      }
    }
  }
}
