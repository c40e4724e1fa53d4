internal import Files
internal import TOMLKit

/// Makes settings of a parsed file and collects every mistake on the way, each with its key path.
struct SettingsReader {
  /// What is wrong, in the order of the form.
  private(set) var mistakes: [String] = []
  private let root: TOMLTable

  init(_ root: TOMLTable) { self.root = root }

  /// The settings; what is wrong is left out.
  mutating func settings() -> Settings {
    var settings = Settings()
    check(
      keys: root.keys, of: "", allowed: ["theme", "color", "mouse", "quality", "sharp", "keys"])
    settings.theme = text(root["theme"], "theme", "a theme's name, or the path of its file")
    if let word = word(root["color"], "color", ["auto", "rgb", "256", "16", "mono"]) {
      settings.color = ColourDepth(rawValue: word)
    }
    if let value = root["mouse"] {
      settings.mouse = value.bool
      if value.bool == nil { mistakes.append("mouse: \(Self.kind(value)); write true or false") }
    }
    settings.quality = word(root["quality"], "quality", Settings.qualities)
    settings.sharp = word(root["sharp"], "sharp", Settings.sharpnesses)
    readKeys(&settings)
    return settings
  }

  private mutating func readKeys(_ settings: inout Settings) {
    guard let value = root["keys"] else { return }
    guard let table = value.table else {
      return mistakes.append("keys: \(Self.kind(value)); write [keys] and below it preset = \"…\"")
    }
    check(keys: table.keys, of: "keys", allowed: ["preset", "bind"])
    settings.preset = text(table["preset"], "keys.preset", "the name of a preset")
    guard let value = table["bind"] else { return }
    guard let bindings = value.table else {
      return mistakes.append(
        "keys.bind: \(Self.kind(value)); write [keys.bind] and below it \"ctrl-b\" = \"…\"")
    }
    for key in bindings.keys.sorted() {
      let path = "keys.bind.\"\(Self.shown(key))\""
      guard let command = text(bindings[key], path, "a command, or \"none\"") else { continue }
      settings.bindings.append(Settings.Binding(key: key, command: command))
    }
  }

  private mutating func text(
    _ value: (any TOMLValueConvertible)?, _ path: String, _ expected: String
  ) -> String? {
    guard let value else { return nil }
    guard let text = value.string else {
      mistakes.append("\(path): \(Self.kind(value)); write \(expected) in quotes")
      return nil
    }
    let isBlank = text.allSatisfy(\.isWhitespace)
    if isBlank { mistakes.append("\(path): nothing between the quotes; write \(expected)") }
    return isBlank ? nil : text
  }

  private mutating func word(
    _ value: (any TOMLValueConvertible)?, _ path: String, _ words: [String]
  ) -> String? {
    guard let value else { return nil }
    let choice = words.map { "\"\($0)\"" }.joined(separator: ", ")
    guard let text = value.string else {
      mistakes.append("\(path): \(Self.kind(value)); write one of \(choice)")
      return nil
    }
    guard words.contains(text) else {
      mistakes.append("\(path): “\(Self.shown(text))” is not known; write one of \(choice)")
      return nil
    }
    return text
  }

  private mutating func check(keys: [String], of table: String, allowed: [String]) {
    for key in keys.sorted() where !allowed.contains(key) {
      let path = table.isEmpty ? Self.shown(key) : "\(table).\(Self.shown(key))"
      let near = allowed.map { (EditDistance.between($0, key), $0) }.filter { $0.0 <= 2 }
        .min { $0 < $1 }
      let hint = near.map { "did you mean “\($0.1)”?" } ?? "there are \(Self.list(allowed))"
      mistakes.append("\(path): no such key; \(hint)")
    }
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  private static func kind(_ value: any TOMLValueConvertible) -> String {
    switch value.type {
    case .table: "this is a table"
    case .array: "this is a list"
    case .string: "this is text"
    case .int, .double: "this is a number"
    case .bool: "this is true or false"
    default: "this is a date or a time"
    }
  }

  private static func shown(_ text: String) -> String { SafeText.cleaned(text, limit: 32) }
}
