public import Canvas
public import Editing

/// The keys of the screen.
public struct Keymap: Sendable {
  /// What it is called: the preset that it began as.
  public let name: String
  /// The rows in the order of the help.
  public private(set) var bindings: [KeyBinding]
  private var strokes: [Key: KeyBinding.Stroke]

  /// Takes a name and rows; of two strokes of one key the first counts.
  public init(_ name: String, _ bindings: [KeyBinding]) {
    self.name = name
    self.bindings = bindings
    strokes = Dictionary(
      bindings.flatMap(\.strokes).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The presets by their names.
  public static let presets: [(name: String, keymap: Keymap)] = [condyle, itksnap, slicer]
    .map { ($0.name, $0) }

  /// The preset of a name.
  public static func preset(_ name: String) -> Keymap? {
    presets.first { $0.name == name }?.keymap
  }

  /// What a key does, nil when it does nothing.
  public func stroke(_ key: Key) -> KeyBinding.Stroke? { strokes[key] }

  /// The keys that stand for a command, in the order of the help.
  public func keys(of command: String) -> [Key] {
    bindings.flatMap(\.strokes)
      .filter { $0.command == command && $0.answer == nil && strokes[$0.key] != nil }.map(\.key)
  }

  /// What a reader is told to press for a command: its first key, or what can be typed.
  public func word(for command: String) -> String {
    keys(of: command).first?.name ?? ":\(command)"
  }

  /// The key that takes a tool, or what can be typed.
  public func word(forTool verb: String) -> String {
    keys(of: "tool \(verb) toggle").first?.name ?? word(for: "tool \(verb)")
  }

  /// What shows labels that are off.
  public var wordForShowingLabels: String {
    word(for: keys(of: "overlay toggle").isEmpty ? "overlay next" : "overlay toggle")
  }

  /// The four keys that move the cursor and turn the surface: "the arrows" where all of them do.
  public var wordsForMoving: String {
    let directions: [(Key.Code, String)] = [
      (.left, "left"), (.down, "down"), (.up, "up"), (.right, "right"),
    ]
    if directions.allSatisfy({ stroke(Key($0.0))?.command == "move \($0.1)" }) {
      return "the arrows"
    }
    return directions.map { _, direction in
      let keys = keys(of: "move \(direction)")
      let letter = keys.first { if case .character = $0.code { true } else { false } }
      return (letter ?? keys.first)?.name ?? ":move \(direction)"
    }.joined(separator: " ")
  }

  /// A text in which commands between braces are replaced by their keys.
  public func told(_ text: String) -> String {
    text.replacing(/\{([^}]*)\}/) { word(for: String($0.output.1)) }
  }

  /// The five keys that matter while looking, the first that a user needs, and what they do.
  public var firstKeys: [(keys: String, what: String)] {
    lookingKeys + [
      ("\(word(forTool: "paint"))  \(word(forTool: "erase"))", "paint, erase"),
      (word(for: "sign"), "sign the bone"),
    ]
  }

  /// The keys that matter where nothing may be changed, and what they do.
  public var readingKeys: [(keys: String, what: String)] {
    lookingKeys + [
      (word(for: "maximise"), "pane alone"), (word(for: "quit"), "leave"),
    ]
  }

  /// The keys that matter while a tool is in hand, and what they do.
  public func editingKeys(_ verb: String) -> [(keys: String, what: String)] {
    [
      (word(for: "apply"), "\(verb) here"),
      (word(for: "pen"), "pen down, up"),
      ("\(word(for: "brush larger")) \(word(for: "brush smaller"))", "brush size"),
      (word(for: "undo"), "undo"),
      ("Esc", "leave editing"),
    ]
  }

  private var lookingKeys: [(keys: String, what: String)] {
    [
      (word(for: "help"), "all keys"),
      ("\(word(for: "slice next")) \(word(for: "slice previous"))", "slice"),
      (word(for: "pane next"), "next pane"),
    ]
  }

  /// Gives a key another meaning, or none; the last word on a key counts.
  ///
  /// - Parameters:
  ///   - name: the key's name, such as "b", "Ctrl-b" or "F2".
  ///   - command: one command as it could be typed, or "none".
  /// - Throws: `CommandError` for what is no key, may not be taken, or is no command.
  public mutating func bind(_ name: String, to command: String) throws(CommandError) {
    let key = try BindableKey.key(name)
    let command = String(command.trimmingPrefix { $0 == " " || $0 == ":" })
    if command.lowercased() != "none" { try BindableKey.check(command) }
    bindings = bindings.compactMap { $0.without([key]) }
    strokes[key] = nil
    guard command.lowercased() != "none" else { return }
    let row = KeyBinding(key.name, ":\(command)", .own, [(key, command)])
    bindings.append(row)
    strokes[key] = row.strokes.first
  }
}
