internal import Canvas

/// Makes input events of what ncurses hands over.
///
/// ncurses knows the keys; this knows reports, pasted text, UTF-8, and every other escape sequence, of
/// which nothing may reach the program as a letter: a letter is a command.
nonisolated struct InputDecoder {
  /// How many milliseconds after its last byte a sequence without an end is given up.
  ///
  /// A report may be cut in two by the network; the rest of it must not be taken for keys.
  static let patience = 500
  /// Pasted text is cut here.
  static let pasteLimit = 65_536
  /// The bytes that are kept of a sequence; a longer one is none of ours, and only its end is awaited.
  private static let sequenceLimit = 64

  private enum State {
    case ground
    /// ESC came, and ncurses knew no sequence for what follows.
    case escape
    /// After ESC [.
    case control([UInt8])
    /// After ESC O.
    case shifted
    /// After ESC P, ESC ], and their like: text up to ESC \ or BEL.
    case string(escaped: Bool)
    /// The three bytes of a report of the old form.
    case oldMouse(left: Int)
    /// A character of several bytes.
    case character([UInt8], left: Int)
    /// Between the marks of pasted text.
    case paste
  }

  /// What makes cells of the mouse's places, where the terminal reports pixels.
  var pixels: PixelMouse?
  /// The size of a cell, when the terminal has told it since it was last taken.
  private var cell: CellPixels?
  private var state = State.ground
  private var pasted: [UInt8] = []
  private var last = 0
  /// What was decoded and not yet taken.
  private(set) var events: [InputEvent] = []
  /// How many frames the terminal has told to have drawn, and nobody has taken note of.
  private(set) var acknowledgements = 0

  /// Whether pasted text is being gathered.
  var isPasting: Bool {
    if case .paste = state { return true }
    return false
  }

  /// Takes the events that are complete.
  mutating func take() -> [InputEvent] {
    defer { events = [] }
    return events
  }

  /// Takes the number of frames that the terminal has told to have drawn.
  mutating func takeAcknowledgements() -> Int {
    defer { acknowledgements = 0 }
    return acknowledgements
  }

  /// Takes the size of a cell that the terminal has told meanwhile.
  mutating func takeCell() -> CellPixels? {
    defer { cell = nil }
    return cell
  }

  /// Nothing more is waiting: an Escape that is followed by nothing is the key.
  mutating func quiet() {
    if case .escape = state {
      state = .ground
      events.append(.key(Key(.escape)))
    }
  }

  /// Ends pasted text whose end mark never came.
  mutating func abandonPaste() {
    if isPasting { endPaste() }
  }

  /// Takes the next thing, and when it came.
  mutating func feed(_ input: RawInput, at milliseconds: Int) {
    if case .ground = state {
    } else if !isPasting, milliseconds - last > Self.patience {
      quiet()
      state = .ground
    }
    last = milliseconds
    switch input {
    case .byte(let byte): feed(byte)
    case .key(let named, let held): feed(named, held)
    }
  }

  // MARK: Keys that ncurses knows

  private mutating func feed(_ named: RawInput.Named, _ held: RawInput.Held) {
    // Even in the middle of pasted text.
    if named == .acknowledged { acknowledgements += 1 }
    if isPasting {
      if named == .pasteEnd { endPaste() }
      return
    }
    quiet()
    state = .ground
    switch named {
    case .mouse: state = .control([UInt8(ascii: "<")])
    case .oldMouse: state = .oldMouse(left: 3)
    case .pasteBegin: state = .paste
    case .pasteEnd, .acknowledged: break
    case .other: key(.unknown)
    case .f1, .f2, .f3, .f4, .f5, .f6, .f7, .f8, .f9, .f10, .f11, .f12:
      key(.function(named.rawValue - RawInput.Named.f1.rawValue + 1), held)
    case .focusIn: events.append(.focus(true))
    case .focusOut: events.append(.focus(false))
    case .up: key(.up, held)
    case .down: key(.down, held)
    case .left: key(.left, held)
    case .right: key(.right, held)
    case .home: key(.home, held)
    case .end: key(.end, held)
    case .insert: key(.insert, held)
    case .delete: key(.delete, held)
    case .pageUp: key(.pageUp, held)
    case .pageDown: key(.pageDown, held)
    case .tab: key(.tab, held)
    case .enter: key(.enter, held)
    case .backspace: key(.backspace, held)
    }
  }

  private mutating func key(_ code: Key.Code, _ held: RawInput.Held = []) {
    events.append(
      .key(Key(code, shift: held.contains(.shift), control: held.contains(.control))))
  }

  // MARK: Bytes

  private mutating func feed(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape: afterEscape(byte)
    case .control(let sequence): control(sequence, byte)
    case .shifted:
      switch byte {
      case 0x30...0x3B: break
      case 0x1B: state = .escape
      default:
        state = .ground
        // ESC O P to S are F1 to F4 wherever ncurses was not told so.
        if (0x50...0x53).contains(byte) { key(.function(Int(byte) - 0x4F)) }
      }
    case .string(let escaped): string(byte, escaped: escaped)
    case .oldMouse(let left): state = left > 1 ? .oldMouse(left: left - 1) : .ground
    case .character(let bytes, let left): character(bytes, byte, left: left)
    case .paste: paste(byte)
    }
  }

  private mutating func ground(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x08, 0x7F: key(.backspace)
    case 0x09: key(.tab)
    case 0x0D: key(.enter)
    case 0x00: key(.character(" "), .control)
    case 0x01...0x1A: key(.character(Self.letter(byte | 0x60)), .control)
    case 0x1C...0x1F: key(.character(Self.letter(byte | 0x40)), .control)
    case 0x20...0x7E: key(.character(Self.letter(byte)))
    case 0xC2...0xDF: state = .character([byte], left: 1)
    case 0xE0...0xEF: state = .character([byte], left: 2)
    case 0xF0...0xF4: state = .character([byte], left: 3)
    default: break
    }
  }

  private static func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  private mutating func afterEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .shifted
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .string(escaped: false)
    case 0x1B: events.append(.key(Key(.escape)))
    default:
      // Alt and a letter, or Escape and a letter in one packet. The letter alone would be a command.
      state = .ground
      events.append(.key(Key(.escape)))
    }
  }

  private mutating func control(_ sequence: [UInt8], _ byte: UInt8) {
    switch byte {
    case 0x20...0x3F:
      // A sequence that is too long keeps its length and loses its meaning.
      state = .control(sequence.count < Self.sequenceLimit ? sequence + [byte] : sequence)
    case 0x40...0x7E:
      state = .ground
      if sequence.count < Self.sequenceLimit { perform(sequence, byte) }
    case 0x1B: state = .escape
    default: state = .ground
    }
  }

  private mutating func perform(_ sequence: [UInt8], _ final: UInt8) {
    if sequence.first == UInt8(ascii: "<") {
      let isRelease = final == UInt8(ascii: "m")
      guard isRelease || final == UInt8(ascii: "M") else { return }
      if let event = MouseReport.event(sequence.dropFirst(), isRelease: isRelease, pixels: pixels) {
        events.append(.mouse(event))
      }
    } else if final == UInt8(ascii: "t") {
      cell = AnswerReader.cell(String(decoding: sequence, as: UTF8.self)) ?? cell
    } else if final == UInt8(ascii: "M"), sequence.isEmpty {
      state = .oldMouse(left: 3)
    } else if let (named, held) = ControlSequence.key(sequence, final) {
      // ncurses did not wait for the end of it.
      feed(named, held)
    }
  }

  private mutating func string(_ byte: UInt8, escaped: Bool) {
    switch byte {
    case 0x07, 0x9C, 0x18, 0x1A: state = .ground
    case UInt8(ascii: "\\") where escaped: state = .ground
    default: state = .string(escaped: byte == 0x1B)
    }
  }

  private mutating func character(_ bytes: [UInt8], _ byte: UInt8, left: Int) {
    guard (0x80...0xBF).contains(byte) else {
      state = .ground
      ground(byte)
      return
    }
    if left > 1 {
      state = .character(bytes + [byte], left: left - 1)
      return
    }
    state = .ground
    if let text = String(validating: bytes + [byte], as: UTF8.self), let first = text.first,
      let scalar = text.unicodeScalars.first, scalar.value >= 0xA0
    {
      events.append(.key(Key(.character(first))))
    }
  }

  // MARK: Pasted text

  /// The end mark reaches this in bytes when ncurses did not wait for the whole of it.
  private static let endMark = Array("\u{1B}[201~".utf8)

  private mutating func paste(_ byte: UInt8) {
    // What is beyond the limit is kept only as far as the end mark may reach.
    if pasted.count >= Self.pasteLimit + 2 * Self.endMark.count {
      pasted.remove(at: Self.pasteLimit)
    }
    pasted.append(byte)
    if byte == Self.endMark.last, pasted.suffix(Self.endMark.count).elementsEqual(Self.endMark) {
      pasted.removeLast(Self.endMark.count)
      endPaste()
    }
  }

  private mutating func endPaste() {
    state = .ground
    events.append(.paste(PastedText.cleaned(pasted.prefix(Self.pasteLimit))))
    pasted = []
  }
}
