internal import Glibc

/// The line to the terminal: its two descriptors, and the settings they had.
nonisolated struct TerminalLine {
  /// Where keys come from; never blocks.
  let input: Int32
  /// Where pictures go; never blocks.
  let output: Int32
  /// The settings before anything was changed.
  let settings: termios
  /// What the descriptors' flags must be again; nil for descriptors that are ours.
  let inputFlags: Int32?
  let outputFlags: Int32?

  /// Opens the terminals behind two descriptors once more.
  ///
  /// O_NONBLOCK belongs to the open file and so to the shell too; one of our own has it alone. Where
  /// the terminal has no name (a container), the flag is set on what was given, and taken back.
  init(input: Int32, output: Int32) throws(TerminalError) {
    guard isatty(input) == 1 else { throw .notATerminal(stream: "standard input") }
    guard isatty(output) == 1 else { throw .notATerminal(stream: "standard output") }
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else {
      throw .system(call: "tcgetattr", code: errno)
    }
    self.settings = settings
    (self.input, inputFlags) = Self.reopened(input)
    (self.output, outputFlags) = Self.reopened(output)
  }

  private static func reopened(_ descriptor: Int32) -> (Int32, Int32?) {
    var name = [CChar](repeating: 0, count: 256)
    if ttyname_r(descriptor, &name, name.count) == 0 {
      let own = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
      var (given, opened) = (stat(), stat())
      if own >= 0, fstat(descriptor, &given) == 0, fstat(own, &opened) == 0,
        given.st_rdev == opened.st_rdev
      {
        return (own, nil)
      }
      if own >= 0 { Glibc.close(own) }
    }
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    return (descriptor, flags)
  }

  /// Every key arrives as it is pressed, ^C and ^Z too, and nothing is echoed.
  func makeRaw() {
    if let inputFlags { _ = fcntl(input, F_SETFL, inputFlags | O_NONBLOCK) }
    if let outputFlags { _ = fcntl(output, F_SETFL, outputFlags | O_NONBLOCK) }
    var raw = settings
    cfmakeraw(&raw)
    tcsetattr(input, TCSANOW, &raw)
  }

  /// Puts the settings back as they were.
  ///
  /// Never waits for the terminal, which may be stalled.
  func restore() {
    var before = settings
    tcsetattr(input, TCSANOW, &before)
    if let inputFlags { _ = fcntl(input, F_SETFL, inputFlags) }
    if let outputFlags { _ = fcntl(output, F_SETFL, outputFlags) }
  }

  /// Forgets what was typed and not read: reports of the mouse would reach the shell as text.
  func forgetTyped() { tcflush(input, TCIFLUSH) }

  /// The window's size in cells; 80 x 24 when nobody has said.
  func size() -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (min(1000, Int(size.ws_col)), min(1000, Int(size.ws_row)))
  }

  /// The pixels of a cell by the window's size in pixels, which few terminals tell the system.
  func cellPixels() -> CellPixels? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return CellPixels(
      width: Double(size.ws_xpixel) / Double(size.ws_col),
      height: Double(size.ws_ypixel) / Double(size.ws_row))
  }

  /// Closes what is ours.
  func close() {
    if inputFlags == nil { Glibc.close(input) }
    if outputFlags == nil { Glibc.close(output) }
  }
}
