/// A program on a pseudo terminal together with the screen it draws, and hands to work it with.
///
/// A class because it holds one running child. Everything waits for a condition; nothing sleeps.
public final class TerminalSession {
  /// What was waited for and did not come, with the screen as it was.
  public struct Failure: Error, CustomStringConvertible {
    /// What was wrong, and the screen's text.
    public let description: String
  }

  /// A mouse button.
  public enum Button: Int, Sendable {
    /// The left one.
    case left = 0
    /// The middle one.
    case middle = 1
    /// The right one.
    case right = 2
  }

  /// Keys held while the mouse acts.
  public struct Modifiers: OptionSet, Sendable {
    /// One bit for each key, as mouse reports have them.
    public let rawValue: Int
    /// From bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Shift.
    public static let shift = Self(rawValue: 4)
    /// Alt.
    public static let alt = Self(rawValue: 8)
    /// Control.
    public static let control = Self(rawValue: 16)
  }

  /// The child and its terminal.
  public let terminal: PseudoTerminal
  /// The screen as far as it has been read.
  public private(set) var screen: VirtualScreen
  /// All bytes the child has said.
  public private(set) var transcript: [UInt8] = []
  /// Whether queries are answered at once; off, the answers wait for `sendAnswers`, as on a slow
  /// link.
  public var answersAtOnce = true
  /// What lies between the program and the screen; nil when everything arrives at once.
  public private(set) var line: SlowLine?

  private var heldAnswers: [UInt8] = []
  /// Answers on their way back over the line, and when they arrive.
  private var travelling: [(at: ContinuousClock.Instant, bytes: [UInt8])] = []

  /// Starts a program; see `PseudoTerminal` for the environment.
  public init(
    command: [String], columns: Int = 120, rows: Int = 40, environment: [String: String] = [:],
    workingFolder: String? = nil, abilities: TerminalAbilities = .usual
  ) throws {
    terminal = try PseudoTerminal(
      command: command, columns: columns, rows: rows, environment: environment,
      workingFolder: workingFolder)
    screen = VirtualScreen(columns: columns, rows: rows, abilities: abilities)
  }

  // MARK: - Waiting

  /// Puts a slow line between the program and the screen.
  public func slowDown(to line: SlowLine) { self.line = line }

  /// Reads and shows what comes within a time; how many bytes that were.
  ///
  /// Over a slow line those count that have arrived, and those that are still on it count as well.
  @discardableResult
  public func pump(milliseconds: Int = 50) throws -> Int {
    guard line != nil else { return try show(terminal.read(timeoutMilliseconds: milliseconds)) }
    let limit = ContinuousClock.now + .milliseconds(milliseconds)
    while true {
      if line?.isFull == false { line?.put(terminal.read(timeoutMilliseconds: 2)) }
      let count = try show(line?.take(at: .now) ?? [])
      while let first = travelling.first, first.at <= .now {
        travelling.removeFirst()
        if terminal.isOpen { try terminal.write(first.bytes) }
      }
      let waiting = (line?.waiting ?? 0) + travelling.count
      if count + waiting > 0 || ContinuousClock.now >= limit { return count + waiting }
    }
  }

  private func show(_ bytes: [UInt8]) throws -> Int {
    transcript += bytes
    screen.feed(bytes)
    heldAnswers += screen.takeAnswers()
    if answersAtOnce { try sendAnswers() }
    return bytes.count
  }

  /// Sends the answers that were held back.
  public func sendAnswers() throws {
    guard !heldAnswers.isEmpty else { return }
    let answers = heldAnswers
    heldAnswers = []
    if let line {
      travelling.append((.now + line.roundTrip, answers))
      return
    }
    // A child that asks and ends at once closes the terminal before it hears: no fault of it.
    if terminal.isOpen { try terminal.write(answers) }
  }

  /// Reads until a whole frame meets a condition.
  ///
  /// - Parameter what: what is waited for, in the words of the failure.
  public func wait(
    for what: String = "the screen to be as wanted", timeout: Double = 120,
    _ isMet: (VirtualScreen) -> Bool
  ) throws {
    let limit = ContinuousClock.now + .seconds(timeout)
    while true {
      // Between the marks of a frame a real terminal shows the one before.
      if !screen.isInFrame, isMet(screen) { return }
      guard terminal.isOpen else { throw failure("The program is gone; it did not come to", what) }
      guard ContinuousClock.now < limit else {
        throw failure("\(timeout) s were not enough for", what)
      }
      try pump()
    }
  }

  /// Reads until a text stands on the screen.
  public func wait(forText text: String, timeout: Double = 120) throws {
    try wait(for: "\"\(text)\" on the screen", timeout: timeout) { $0.contains(text) }
  }

