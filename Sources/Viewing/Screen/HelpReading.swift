internal import Canvas

/// How far somebody has come in the help, and what is looked for in it.
public struct HelpReading: Hashable, Sendable {
  /// The first line that is shown.
  public var firstLine = 0
  /// What is looked for; nil for everything.
  public var search: LineEditor?
  /// Whether keys go into what is looked for.
  public var isTyping = false

  /// Begins at a line.
  public init(firstLine: Int = 0) { self.firstLine = firstLine }

  /// The words that a line must hold.
  var query: String { search?.text ?? "" }
}

extension Session {
  /// Gives a key to the help.
  mutating func press(_ key: Key, _ reading: HelpReading) {
    var reading = reading
    let last = HelpCard.lastFirstLine(
      keymap, reading, columns: screen.columns, rows: screen.rows)
    let page = max(1, screen.rows - 8)
    func scroll(_ steps: Int) {
      reading.firstLine = min(max(0, min(reading.firstLine, last) + steps), last)
    }
    switch key.code {
    case .down: scroll(1)
    case .up: scroll(-1)
    case .pageDown: scroll(page)
    case .pageUp: scroll(-page)
    case .escape where reading.search != nil:
      reading = HelpReading()
    case .enter where reading.isTyping:
      reading.isTyping = false
      if reading.query.isEmpty { reading.search = nil }
    case .backspace where reading.isTyping && reading.query.isEmpty:
      reading = HelpReading()
    case _ where reading.isTyping:
      reading.search?.press(key)
      reading.firstLine = 0
    case .character("/"):
      reading.search = reading.search ?? LineEditor()
      reading.isTyping = true
    case .character("n") where reading.search != nil: scroll(1)
    case .character("N") where reading.search != nil: scroll(-1)
    case .character("j"): scroll(1)
    case .character("k"): scroll(-1)
    case .character(" "): scroll(page)
    case .home: reading.firstLine = 0
    case .end: reading.firstLine = last
    default:
      screen.popup = nil
      return
    }
    screen.popup = .help(reading)
  }
}
