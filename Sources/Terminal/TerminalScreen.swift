internal import CNcurses
public import Canvas
internal import Glibc

/// The terminal this process draws on; an identity, as there is one, and it must be given back as it
/// was.
///
/// Everything happens on the main actor, events included. A thread waits for the terminal and for
/// signals, and has the main actor read what came.
public final class TerminalScreen {
  /// Cells across.
  public private(set) var columns: Int
  /// Cells down.
  public private(set) var rows: Int
  /// The colours that are used.
  public let depth: ColourDepth
  /// What that was taken from, such as "COLORTERM=truecolor".
  public let depthReason: String
  /// The terminal's name, as TERM says.
  public let termName: String
  /// What the user should know of, such as a name that nobody knows.
  public let warnings: [String]
  /// What the terminal said about itself.
  public let answers: TerminalAnswers
  /// The colour behind the terminal's own text, as far as anybody says.
  public let ground: Colour?
  /// Whether only characters of ASCII are sent.
  public var isASCII: Bool { ascii != nil }
  /// How many times taller than wide a cell is.
  public private(set) var cellAspect: Double

  private let line: TerminalLine
  private let queue: ByteQueue
  private let watcher: Watcher
  private let sink: any CellSink
  private let errors: StandardErrorCatch?
  private let memory: Int32
  private let usesMouse: Bool
  private let deliver: @Sendable (TerminalEvent) -> Void
  private let ascii: ASCIIReduction?
  private let usesPixels: Bool
  private var decoder = InputDecoder()
  private var lastInput = 0
  private var isOpen = true

  /// What has been set up before there is a screen.
  struct Parts {
    var line: TerminalLine
    var queue: ByteQueue
    var watcher: Watcher
    var sink: any CellSink
    var errors: StandardErrorCatch?
    var memory: Int32
    var depth: ColourDepth
    var depthReason: String
    var termName: String
    var warnings: [String]
    var usesMouse: Bool
    var answers: TerminalAnswers
    var ground: Colour?
    var ascii: ASCIIReduction?
    /// The pixels of a cell.
    var cell: CellPixels?
    /// Whether the mouse is reported in pixels; there is a cell's size then.
    var usesPixels: Bool
    /// What was typed before there was a screen.
    var typed: [UInt8]
  }

  init(_ parts: Parts, deliver: @escaping @Sendable (TerminalEvent) -> Void) {
    line = parts.line
    queue = parts.queue
    watcher = parts.watcher
    sink = parts.sink
    errors = parts.errors
    memory = parts.memory
    depth = parts.depth
    depthReason = parts.depthReason
    termName = parts.termName
    warnings = parts.warnings
    usesMouse = parts.usesMouse
    answers = parts.answers
    ground = parts.ground
    ascii = parts.ascii
    usesPixels = parts.usesPixels
    cellAspect = parts.cell?.aspect ?? CellPixels.usualAspect
    columns = parts.sink.columns
    rows = parts.sink.rows
    self.deliver = deliver
    if usesPixels, let cell = parts.cell {
      decoder.pixels = PixelMouse(cell: cell, columns: columns, rows: rows)
    }
    for byte in parts.typed { decoder.feed(RawInput(byte: byte), at: Clock.milliseconds()) }
  }

  /// Whether the system has taken every byte.
  ///
  /// While it has not, `show` shows nothing; `.drained` tells when it has.
  public var isDrained: Bool { queue.isEmpty }

  /// Shows a frame: sends what differs from the last one.
  ///
  /// A frame of another size is cut, or leaves the rest as it is. A terminal that is gone takes
  /// everything.
  ///
  /// - Returns: false when bytes of an earlier frame are still waiting, and so nothing was done.
  @discardableResult
  public func show(_ frame: Frame) -> Bool {
    guard isOpen, queue.isEmpty else { return false }
    let bytes = sink.bytes(for: ascii?.reduce(frame) ?? frame)
    if !bytes.isEmpty, !queue.send(bytes) { watcher.wake() }
    return true
  }

  /// Has the next `show` send every cell, whatever the terminal showed.
  public func repaint() {
    guard isOpen else { return }
    sink.forget()
  }

  /// Gives the terminal back and stops the process, as ^Z does elsewhere; returns when it goes on.
  ///
  /// `.continued` is delivered before it returns.
  public func suspend() {
    guard isOpen else { return }
    leave()
    condyle_signals_stop()
    enterAgain()
  }

