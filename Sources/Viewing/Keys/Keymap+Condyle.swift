internal import Canvas

extension Keymap {
  /// Condyle's own keys.
  public static let condyle = Keymap("condyle", looking + editing + bones + leaving)

  private typealias K = KeyBinding

  private static let looking = [
    KeyBinding(
      "arrows, h j k l", "move the cursor by a voxel; turn the surface", .looking,
      [
        (Key(.left), "move left"), (Key(.right), "move right"), (Key(.up), "move up"),
        (Key(.down), "move down"),
      ] + K.keys("h", "move left") + K.keys("j", "move down") + K.keys("k", "move up")
        + K.keys("l", "move right")),
    KeyBinding(
      "Shift-arrows, H J K L", "move it by five", .looking,
      [
        (Key(.left, shift: true), "move left 5"), (Key(.right, shift: true), "move right 5"),
        (Key(.up, shift: true), "move up 5"), (Key(.down, shift: true), "move down 5"),
      ] + K.keys("H", "move left 5") + K.keys("J", "move down 5") + K.keys("K", "move up 5")
        + K.keys("L", "move right 5")),
    KeyBinding(
      "PgUp PgDn, . ,", "next slice, previous slice", .looking,
      [(Key(.pageUp), "slice next"), (Key(.pageDown), "slice previous")]
        + K.keys(".", "slice next") + K.keys(",", "slice previous")),
    KeyBinding(
      "} {", "ten slices on, ten back", .looking,
      K.keys("}", "slice next 10") + K.keys("{", "slice previous 10")),
    KeyBinding(
      "Home End", "first slice, last slice", .looking,
      [(Key(.home), "slice first"), (Key(.end), "slice last")]),
    KeyBinding(
      "Tab, Shift-Tab", "next pane, previous pane", .looking,
      [(Key(.tab), "pane next"), (Key(.tab, shift: true), "pane previous")]),
    KeyBinding("f", "maximise the pane, or not", .looking, K.keys("f", "maximise")),
    KeyBinding(
      ") (", "zoom in, zoom out, about the cursor", .looking,
      K.keys(")", "zoom in") + K.keys("(", "zoom out")),
    KeyBinding(
      "*", "a lens: the pane in true pixels, where the terminal can; any key closes it", .looking,
      K.keys("*", "lens")),
    KeyBinding("0", "frame all of the bones", .looking, K.keys("0", "zoom fit")),
    KeyBinding("c", "bring the cursor into the middle", .looking, K.keys("c", "centre")),
    KeyBinding("x", "the cursor's lines on, off", .looking, K.keys("x", "crosshair")),
    KeyBinding("w", "next grey window: bone, soft, wide", .looking, K.keys("w", "window next")),
    KeyBinding("W", "a free window, by the arrows", .looking, K.keys("W", "window free")),
    KeyBinding("s", "labels as fill, outline, off", .looking, K.keys("s", "overlay next")),
    KeyBinding(
      "a d", "fill weaker, stronger", .looking,
      K.keys("a", "opacity less") + K.keys("d", "opacity more")),
    KeyBinding(
      "u", "heat map on, off; in the surface pane its colours: bone, hesitation, change", .looking,
      K.keys("u", "heat toggle")),
    KeyBinding(
      "Enter", "cursor onto the bone in the middle of the surface pane", .looking,
      [(Key(.enter), "pick")]),
  ]

  private static let editing = [
    KeyBinding(
      "b e", "paint, erase; the same key leaves", .editing,
      K.keys("b", "tool paint toggle") + K.keys("e", "tool erase toggle")),
    KeyBinding("Esc", "leave editing, close a card, stop what runs", .editing, []),
    KeyBinding("t", "the tools, by letter", .editing, K.keys("t", "tools")),
    KeyBinding("`", "the tool before this one", .editing, K.keys("`", "tool last")),
    KeyBinding("Space", "use the tool at the cursor", .editing, K.keys(" ", "apply")),
    KeyBinding("v", "pen down: moving paints; again lifts it", .editing, K.keys("v", "pen")),
    KeyBinding(
      "+ −", "brush larger, smaller", .editing,
      K.keys("+=", "brush larger") + K.keys("-_", "brush smaller")),
    KeyBinding("m", "disc, ball, square", .editing, K.keys("m", "brush next")),
    KeyBinding("i", "HU range on, off", .editing, K.keys("iı", "range toggle")),
    KeyBinding("I", "turn the HU range inside out", .editing, K.keys("Iİ", "range invert")),
    KeyBinding("o", "what may be painted over", .editing, K.keys("o", "over next")),
    KeyBinding(
      "z y", "undo, redo, while painting or erasing", .editing,
      K.keys("z", "undo") + K.keys("y", "redo")),
  ]

  private static let bones = [
    KeyBinding(
      "1 … 9", "choose a bone; the same key again goes to it", .bones,
      (1...9).flatMap { K.keys("\($0)", "bone \($0) goto") }),
    KeyBinding(
      "< >", "previous bone, next bone", .bones,
      K.keys("<", "bone previous") + K.keys(">", "bone next")),
    KeyBinding("g", "the card on which the bone is signed", .bones, K.keys("g", "sign")),
  ]

  private static let leaving = [
    KeyBinding(
      "P", "a picture of the layout", .leaving, K.keys("P", "snapshot {picture} layout"),
      isPrompt: true),
    KeyBinding("X", "export surfaces", .leaving, K.keys("X", "export {folder}"), isPrompt: true),
    KeyBinding("?", "this help", .leaving, K.keys("?", "help")),
    KeyBinding(":", "type a command", .leaving, K.keys(":", ""), isPrompt: true),
    KeyBinding(
      "Ctrl-L, Ctrl-Z", "draw anew; stop until the shell goes on", .leaving,
      [
        (Key(.character("l"), control: true), "redraw"),
        (Key(.character("z"), control: true), "suspend"),
      ]),
    KeyBinding(
      "q", "leave; everything is saved already", .leaving, K.keys("q", "quit")),
  ]
}
