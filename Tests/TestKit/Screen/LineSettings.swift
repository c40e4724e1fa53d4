internal import Glibc

/// A terminal's line settings, as `stty -a` shows them.
public struct LineSettings: Equatable, Sendable {
  private let flags: [UInt32]
  private let characters: [UInt8]

  /// Reads them through any descriptor of the terminal; on Linux the controlling side will do, so
  /// that nobody has to hold the other side open.
  init?(ofTerminal descriptor: Int32) {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  /// Whether keys reach the program one by one and unseen.
  public var isRaw: Bool { !has(3, ICANON) && !has(3, ECHO) }

  /// Whether a shell could go on here: lines, echo, signals by key, and line feeds that return.
  public var isSane: Bool {
    has(3, ICANON) && has(3, ECHO) && has(3, ISIG) && has(0, ICRNL) && has(1, OPOST)
      && has(1, ONLCR)
  }

  /// Whether the interrupt, quit and suspend keys send signals.
  public var keysSendSignals: Bool { has(3, ISIG) }

  private func has(_ word: Int, _ flag: Int32) -> Bool { flags[word] & UInt32(flag) != 0 }
}
