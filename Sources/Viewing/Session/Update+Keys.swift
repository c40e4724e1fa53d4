internal import Canvas
internal import Editing

extension Session {
  /// Takes a preset of keys; what the user has bound stays bound.
  mutating func takeKeys(_ name: String) throws(CommandError) {
    try requireScreen("keys")
    keymap = KeySettings(preset: name, own: ownBindings).keymap
    message =
      "keys \(name); \(keymap.word(for: "help")) shows them, \(keymap.word(for: "quit")) leaves"
  }

  /// Gives a key a command, or takes its meaning away.
  mutating func bind(_ key: String, to command: String) throws(CommandError) {
    try requireScreen("bind")
    try keymap.bind(key, to: command)
    ownBindings.append(OwnBinding(key: key, command: command))
    message = command.lowercased() == "none" ? "\(key) does nothing now" : "\(key): \(command)"
  }
}
