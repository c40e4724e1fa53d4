internal import Editing
internal import Files

/// A key that a user has given a meaning.
public struct OwnBinding: Hashable, Sendable {
  /// The key's name, such as "Ctrl-b".
  public let key: String
  /// The command, or "none".
  public let command: String

  /// Takes a key's name and a command.
  public init(key: String, command: String) {
    (self.key, self.command) = (key, command)
  }
}

/// A preset of keys and what a user has changed in it.
public struct KeySettings: Sendable {
  /// The keys as they are then.
  public private(set) var keymap = Keymap.condyle
  /// What was changed, in order.
  public private(set) var own: [OwnBinding] = []
  /// What is wrong, each with the key path of a configuration file.
  public private(set) var mistakes: [String] = []

  /// Condyle's own keys.
  public init() {}

  /// Takes a preset's name, nil for Condyle's own, and bindings; what is wrong is left out and told.
  public init(preset: String?, own: [OwnBinding]) {
    if let preset {
      if let keymap = Keymap.preset(preset) {
        self.keymap = keymap
      } else {
        mistakes.append("keys.preset: \(Self.unknown(preset))")
      }
    }
    for binding in own {
      do throws(CommandError) {
        try keymap.bind(binding.key, to: binding.command)
        self.own.append(binding)
      } catch {
        mistakes.append("keys.bind.\"\(SafeText.cleaned(binding.key, limit: 32))\": \(error.text)")
      }
    }
  }

  /// What is said of a name that no preset has.
  static func unknown(_ preset: String) -> String {
    "“\(SafeText.cleaned(preset, limit: 32))” is no preset; write one of "
      + Keymap.presets.map { "\"\($0.name)\"" }.joined(separator: ", ")
  }
}
