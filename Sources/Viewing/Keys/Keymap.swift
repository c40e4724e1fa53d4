public import Canvas

/// The keys of the screen.
public struct Keymap: Sendable {
  /// The rows in the order of the help.
  public let bindings: [KeyBinding]
  private let strokes: [Key: KeyBinding.Stroke]

  /// Takes rows; of two strokes of one key the first counts.
  public init(_ bindings: [KeyBinding]) {
    self.bindings = bindings
    strokes = Dictionary(
      bindings.flatMap(\.strokes).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a key does, nil when it does nothing.
  public func stroke(_ key: Key) -> KeyBinding.Stroke? { strokes[key] }

  /// The five keys that a first user needs, and what they do.
  public static let firstKeys = [
    ("? ", "all keys"), ("PgUp PgDn", "slice"), ("Tab", "next pane"), ("b  e", "paint, erase"),
    ("z", "undo"),
  ]

  /// Condyle's own keys.
  public static let condyle = Keymap(looking + editing + bones + leaving)

  private static func keys(
    _ characters: String, _ command: String
  ) -> [(Key, String)] {
    characters.map { (Key.character($0), command) }
  }

  private static let looking = [
    KeyBinding(
      "arrows, h j k l", "move the cursor by a voxel; turn the surface", .looking,
      [
        (Key(.left), "move left"), (Key(.right), "move right"), (Key(.up), "move up"),
        (Key(.down), "move down"),
      ] + keys("h", "move left") + keys("j", "move down") + keys("k", "move up")
        + keys("l", "move right")),
    KeyBinding(
      "Shift-arrows, H J K L", "move it by five", .looking,
      [
        (Key(.left, shift: true), "move left 5"), (Key(.right, shift: true), "move right 5"),
        (Key(.up, shift: true), "move up 5"), (Key(.down, shift: true), "move down 5"),
      ] + keys("H", "move left 5") + keys("J", "move down 5") + keys("K", "move up 5")
        + keys("L", "move right 5")),
    KeyBinding(
      "PgUp PgDn, . ,", "next slice, previous slice", .looking,
      [(Key(.pageUp), "slice next"), (Key(.pageDown), "slice previous")]
        + keys(".", "slice next") + keys(",", "slice previous")),
    KeyBinding(
      "} {", "ten slices on, ten back", .looking,
      keys("}", "slice next 10") + keys("{", "slice previous 10")),
    KeyBinding(
      "Home End", "first slice, last slice", .looking,
      [(Key(.home), "slice first"), (Key(.end), "slice last")]),
    KeyBinding(
      "Tab, Shift-Tab", "next pane, previous pane", .looking,
      [(Key(.tab), "pane next"), (Key(.tab, shift: true), "pane previous")]),
    KeyBinding("f", "maximise the pane, or not", .looking, keys("f", "maximise")),
    KeyBinding(
      ") (", "zoom in, zoom out, about the cursor", .looking,
      keys(")", "zoom in") + keys("(", "zoom out")),
    KeyBinding("0", "frame all of the bones", .looking, keys("0", "zoom fit")),
    KeyBinding("c", "bring the cursor into the middle", .looking, keys("c", "centre")),
    KeyBinding("x", "the cursor's lines on, off", .looking, keys("x", "crosshair")),
    KeyBinding("w", "next grey window: bone, soft, wide", .looking, keys("w", "window next")),
    KeyBinding("W", "a free window, by the arrows", .looking, keys("W", "window free")),
    KeyBinding("s", "labels as fill, outline, off", .looking, keys("s", "overlay next")),
    KeyBinding(
      "a d", "fill weaker, stronger", .looking,
      keys("a", "opacity less") + keys("d", "opacity more")),
    KeyBinding(
      "u", "heat map on, off; in the surface pane its colours: bone, hesitation, change", .looking,
      keys("u", "heat toggle")),
    KeyBinding(
      "Enter", "cursor onto the bone in the middle of the surface pane", .looking,
      [(Key(.enter), "pick")]),
  ]

  private static let editing = [
    KeyBinding(
      "b e", "paint, erase; the same key leaves", .editing,
      keys("b", "tool paint toggle") + keys("e", "tool erase toggle")),
    KeyBinding("Esc", "leave editing, close a card, stop what runs", .editing, []),
    KeyBinding("t", "the tools, by letter", .editing, keys("t", "tools")),
    KeyBinding("`", "the tool before this one", .editing, keys("`", "tool last")),
    KeyBinding("Space", "use the tool at the cursor", .editing, keys(" ", "apply")),
    KeyBinding("v", "pen down: moving paints; again lifts it", .editing, keys("v", "pen")),
    KeyBinding(
      "+ −", "brush larger, smaller", .editing,
      keys("+=", "brush larger") + keys("-_", "brush smaller")),
    KeyBinding("m", "disc, ball, square", .editing, keys("m", "brush next")),
    KeyBinding("i", "HU range on, off", .editing, keys("iı", "range toggle")),
    KeyBinding("I", "turn the HU range inside out", .editing, keys("Iİ", "range invert")),
    KeyBinding("o", "what may be painted over", .editing, keys("o", "over next")),
    KeyBinding(
      "z y", "undo, redo, while painting or erasing", .editing,
      keys("z", "undo") + keys("y", "redo")),
  ]

  private static let bones = [
    KeyBinding(
      "1 … 9", "choose a bone; the same key again goes to it", .bones,
      (1...9).flatMap { keys("\($0)", "bone \($0) goto") }),
    KeyBinding(
      "< >", "previous bone, next bone", .bones,
      keys("<", "bone previous") + keys(">", "bone next")),
    KeyBinding("g", "the card on which the bone is signed", .bones, keys("g", "sign")),
  ]

  private static let leaving = [
    KeyBinding(
      "P", "a picture of the layout", .leaving, keys("P", "snapshot {picture} layout"),
      isPrompt: true),
    KeyBinding("X", "export surfaces", .leaving, keys("X", "export {folder}"), isPrompt: true),
    KeyBinding("?", "this help", .leaving, keys("?", "help")),
    KeyBinding(":", "type a command", .leaving, keys(":", ""), isPrompt: true),
    KeyBinding(
      "Ctrl-L, Ctrl-Z", "draw anew; stop until the shell goes on", .leaving,
      [
        (Key(.character("l"), control: true), "redraw"),
        (Key(.character("z"), control: true), "suspend"),
      ]),
    KeyBinding(
      "q", "leave; everything is saved already", .leaving, keys("q", "quit")),
  ]
}