  /// Gives the terminal back as it was, within a tenth of a second.
  ///
  /// A second call does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    watcher.stop()
    leave()
    line.forgetTyped()
    condyle_signals_release()
    condyle_curses_close()
    Glibc.close(memory)
    line.close()
    errors?.end()
  }

  // MARK: Taking the terminal over

  /// Takes the terminal over for the first time.
  func enter() {
    line.makeRaw()
    queue.send(
      EscapeSequences.enter(usesMouse: usesMouse) + (usesPixels ? PixelMouse.on : []))
  }

  private func leave() {
    let cut = queue.drop() ? EscapeSequences.cancel : []
    queue.send(
      cut + (usesPixels ? PixelMouse.off : []) + EscapeSequences.leave(usesMouse: usesMouse),
      withinMilliseconds: 100)
    _ = queue.drop()
    line.restore()
    condyle_signals_arm(0)
    errors?.pause()
  }

  private func enterAgain() {
    errors?.catchAgain()
    condyle_signals_arm(1)
    enter()
    if !queue.isEmpty { watcher.wake() }
    sink.forget()
    takeSize()
    deliver(.continued)
  }

  // MARK: News

  /// Deals with what the watching thread found.
  func serve() {
    guard isOpen else { return }
    let news = watcher.take()
    for signal in news.signals where isOpen { obey(signal) }
    guard isOpen else { return }
    if news.isGone { deliver(.ending(.gone)) }
    if news.isDrained, queue.isEmpty { deliver(.drained) }
    if news.hasInput { readInput() }
  }

  private func obey(_ signal: Int32) {
    switch signal {
    case SIGHUP: deliver(.ending(.hangup))
    case SIGTERM: deliver(.ending(.terminate))
    case SIGINT: deliver(.ending(.interrupt))
    case SIGWINCH: takeSize()
    case SIGCONT: enterAgain()
    case SIGTSTP: suspend()
    default: break
    }
  }

  private func takeSize() {
    let size = line.size()
    if answers.cellPixels != nil {
      // The window's size has margins in it, and the mouse needs the cell's own.
      if !queue.send(PixelMouse.askCell) { watcher.wake() }
    } else if let cell = line.cellPixels() {
      take(cell, tells: size == (columns, rows))
    }
    guard size != (columns, rows) else { return }
    (columns, rows) = size
    decoder.pixels?.columns = columns
    decoder.pixels?.rows = rows
    sink.resize(columns: columns, rows: rows)
    deliver(.resized(columns: columns, rows: rows))
  }

  /// Takes the size of a cell; tells of it if pictures have other proportions now.
  private func take(_ cell: CellPixels, tells: Bool) {
    decoder.pixels?.cell = cell
    guard cell.aspect != cellAspect else { return }
    cellAspect = cell.aspect
    if tells { deliver(.resized(columns: columns, rows: rows)) }
  }

  // MARK: Input

  /// The most that is read before others have their turn.
  private static let batch = 8192
  /// After this silence, one ESC or ^C alone ends pasted text whose end mark was lost.
  private static let pasteSilence = 2000

  private func readInput() {
    let now = Clock.milliseconds()
    let wasSilent = now - lastInput > Self.pasteSilence
    var count = 0
    var first: Int32 = -1
    while count < Self.batch {
      let code = condyle_curses_key()
      guard code >= 0 else { break }
      if count == 0 { first = code }
      count += 1
      decoder.feed(RawInput(code: code), at: now)
    }
    let isEmptied = count < Self.batch
    if isEmptied { decoder.quiet() }
    if count == 1, wasSilent, first == 0x1B || first == 0x03 { decoder.abandonPaste() }
    if count > 0 { lastInput = now }
    let events = decoder.take()
    if let cell = decoder.takeCell() { take(cell, tells: true) }
    if isEmptied {
      watcher.listen()
    } else {
      // ncurses may hold the rest itself, where no poll sees it.
      Task { [weak self] in self?.readMore() }
    }
    if !events.isEmpty { deliver(.input(events)) }
  }

  /// Delivers what was typed before there was a screen.
  func readTyped() {
    Task { [weak self] in self?.readMore() }
  }

  private func readMore() {
    if isOpen { readInput() }
  }
}
