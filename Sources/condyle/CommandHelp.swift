internal import Viewing

/// The command language, as help.
enum CommandHelp {
  /// One line a command: its form, then its purpose.
  static var table: String {
    CommandParser.help
      .map { "  \($0.usage)\n      \($0.summary)" }
      .joined(separator: "\n")
  }
}
