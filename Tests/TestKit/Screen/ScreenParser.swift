/// Cuts a terminal's byte stream into characters, controls and sequences; knows nothing of screens.
///
/// Chunks may end anywhere, also within a character or a sequence.
struct ScreenParser: Sendable {
  /// One thing the stream said.
  enum Item {
    case character(Unicode.Scalar)
    case control(UInt8)
    /// `ESC`, intermediates, final.
    case escape(intermediates: [UInt8], final: UInt8)
    case sequence(ControlSequence)
    /// OSC (`]`), DCS (`P`), SOS (`X`), PM (`^`) or APC (`_`) to its end.
    case string(kind: UInt8, text: [UInt8])
    case broken(String)
  }

  private enum State {
    case ground, escape, sequence, string(UInt8), stringEscape(UInt8)
  }

  private var state = State.ground
  private var gathered: [UInt8] = []
  private var scalar: UInt32 = 0
  private var smallest: UInt32 = 0
  private var missing = 0

  /// Whether the last byte ended what it belongs to.
  var isBetweenItems: Bool {
    if case .ground = state { return missing == 0 }
    return false
  }

  /// Takes one byte; nil when more are needed.
  mutating func next(_ byte: UInt8) -> Item? {
    switch state {
    case .ground: return text(byte)
    case .escape: return escape(byte)
    case .sequence: return sequence(byte)
    case .string(let kind):
      switch byte {
      case 0x1B: state = .stringEscape(kind)
      case 0x07 where kind == UInt8(ascii: "]"): return endString(kind)
      case 0x18, 0x1A:
        state = .ground
        return .broken("a string was cancelled")
      default: gathered.append(byte)
      }
      return nil
    case .stringEscape(let kind):
      if byte == UInt8(ascii: "\\") { return endString(kind) }
      state = .escape
      gathered = []
      // The byte after ESC begins a new sequence; the unfinished string is what went wrong.
      _ = escape(byte)
      return .broken("a string ended without ST")
    }
  }

  private mutating func endString(_ kind: UInt8) -> Item {
    state = .ground
    defer { gathered = [] }
    return .string(kind: kind, text: gathered)
  }

  private mutating func text(_ byte: UInt8) -> Item? {
    if missing > 0 {
      if byte & 0xC0 == 0x80 {
        scalar = scalar << 6 | UInt32(byte & 0x3F)
        missing -= 1
        guard missing == 0 else { return nil }
        guard scalar >= smallest, let found = Unicode.Scalar(scalar) else {
          return .broken("invalid UTF-8")
        }
        return .character(found)
      }
      missing = 0
      _ = text(byte)  // the byte itself is lost, but the screen is reported as broken anyway
      return .broken("UTF-8 cut off")
    }
    switch byte {
    case 0x1B:
      state = .escape
      gathered = []
      return nil
    case 0x00..<0x20, 0x7F: return .control(byte)
    case 0x20..<0x7F: return .character(Unicode.Scalar(byte))
    case 0xC2..<0xE0: (scalar, smallest, missing) = (UInt32(byte & 0x1F), 0x80, 1)
    case 0xE0..<0xF0: (scalar, smallest, missing) = (UInt32(byte & 0x0F), 0x800, 2)
    case 0xF0..<0xF5: (scalar, smallest, missing) = (UInt32(byte & 0x07), 0x10000, 3)
    default: return .broken("invalid UTF-8")
    }
    return nil
  }

  private mutating func escape(_ byte: UInt8) -> Item? {
    switch byte {
    case 0x1B: gathered = []
    case 0x18, 0x1A: state = .ground
    case 0x00..<0x20: return .control(byte)
    case 0x20..<0x30: gathered.append(byte)
    case UInt8(ascii: "[") where gathered.isEmpty: state = .sequence
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      guard gathered.isEmpty else { fallthrough }
      state = .string(byte)
    default:
      state = .ground
      return .escape(intermediates: gathered, final: byte)
    }
    return nil
  }

  private mutating func sequence(_ byte: UInt8) -> Item? {
    switch byte {
    case 0x1B:
      state = .escape
      gathered = []
      return .broken("a sequence was cut off by ESC")
    case 0x18, 0x1A:
      state = .ground
      return .broken("a sequence was cancelled")
    case 0x00..<0x20, 0x7F: return .control(byte)
    case 0x20..<0x40:
      gathered.append(byte)
      return nil
    case 0x40..<0x7F:
      state = .ground
      defer { gathered = [] }
      return .sequence(ControlSequence(gathered, final: byte))
    default:
      state = .ground
      return .broken("a byte above 127 in a sequence")
    }
  }
}
