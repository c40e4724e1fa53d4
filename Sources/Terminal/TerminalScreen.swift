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
  public private(set) var depth: ColourDepth
  /// What that was taken from, such as "COLORTERM=truecolor".
  public private(set) var depthReason: String
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
  private var writer: FrameWriter
  private var pacer = FramePacer()
  private let errors: StandardErrorCatch?
  private var memory: Int32
  private let evidence: ColourDetection.Evidence
  /// What the user asked for.
  var options: TerminalOptions
  private let deliver: @Sendable (TerminalEvent) -> Void
  private var ascii: ASCIIReduction?
  private let usesPixels: Bool
  private var decoder = InputDecoder()
  private var lastInput = 0
  private var isOpen = true
  private var isGone = false
  /// Whether a frame was refused because it came too early.
  private var isOwed = false
  /// When the window's size is to be looked at.
  private var sizeDue: Double?
  /// When the last frame was shown.
  private var lastShown = 0.0
  /// What a picture's changed cell costs on the average, in bytes, by the quality it is sent in: those
  /// that noise leaves over lie apart, and each needs its place.
  private var cellCost: [PictureQuality: Double]
  private var sentQuality = PictureQuality.full
  /// The pixels of a cell; nil where nobody tells.
  private(set) var cellPixels: CellPixels?
  /// The cells that a picture of pixels lies over; nil for none.
  private var lens: CellRect?

  /// What has been set up before there is a screen.
  struct Parts {
    var line: TerminalLine
    var queue: ByteQueue
    var watcher: Watcher
    var writer: FrameWriter
    var errors: StandardErrorCatch?
    var memory: Int32
    var depth: ColourDepth
    var depthReason: String
    var termName: String
    var warnings: [String]
    var options: TerminalOptions
    var evidence: ColourDetection.Evidence
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
    writer = parts.writer
    errors = parts.errors
    memory = parts.memory
    depth = parts.depth
    depthReason = parts.depthReason
    termName = parts.termName
    warnings = parts.warnings
    options = parts.options
    evidence = parts.evidence
    quality = parts.options.quality
    cellCost = [:]
    answers = parts.answers
    ground = parts.ground
    ascii = parts.ascii
    usesPixels = parts.usesPixels
    cellPixels = parts.cell
    cellAspect = parts.cell?.aspect ?? CellPixels.usualAspect
    columns = parts.writer.columns
    rows = parts.writer.rows
    self.deliver = deliver
    if usesPixels, let cell = parts.cell {
      decoder.pixels = PixelMouse(cell: cell, columns: columns, rows: rows)
    }
    for byte in parts.typed { decoder.feed(RawInput(byte: byte), at: Clock.milliseconds()) }
  }

  /// How exactly pictures are sent while they move.
  public var quality = QualityChoice.auto

  /// Whether a frame may be shown; `.drained` tells when that becomes true.
  ///
  /// A large frame may be refused nevertheless while another is on its way.
  public var isDrained: Bool {
    lens == nil && queue.isEmpty && pacer.admits(bytes: 0, at: Clock.precise())
  }

  /// Whether a frame is on its way to the terminal.
  var isWaiting: Bool { pacer.isWaiting }

  /// Whether every picture of the last frame is shown as it is; `.exact` tells when that becomes true.
  public var isExact: Bool { writer.isExact }

  /// What is known about the line.
  public var link: LinkFacts {
    LinkFacts(
      delay: pacer.delay,
      isAnswering: pacer.acknowledgement == .unknown ? nil : pacer.acknowledgement == .answers,
      rate: pacer.rate.map { $0 * 1000 }, isExact: writer.isExact, output: writer.outputName)
  }

  /// Shows a frame: sends what differs from the last one, its pictures as exactly as the line carries.
  ///
  /// A frame of another size is cut, or leaves the rest as it is. A terminal that is gone takes
  /// everything.
  ///
  /// - Returns: false when an earlier frame is still on its way, and so nothing was done.
  @discardableResult
  public func show(_ frame: Frame) -> Bool {
    guard isOpen, queue.isEmpty, lens == nil else { return false }
    guard !isGone else { return true }
    let now = Clock.precise()
    guard pacer.admits(bytes: plan(ascii?.reduce(frame) ?? frame), at: now) else {
      isOwed = true
      setAlarm()
      return false
    }
    isOwed = false
    lastShown = now
    send(writer.write(), at: now)
    return true
  }

  /// Plans a frame at the best quality that the line carries in time; answers its bytes, about.
  private func plan(_ frame: Frame) -> Int {
    let ladder: [PictureQuality]
    switch quality {
    case .auto: ladder = PictureQuality.ladder
    case .full: ladder = [.full]
    case .steady: ladder = [.steady(8)]
    case .coarse: ladder = [.coarse]
    }
    var bytes = 0
    for quality in ladder {
      let counts = writer.plan(frame, quality)
      let cost = cellCost[quality] ?? (depth == .rgb ? 14 : 8)
      bytes = Int(Double(counts.pictures) * cost) + 12 * counts.texts
      sentQuality = quality
      if bytes <= pacer.budget { break }
    }
    return bytes
  }

  private func send(_ bytes: [UInt8], at now: Double) {
    defer { setAlarm() }
    guard !bytes.isEmpty else { return }
    let pictures = writer.lastPictures
    if pictures.cells > 500, pictures.bytes > 0 {
      let cost = Double(pictures.bytes) / Double(pictures.cells)
      cellCost[sentQuality] = cellCost[sentQuality].map { 0.5 * ($0 + cost) } ?? cost
    }
    pacer.sent(bytes: bytes.count, at: now)
    if !queue.send(bytes + EscapeSequences.askStatus) { watcher.wake() }
  }

  /// How long changes of the window's size are gathered.
  private static let resizing = 40.0

  /// How long nothing must have moved before pictures are made exact.
  private static let stillness = 130.0

  /// Makes pictures exact, one after the other, while nothing moves and the line is free.
  private func refine(at now: Double) {
    guard !writer.isExact, lens == nil, queue.isEmpty, !isOwed, pacer.admits(bytes: .max, at: now)
    else {
      return
    }
    guard now - lastShown >= Self.stillness, writer.planRefinement() else { return }
    sentQuality = .full
    send(writer.write(), at: now)
    if writer.isExact { deliver(.exact) }
  }

  /// Has the watching thread wake this up when there is something to do by the clock.
  private func setAlarm() {
    var moments = [pacer.nextLook, sizeDue].compactMap(\.self)
    if isOwed, let turn = pacer.nextTurn { moments.append(turn) }
    if !writer.isExact, lens == nil, !pacer.isWaiting {
      moments.append(max(lastShown + Self.stillness, pacer.nextTurn ?? 0))
    }
    watcher.setAlarm(moments.min())
  }

  /// Does what the clock says.
  private func look() {
    let now = Clock.precise()
    if let due = sizeDue, now >= due { takeSize() }
    if pacer.look(at: now) { deliver(.drained) }
    if isOwed, pacer.admits(bytes: .max, at: now) { deliver(.drained) }
    refine(at: now)
    setAlarm()
  }

  private func takeAcknowledgements() {
    let count = decoder.takeAcknowledgements()
    guard count > 0 else { return }
    let now = Clock.precise()
    for _ in 0..<count { pacer.acknowledged(at: now) }
    deliver(.drained)
    refine(at: now)
    setAlarm()
  }

  // MARK: The lens

  /// Whether something between here and the terminal knows cells alone.
  var isInMultiplexer: Bool { Multiplexer(evidence.environment) != .none }

  /// Sends a picture over cells and holds all frames back.
  func hold(_ rect: CellRect, _ bytes: [UInt8]) -> Bool {
    guard isOpen, !isGone, lens == nil else { return false }
    lens = rect
    pacer.sent(bytes: bytes.count, at: Clock.precise())
    if !queue.send(bytes + EscapeSequences.askStatus) { watcher.wake() }
    setAlarm()
    return true
  }

  /// Takes the picture of pixels away; the next frame draws what lay under it anew.
  public func closeLens() {
    guard isOpen, let rect = lens else { return }
    lens = nil
    if !queue.send(lensMethod?.end ?? []) { watcher.wake() }
    writer.lose(rows: rect.y..<rect.bottom)
    deliver(.drained)
  }

  /// Has the next `show` send every cell, whatever the terminal showed.
  public func repaint() {
    guard isOpen else { return }
    writer.forget()
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

  /// Gives the terminal to another program while `body` runs it, and takes it again.
  ///
  /// ^C and ^Z meant that program; a wish to end this one counts afterwards. `.continued` is delivered
  /// before it returns.
  public func lend(_ body: () -> Void) {
    guard isOpen else { return }
    leave()
    body()
    let news = watcher.take()
    enterAgain()
    for signal in news.signals where [SIGHUP, SIGTERM].contains(signal) { obey(signal) }
    if news.isGone { deliver(.ending(.gone)) }
    // What was typed for the other program is not for this one.
    line.forgetTyped()
    watcher.listen()
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
    queue.send(EscapeSequences.enter(usesMouse: options.usesMouse) + pixels(options.usesMouse))
  }

  private func leave() {
    let cut = queue.drop() ? EscapeSequences.cancel : []
    let picture = lens == nil ? [] : lensMethod?.end ?? []
    lens = nil
    queue.send(
      cut + picture + pixels(false) + EscapeSequences.leave(usesMouse: options.usesMouse),
      withinMilliseconds: 100)
    _ = queue.drop()
    pacer.forget()
    line.restore()
    condyle_signals_arm(0)
    errors?.pause()
  }

  private func enterAgain() {
    errors?.catchAgain()
    condyle_signals_arm(1)
    enter()
    if !queue.isEmpty { watcher.wake() }
    writer.forget()
    takeSize()
    deliver(.continued)
  }

  // MARK: Changes on the way

  /// Whether the terminal is asked to report the mouse.
  public var reportsMouse: Bool { options.usesMouse }

  /// Asks the terminal to report the mouse, or to keep it.
  func useMouse(_ uses: Bool) {
    guard isOpen, uses != options.usesMouse else { return }
    options.usesMouse = uses
    let bytes = pixels(false) + EscapeSequences.mouse(uses) + pixels(uses)
    if !queue.send(bytes) { watcher.wake() }
  }

  /// Whether places of the mouse are told in pixels.
  public var reportsPixels: Bool { usesPixels }

  private func pixels(_ isOn: Bool) -> [UInt8] {
    usesPixels ? (isOn ? PixelMouse.on : PixelMouse.off) : []
  }

  /// Starts ncurses anew, for other colours or another way to draw; when that fails, all stays as it is.
  func restart() {
    guard isOpen else { return }
    var evidence = evidence
    (evidence.wanted, evidence.wish) = (options.depth, options.depthWish)
    let detected = ColourDetection.decide(evidence)
    let description = TerminalDescription.choose(detected.depth, evidence.terminfo)
    condyle_curses_close()
    Glibc.close(memory)
    do {
      (memory, columns, rows) = try Self.openCurses(description, line)
      (depth, depthReason) = (description.depth, detected.reason)
    } catch {
      // What worked before works again; without ncurses there is no screen.
      let before = TerminalDescription.choose(depth, evidence.terminfo)
      guard let again = try? Self.openCurses(before, line) else { return deliver(.ending(.gone)) }
      (memory, columns, rows) = again
    }
    if ascii != nil { ascii = ASCIIReduction(depth) }
    writer = FrameWriter(
      memory: memory, columns: columns, rows: rows, depth: depth,
      sink: Self.sink(options, depth, evidence.terminfo, isASCII: ascii != nil))
    cellCost = [:]
  }

  // MARK: News

  /// Deals with what the watching thread found.
  func serve() {
    guard isOpen else { return }
    let news = watcher.take()
    for signal in news.signals where isOpen { obey(signal) }
    guard isOpen else { return }
    if news.isGone {
      isGone = true
      pacer.forget()
      deliver(.ending(.gone))
    }
    if news.isDrained, queue.isEmpty { deliver(.drained) }
    if news.hasInput { readInput() }
    if news.isDue, isOpen { look() }
  }

  private func obey(_ signal: Int32) {
    switch signal {
    case SIGHUP: deliver(.ending(.hangup))
    case SIGTERM: deliver(.ending(.terminate))
    case SIGINT: deliver(.ending(.interrupt))
    case SIGWINCH:
      // A window that is being dragged larger says so fifty times; the last one counts.
      sizeDue = sizeDue ?? Clock.precise() + Self.resizing
      setAlarm()
    case SIGCONT: enterAgain()
    case SIGTSTP: suspend()
    default: break
    }
  }

  private func takeSize() {
    sizeDue = nil
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
    writer.resize(columns: columns, rows: rows)
    deliver(.resized(columns: columns, rows: rows))
  }

  /// Takes the size of a cell; tells of it if pictures have other proportions now.
  private func take(_ cell: CellPixels, tells: Bool) {
    decoder.pixels?.cell = cell
    cellPixels = cell
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
    takeAcknowledgements()
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
