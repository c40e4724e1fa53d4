internal import Canvas
internal import Editing
internal import Files

/// Which keys a user may give a meaning, and which meanings.
enum BindableKey {
  /// The key of a name.
  static func key(_ name: String) throws(CommandError) -> Key {
    guard let key = Key(name: name) else {
      throw CommandError(
        "“\(SafeText.cleaned(name, limit: 32))” is no key; write a character, Ctrl-x, Shift-x, F1 to "
          + "F12, or one of Space Tab Enter Up Down Left Right PgUp PgDn Home End Insert Delete")
    }
    if let reason = reason(key) {
      throw CommandError("\(key.name) cannot be bound: \(reason)")
    }
    return key
  }

  /// Whether terminals and this program leave a key to be bound.
  static func isFree(_ key: Key) -> Bool { reason(key) == nil }

  /// Makes sure that a text is one command.
  static func check(_ command: String) throws(CommandError) {
    let parsed: [(statement: CommandStatement, command: Command)]
    do {
      parsed = try CommandParser.script(command)
    } catch {
      throw CommandError(error.text)
    }
    guard parsed.count == 1 else {
      throw CommandError(
        parsed.isEmpty
          ? "write a command, or \"none\"" : "write one command, not \(parsed.count)")
    }
  }

  private static func reason(_ key: Key) -> String? {
    switch (key.code, key.control) {
    case (.escape, _): "it leaves what was entered last"
    case (.character(":"), _): "without it no command could be typed"
    case (.backspace, _): "some terminals send Ctrl-h for it"
    case (.character("c"), true): "it is kept for what hangs"
    case (.character("h"), true): "terminals send it for Backspace"
    case (.character("i"), true): "terminals send it for Tab"
    case (.character("j"), true), (.character("m"), true): "terminals send it for Enter"
    case (.character("s"), true), (.character("q"), true):
      "terminals stop and start their output with it"
    case (.character("["), true): "terminals send it for Esc"
    default: nil
    }
  }
}