  /// Reads until nothing has come for a while and no frame is half drawn.
  public func waitForQuiet(milliseconds: Int = 150, timeout: Double = 120) throws {
    let limit = ContinuousClock.now + .seconds(timeout)
    while terminal.isOpen {
      let count = try pump(milliseconds: milliseconds)
      if count == 0, !screen.isInFrame, screen.isBetweenSequences { return }
      guard ContinuousClock.now < limit else {
        throw failure("\(timeout) s were not enough for", "the program to be quiet")
      }
    }
  }

  /// Reads to the program's end.
  public func waitForEnd(timeout: Double = 120) throws -> ChildEnd {
    let limit = ContinuousClock.now + .seconds(timeout)
    while terminal.isRunning {
      guard ContinuousClock.now < limit else {
        throw failure("\(timeout) s were not enough for", "the program to end")
      }
      // With the terminal gone reading returns at once, so the waiting is done for the child.
      if terminal.isOpen { try pump(milliseconds: 20) } else { _ = terminal.wait(timeout: 0.02) }
    }
    while terminal.isOpen || (line?.waiting ?? 0) > 0, try pump(milliseconds: 0) > 0 {}
    guard let end = terminal.end else { throw failure("Nobody knows", "how the program ended") }
    return end
  }

  /// Forgets the bytes so far, so that `transcript` holds what comes now.
  public func forgetTranscript() { transcript = [] }

  // MARK: - Hands

  /// Presses keys, written as `KeyBytes.encode` says.
  public func press(_ keys: String) throws {
    try terminal.write(
      KeyBytes.encode(keys, isCursorApplication: screen.modes.contains(1)))
  }

  /// Pastes text, between the marks where the program has asked for them.
  public func paste(_ text: String) throws {
    let isMarked = screen.modes.contains(2004)
    try terminal.write(isMarked ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
  }

  /// Gives the window the focus or takes it, which only a program that has set mode 1004 hears.
  public func focus(_ isGained: Bool) throws {
    if screen.modes.contains(1004) { try terminal.write(isGained ? "\u{1B}[I" : "\u{1B}[O") }
  }

  /// Changes the window's size.
  public func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    terminal.resize(columns: columns, rows: rows)
  }

  /// Presses a button on a cell, counted from 0.
  public func mousePress(
    _ button: Button = .left, _ x: Int, _ y: Int, holding keys: Modifiers = []
  ) throws {
    try report(button.rawValue + keys.rawValue, x, y, "M")
  }

  /// Moves the mouse to a cell with a button held.
  public func mouseDrag(
    _ button: Button = .left, _ x: Int, _ y: Int, holding keys: Modifiers = []
  ) throws {
    guard screen.modes.contains(1002) || screen.modes.contains(1003) else {
      throw failure("The program has not asked for", "drags of the mouse (mode 1002)")
    }
    try report(32 + button.rawValue + keys.rawValue, x, y, "M")
  }

  /// Lets a button go on a cell.
  public func mouseRelease(
    _ button: Button = .left, _ x: Int, _ y: Int, holding keys: Modifiers = []
  ) throws {
    try report(button.rawValue + keys.rawValue, x, y, "m")
  }

  /// Presses a button on a cell and lets it go.
  public func click(
    _ button: Button = .left, _ x: Int, _ y: Int, holding keys: Modifiers = []
  ) throws {
    try mousePress(button, x, y, holding: keys)
    try mouseRelease(button, x, y, holding: keys)
  }

  /// Turns the wheel by one notch over a cell.
  public func wheel(up: Bool, _ x: Int, _ y: Int, holding keys: Modifiers = []) throws {
    try report((up ? 64 : 65) + keys.rawValue, x, y, "M")
  }

  private func report(_ code: Int, _ x: Int, _ y: Int, _ end: String) throws {
    // A real terminal would send nothing; a test that clicks into the void is mistaken.
    guard !screen.modes.isDisjoint(with: [1000, 1002, 1003]), screen.modes.contains(1006) else {
      throw failure("The program has not asked for", "the mouse (1000 or 1002, and 1006)")
    }
    guard (0..<screen.columns).contains(x), (0..<screen.rows).contains(y) else {
      throw failure("The cell \(x),\(y) lies outside", "the screen")
    }
    try terminal.write("\u{1B}[<\(code);\(x + 1);\(y + 1)\(end)")
  }

  /// A failure that shows the screen.
  public func failure(_ what: String, _ detail: String) -> Failure {
    // A program closes its terminal a moment before the kernel says how it ended.
    if !terminal.isOpen { _ = terminal.wait(timeout: 2) }
    let end = terminal.isRunning ? "running" : "\(terminal.end.map { "\($0)" } ?? "ended")"
    let line = String(repeating: "-", count: screen.columns)
    return Failure(
      description: "\(what) \(detail). Program: \(end). Screen:\n\(line)\n\(screen.text)\n\(line)")
  }
}
