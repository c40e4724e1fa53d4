/// Cuts what a terminal sends into sequences and the rest, wherever its packets end.
nonisolated struct AnswerSplitter {
  /// What was cut out.
  enum Piece: Equatable {
    /// `ESC [`, parameters, and the last byte.
    case control([UInt8], final: UInt8)
    /// `ESC P`, `ESC ]` and their like, with the text up to its end.
    case string(UInt8, [UInt8])
    /// Anything else: keys.
    case other
  }

  private enum State {
    case ground, escape, control, string(UInt8), stringEscape(UInt8)
  }

  /// What is kept of a string; the end of a longer one is waited for all the same.
  private static let limit = 4096

  private var state = State.ground
  private var text: [UInt8] = []
  /// The bytes of what has not ended.
  private(set) var open: [UInt8] = []

  /// Takes a byte; answers with what ended by it, and its bytes.
  mutating func take(_ byte: UInt8) -> (piece: Piece, bytes: [UInt8])? {
    switch state {
    case .ground:
      guard byte == 0x1B else { return (.other, [byte]) }
      begin()
    case .escape:
      switch byte {
      case UInt8(ascii: "["):
        state = .control
        open.append(byte)
      case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "X"),
        UInt8(ascii: "^"):
        state = .string(byte)
        open.append(byte)
      case 0x1B:
        // The key Escape, and then something else.
        begin()
        return (.other, [0x1B])
      default: return end(.other, byte)
      }
    case .control:
      switch byte {
      case 0x20...0x3F:
        if text.count < Self.limit {
          text.append(byte)
          open.append(byte)
        }
      case 0x40...0x7E: return end(.control(text, final: byte), byte)
      case 0x1B: begin()
      default: return end(.other, byte)
      }
    case .string(let kind):
      switch byte {
      case 0x1B: state = .stringEscape(kind)
      case 0x07: return end(.string(kind, text), byte)
      case 0x18, 0x1A: return end(.string(kind, []), byte)
      default:
        if text.count < Self.limit {
          text.append(byte)
          open.append(byte)
        }
      }
    case .stringEscape(let kind):
      if byte == UInt8(ascii: "\\") { return end(.string(kind, text), byte) }
      // Cut off by a sequence of another kind.
      begin()
      return take(byte)
    }
    return nil
  }

  private mutating func begin() {
    state = .escape
    (text, open) = ([], [0x1B])
  }

  private mutating func end(_ piece: Piece, _ byte: UInt8) -> (piece: Piece, bytes: [UInt8]) {
    defer { (text, open) = ([], []) }
    state = .ground
    return (piece, open + [byte])
  }
}
