internal import Canvas

extension Keymap {
  /// Keys for hands that know ITK-SNAP.
  ///
  /// What stands for itself there stands for the same here, or says that it has no counterpart. Its modes
  /// 2, 3, 5 and 6 put the paintbrush down, and so they do here: who thinks to drag a polygon must not
  /// paint.
  public static let itksnap = Keymap(
    "itksnap", snapLooking + snapEditing + snapBones + snapLeaving + snapHabits)

  private typealias K = KeyBinding

  private static let snapLooking = [
    KeyBinding("1", "crosshair: look, nothing can be changed", .looking, K.keys("1", "look")),
    KeyBinding(
      "arrows", "move the cursor by a voxel; turn the surface", .looking,
      [
        (Key(.left), "move left"), (Key(.right), "move right"), (Key(.up), "move up"),
        (Key(.down), "move down"),
      ]),
    KeyBinding(
      "Shift-arrows", "move it by five", .looking,
      [
        (Key(.left, shift: true), "move left 5"), (Key(.right, shift: true), "move right 5"),
        (Key(.up, shift: true), "move up 5"), (Key(.down, shift: true), "move down 5"),
      ]),
    KeyBinding(
      "PgUp PgDn", "next slice, previous slice", .looking,
      [(Key(.pageUp), "slice next"), (Key(.pageDown), "slice previous")]),
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
    KeyBinding(
      "Ctrl-f, 0", "frame all of the bones", .looking,
      [(Key(.character("f"), control: true), "zoom fit")] + K.keys("0", "zoom fit")),
    KeyBinding("c", "bring the cursor into the middle", .looking, K.keys("c", "centre")),
    KeyBinding("x X", "the cursor's lines on, off", .looking, K.keys("xX", "crosshair")),
    KeyBinding(
      "u", "next grey window: bone, soft, wide", .looking, K.keys("u", "window next")),
    KeyBinding("U", "a free window, by the arrows", .looking, K.keys("U", "window free")),
    KeyBinding("s", "labels on, off", .looking, K.keys("s", "overlay toggle")),
    KeyBinding("F", "labels as fill, outline, off", .looking, K.keys("F", "overlay next")),
    KeyBinding(
      "a d", "fill weaker, stronger", .looking,
      K.keys("a", "opacity less") + K.keys("d", "opacity more")),
    KeyBinding(
      "w", "heat map on, off; in the surface pane its colours: bone, hesitation, change", .looking,
      K.keys("w", "heat toggle")),
    KeyBinding(
      "Enter", "cursor onto the bone in the middle of the surface pane", .looking,
      [(Key(.enter), "pick")]),
  ]

  private static let snapEditing = [
    KeyBinding("4", "the paintbrush", .editing, K.keys("4", "tool paint")),
    KeyBinding("r", "erase; the same key leaves", .editing, K.keys("r", "tool erase toggle")),
    KeyBinding("Esc", "leave editing, close a card, stop what runs", .editing, []),
    KeyBinding("t", "the tools, by letter", .editing, K.keys("t", "tools")),
    KeyBinding("`", "the tool before this one", .editing, K.keys("`", "tool last")),
    KeyBinding("Space", "use the tool at the cursor", .editing, K.keys(" ", "apply")),
    KeyBinding("h", "pen down: moving paints; again lifts it", .editing, K.keys("h", "pen")),
    KeyBinding(
      "+ −", "brush larger, smaller", .editing,
      K.keys("+=", "brush larger") + K.keys("-_", "brush smaller")),
    KeyBinding("m", "disc, ball, square", .editing, K.keys("m", "brush next")),
    KeyBinding("i", "HU range on, off", .editing, K.keys("iı", "range toggle")),
    KeyBinding("I", "turn the HU range inside out", .editing, K.keys("Iİ", "range invert")),
    KeyBinding(", . o", "what may be painted over", .editing, K.keys(",.o", "over next")),
    KeyBinding(
      "z y, Ctrl-z Ctrl-y", "undo, redo, while painting or erasing", .editing,
      K.keys("z", "undo") + K.keys("y", "redo") + [
        (Key(.character("z"), control: true), "undo"),
        (Key(.character("y"), control: true), "redo"),
      ]),
  ]

  private static let snapBones = [
    KeyBinding(
      "< >", "previous bone, next bone", .bones,
      K.keys("<", "bone previous") + K.keys(">", "bone next")),
    KeyBinding("g", "the card on which the bone is signed", .bones, K.keys("g", "sign")),
  ]

  private static let snapLeaving = [
    KeyBinding(
      "P", "a picture of the layout", .leaving, K.keys("P", "snapshot {picture} layout"),
      isPrompt: true),
    KeyBinding(
      "E", "export surfaces", .leaving, K.keys("E", "export {folder}"), isPrompt: true),
    KeyBinding("?", "this help", .leaving, K.keys("?", "help")),
    KeyBinding(":", "type a command", .leaving, K.keys(":", ""), isPrompt: true),
    KeyBinding(
      "Ctrl-l", "draw anew", .leaving, [(Key(.character("l"), control: true), "redraw")]),
    KeyBinding(
      "F10, :quit", "leave; everything is saved already", .leaving, [(Key(.function(10)), "quit")]),
  ]

  private static let snapHabits = [
    KeyBinding(
      habit: "2", of: K.keys("2"),
      "LOOK; Condyle has no zoom mode: {zoom in} and {zoom out} zoom, and so does the right button",
      doing: "look"),
    KeyBinding(
      habit: "3", of: K.keys("3"),
      "LOOK; Condyle has no polygon: {tool paint} takes the paintbrush", doing: "look"),
    KeyBinding(
      habit: "5", of: K.keys("5"),
      "LOOK; Condyle has no snake: :threshold fills a bone by HU", doing: "look"),
    KeyBinding(
      habit: "6", of: K.keys("6"), "LOOK; Condyle has no annotations: :note TEXT writes a note",
      doing: "look"),
    KeyBinding(
      habit: "q e", of: K.keys("qe"),
      "Condyle has one strength of heat map: {heat toggle} shows it or not; {quit} leaves"),
    KeyBinding(
      habit: "[ ] { }", of: K.keys("[]{}"),
      "Condyle has one CT and one label map: there is no layer to go to"),
    KeyBinding(
      habit: "\\ |", of: K.keys("\\|"),
      "Condyle has no other layouts: {maximise} gives a pane the whole room"),
    KeyBinding(
      habit: "v", of: K.keys("vV"),
      "Condyle has no volume rendering: the surfaces are always drawn"),
    KeyBinding(
      habit: "l", of: K.keys("lL"),
      "Condyle has no label picker: {bone previous} and {bone next} choose a bone, or :bone NAME"),
  ]
}
