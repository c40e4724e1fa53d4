/// What ncurses hands over: a byte, or a key it knows.
nonisolated enum RawInput: Equatable {
  /// A byte that belongs to no key's sequence.
  case byte(UInt8)
  /// A key, with what was held.
  case key(Named, held: Held)

  /// The keys, and the beginnings of reports, that ncurses is told of.
  enum Named: Int {
    case other, up, down, left, right, home, end, insert, delete, pageUp, pageDown, tab, enter
    case backspace, mouse, oldMouse, focusIn, focusOut, pasteBegin, pasteEnd, acknowledged
    case f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12
  }

  /// What was held with a key, as xterm counts it.
  struct Held: OptionSet, Hashable {
    let rawValue: Int
    static let shift = Held(rawValue: 1)
    static let alt = Held(rawValue: 2)
    static let control = Held(rawValue: 4)
  }

  /// Takes what `condyle_curses_key` answers, which must not be negative.
  init(code: Int32) {
    if code < 256 {
      self = .byte(UInt8(truncatingIfNeeded: code))
    } else {
      let number = Int(code) - 0x2000
      self = .key(Named(rawValue: number >> 4) ?? .other, held: Held(rawValue: number & 7))
    }
  }

  /// Takes a byte.
  init(byte: UInt8) { self = .byte(byte) }

  /// Takes a key and what was held.
  init(_ named: Named, held: Held = []) { self = .key(named, held: held) }
}
