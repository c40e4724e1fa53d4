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
  public internal(set) var columns: Int
  /// Cells down.
  public internal(set) var rows: Int
  /// The colours that are used.
  public internal(set) var depth: ColourDepth
  /// What that was taken from, such as "COLORTERM=truecolor".
  public internal(set) var depthReason: String
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
  public internal(set) var cellAspect: Double

  let line: TerminalLine
  let queue: ByteQueue
  let watcher: Watcher
  var writer: FrameWriter
  var pacer = FramePacer()
  let errors: StandardErrorCatch?
  var memory: Int32
  let evidence: ColourDetection.Evidence
  /// What the user asked for.
  var options: TerminalOptions
  let deliver: @Sendable (TerminalEvent) -> Void
  var ascii: ASCIIReduction?
  let usesPixels: Bool
  var decoder = InputDecoder()
  var lastInput = 0
  var isOpen = true
  var isGone = false
  /// Whether a frame was refused because it came too early.
  var isOwed = false
  /// When the window's size is to be looked at.
  var sizeDue: Double?
  /// When the last frame was shown.
  var lastShown = 0.0
  /// What a picture's changed cell costs on the average, in bytes, by the quality it is sent in: those
  /// that noise leaves over lie apart, and each needs its place.
  var cellCost: [PictureQuality: Double]
  var sentQuality = PictureQuality.full
  /// The pixels of a cell; nil where nobody tells.
  var cellPixels: CellPixels?
  /// The cells that a picture of pixels lies over; nil for none.
  var lens: CellRect?

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
}
