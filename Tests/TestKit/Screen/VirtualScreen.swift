/// A small terminal without a window: bytes go in, and its cells, modes and answers can be read.
///
/// What it does not understand it collects in `unknown`, so that a test can demand that there is
/// nothing of the kind.
public struct VirtualScreen: Sendable {
  /// A place on the screen, counted from 0 at the upper left.
  public struct Place: Equatable, Hashable, Sendable {
    /// The column.
    public var x: Int
    /// The row.
    public var y: Int
    /// The place in this column and row.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
  }

  /// The width in cells.
  public internal(set) var columns: Int
  /// The height in cells.
  public internal(set) var rows: Int
  /// The cells, row by row.
  public internal(set) var cells: [VirtualCell]
  /// Where the next character goes; in the last column also while a wrap is pending.
  public internal(set) var cursor = Place(x: 0, y: 0)
  /// The private modes that are set; at the start wrapping (7) and the visible cursor (25).
  public internal(set) var modes = Self.modesAtStart
  /// Sequences that are not understood, as they were written.
  public internal(set) var unknown: [String] = []
  /// What the program has asked, as it was written, answered or not.
  public internal(set) var queries: [String] = []
  /// How many frames were ended by `ESC [ ? 2026 l`.
  public internal(set) var framesEnded = 0
  /// How often the bell rang.
  public internal(set) var bells = 0
  /// The window's title, by OSC 0 or 2.
  public internal(set) var title = ""
  /// The payloads of all OSC, DCS and APC strings, with their letter (`]`, `P`, `_`) in front.
  public internal(set) var strings: [String] = []
  /// Whether the application keypad is on (`ESC =`).
  public internal(set) var isKeypadApplication = false

  /// What this terminal answers; may be changed at any time.
  public var abilities: TerminalAbilities
  /// Whether erasing paints with the current background, as xterm does and GNU screen does not.
  public var erasesWithBackground = true
  /// What it calls itself.
  public var version = "condyle-test 1"
  /// The colour behind its text.
  public var ground: (red: UInt8, green: UInt8, blue: UInt8) = (0, 0, 0)
  /// The pixels of a cell.
  public var cellPixels = (width: 8, height: 17)
  /// Whether its characters are UTF-8; otherwise every byte is one of ISO 8859-1.
  public var readsUTF8 = true

  var pen = Pen()
  var savedPen = Pen()
  var margins: ClosedRange<Int>
  var isInserting = false
  var lastPrinted: Unicode.Scalar?
  var answers: [UInt8] = []
  /// The main screen and its cursor, while the alternate one is shown.
  var main: (cells: [VirtualCell], pen: Pen)?
  private var parser = ScreenParser()

  static let modesAtStart: Set<Int> = [7, 25]

  /// An empty screen.
  public init(columns: Int, rows: Int, abilities: TerminalAbilities = .usual) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.abilities = abilities
    cells = Array(repeating: VirtualCell(), count: self.columns * self.rows)
    margins = 0...(self.rows - 1)
  }

  /// Takes a program's output, in chunks that may end anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if !readsUTF8, byte >= 0x80, parser.isBetweenItems {
        // The upper controls are ignored.
        if byte >= 0xA0 { print(Unicode.Scalar(byte)) }
        continue
      }
      guard let item = parser.next(byte) else { continue }
      switch item {
      case .character(let scalar): print(pen.translated(scalar))
      case .control(let byte): control(byte)
      case .escape(let intermediates, let final): escape(intermediates, final)
      case .sequence(let sequence): perform(sequence)
      case .string(let kind, let text): string(kind, text)
      case .broken(let what): unknown.append(what)
      }
    }
  }

  /// Takes text, such as a sequence written by hand.
  public mutating func feed(_ text: String) { feed(text.utf8) }

  /// The answers to the program's queries since the last call, to be sent back to it.
  public mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  /// Whether a frame has begun (mode 2026) and not ended: a real terminal would not show it yet.
  public var isInFrame: Bool { modes.contains(2026) }
  /// Whether the alternate screen is shown.
  public var isAlternate: Bool { main != nil }
  /// Whether the last character filled the last column and the next one will wrap.
  public var isWrapPending: Bool { pen.isWrapPending }
  /// Whether no character or sequence is half received.
  public var isBetweenSequences: Bool { parser.isBetweenItems }

  /// Changes the size as a window does: the upper left part stays.
  public mutating func resize(columns newColumns: Int, rows newRows: Int) {
    let (width, height) = (max(1, newColumns), max(1, newRows))
    cells = cut(cells, width, height)
    if let hidden = main { main = (cut(hidden.cells, width, height), hidden.pen) }
    (columns, rows) = (width, height)
    margins = 0...(rows - 1)
    move(x: cursor.x, y: cursor.y)
  }

  private func cut(_ old: [VirtualCell], _ width: Int, _ height: Int) -> [VirtualCell] {
    var new = Array(repeating: VirtualCell(), count: width * height)
    for y in 0..<min(rows, height) {
      for x in 0..<min(columns, width) { new[y * width + x] = old[y * columns + x] }
    }
    return new
  }
}
