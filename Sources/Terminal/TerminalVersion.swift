internal import CNcurses

/// Which library draws.
enum TerminalVersion {
  /// Such as "ncurses 6.4.20221231".
  static var text: String { String(cString: condyle_ncurses_version()) }
}
