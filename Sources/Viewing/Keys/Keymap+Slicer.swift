internal import Canvas

extension Keymap {
  /// Keys for hands that know the Segment Editor of 3D Slicer.
  ///
  /// The digits are its effects in its order: threshold, paint, draw, erase, and those that are not here,
  /// which put the tool down, as another effect would there.
  public static let slicer = Keymap(
    "slicer", slicerLooking + slicerEditing + slicerBones + slicerLeaving + slicerHabits)

  private typealias K = KeyBinding

  private static let slicerLooking = [
    KeyBinding(
      "f b, Right Left, PgUp PgDn, . ,", "next slice, previous slice", .looking,
      [(Key(.pageUp), "slice next"), (Key(.pageDown), "slice previous")]
        + [(Key(.right), "slice next"), (Key(.left), "slice previous")]
        + K.keys("f.", "slice next") + K.keys("b,", "slice previous")),
    KeyBinding(
      "Home End", "first slice, last slice", .looking,
      [(Key(.home), "slice first"), (Key(.end), "slice last")]),
    KeyBinding(
      "h j k l, Up Down", "move the cursor by a voxel; turn the surface", .looking,
      [(Key(.up), "move up"), (Key(.down), "move down")]
        + K.keys("h", "move left") + K.keys("j", "move down") + K.keys("k", "move up")
        + K.keys("l", "move right")),
    KeyBinding(
      "Shift-arrows, H J K L", "move it by five", .looking,
      [
        (Key(.left, shift: true), "move left 5"), (Key(.right, shift: true), "move right 5"),
        (Key(.up, shift: true), "move up 5"), (Key(.down, shift: true), "move down 5"),
      ] + K.keys("H", "move left 5") + K.keys("J", "move down 5") + K.keys("K", "move up 5")
        + K.keys("L", "move right 5")),
    KeyBinding(
      "Tab, Shift-Tab", "next pane, previous pane", .looking,
      [(Key(.tab), "pane next"), (Key(.tab, shift: true), "pane previous")]),
    KeyBinding("F", "maximise the pane, or not", .looking, K.keys("F", "maximise")),
    KeyBinding(
      ") (", "zoom in, zoom out, about the cursor", .looking,
      K.keys(")", "zoom in") + K.keys("(", "zoom out")),
    KeyBinding(
      "*", "a lens: the pane in true pixels, where the terminal can; any key closes it", .looking,
      K.keys("*", "lens")),
    KeyBinding("r", "frame all of the bones", .looking, K.keys("r", "zoom fit")),
    KeyBinding("c", "bring the cursor into the middle", .looking, K.keys("c", "centre")),
    KeyBinding("C", "the cursor's lines on, off", .looking, K.keys("C", "crosshair")),
    KeyBinding(
      "u", "next grey window: bone, soft, wide", .looking, K.keys("u", "window next")),
    KeyBinding("U", "a free window, by the arrows", .looking, K.keys("U", "window free")),
    KeyBinding("g", "labels on, off", .looking, K.keys("g", "overlay toggle")),
    KeyBinding("G", "labels as fill, outline, off", .looking, K.keys("G", "overlay next")),
    KeyBinding(
      "t", "heat map on, off; in the surface pane its colours: bone, hesitation, change", .looking,
      K.keys("t", "heat toggle")),
    KeyBinding(
      "Enter", "cursor onto the bone in the middle of the surface pane", .looking,
      [(Key(.enter), "pick")]),
  ]

  private static let slicerEditing = [
    KeyBinding("2", "paint", .editing, K.keys("2", "tool paint")),
    KeyBinding("4", "erase", .editing, K.keys("4", "tool erase")),
    KeyBinding("Esc", "no effect: leave editing, close a card, stop what runs", .editing, []),
    KeyBinding("Space", "the tool before this one", .editing, K.keys(" ", "tool last")),
    KeyBinding("1", "fill by threshold", .editing, K.keys("1", "threshold "), isPrompt: true),
    KeyBinding("T", "the tools, by letter", .editing, K.keys("T", "tools")),
    KeyBinding("e", "use the tool at the cursor", .editing, K.keys("e", "apply")),
    KeyBinding("d", "pen down: moving paints; again lifts it", .editing, K.keys("d", "pen")),
    KeyBinding(
      "+ −", "brush larger, smaller", .editing,
      K.keys("+=", "brush larger") + K.keys("-_", "brush smaller")),
    KeyBinding("m", "disc, ball, square", .editing, K.keys("m", "brush next")),
    KeyBinding("i", "HU range on, off", .editing, K.keys("iı", "range toggle")),
    KeyBinding("I", "turn the HU range inside out", .editing, K.keys("Iİ", "range invert")),
    KeyBinding("o", "what may be painted over", .editing, K.keys("o", "over next")),
    KeyBinding(
      "z y, Ctrl-z Ctrl-y", "undo, redo, while painting or erasing", .editing,
      K.keys("z", "undo") + K.keys("y", "redo") + [
        (Key(.character("z"), control: true), "undo"),
        (Key(.character("y"), control: true), "redo"),
      ]),
  ]

  private static let slicerBones = [
    KeyBinding(
      "q w", "previous bone, next bone", .bones,
      K.keys("q<", "bone previous") + K.keys("w>", "bone next")),
    KeyBinding("s", "the card on which the bone is signed", .bones, K.keys("s", "sign")),
  ]

  private static let slicerLeaving = [
    KeyBinding(
      "P", "a picture of the layout", .leaving, K.keys("P", "snapshot {picture} layout"),
      isPrompt: true),
    KeyBinding(
      "X", "export surfaces", .leaving, K.keys("X", "export {folder}"), isPrompt: true),
    KeyBinding("?", "this help", .leaving, K.keys("?", "help")),
    KeyBinding(":", "type a command", .leaving, K.keys(":", ""), isPrompt: true),
    KeyBinding(
      "Ctrl-l", "draw anew", .leaving, [(Key(.character("l"), control: true), "redraw")]),
    KeyBinding(
      "F10, :quit", "leave; everything is saved already", .leaving, [(Key(.function(10)), "quit")]),
  ]

  private static let slicerHabits = [
    KeyBinding(
      habit: "3", of: K.keys("3"),
      "LOOK; Condyle has no Draw: {tool paint} paints, {tool erase} erases", doing: "look"),
    KeyBinding(
      habit: "5 … 9, 0", of: K.keys("567890"),
      "LOOK; Condyle has no such effect: {tools} shows the tools there are", doing: "look"),
    KeyBinding(
      habit: "x", of: K.keys("x"), "Condyle has no points to drop: {undo} takes back a stroke"),
    KeyBinding(
      habit: "a", of: K.keys("a"),
      "Condyle has no outline to apply: {apply} uses the tool at the cursor"),
    KeyBinding(
      habit: "v", of: K.keys("vV"),
      "Condyle shows no slices among the surfaces: {pane next} goes from pane to pane"),
    KeyBinding(
      habit: "[ ] { }", of: K.keys("[]{}"), "Condyle has one CT: there is no other to go to"),
  ]
}
