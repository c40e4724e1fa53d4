internal import CNcurses
internal import Canvas
internal import Glibc

extension TerminalScreen {
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

  func obey(_ signal: Int32) {
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

  func takeSize() {
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
  func take(_ cell: CellPixels, tells: Bool) {
    decoder.pixels?.cell = cell
    cellPixels = cell
    guard cell.aspect != cellAspect else { return }
    cellAspect = cell.aspect
    if tells { deliver(.resized(columns: columns, rows: rows)) }
  }

  // MARK: Input

  /// The most that is read before others have their turn.
  static let batch = 8192
  /// After this silence, one ESC or ^C alone ends pasted text whose end mark was lost.
  static let pasteSilence = 2000

  func readInput() {
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

  func readMore() {
    if isOpen { readInput() }
  }
}
