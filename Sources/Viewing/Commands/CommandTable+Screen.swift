internal import Editing
internal import Files
internal import Volumes

extension CommandTable {
  /// The commands that keys stand for.
  static let screen: [CommandForm] = [
    CommandForm(
      verb: "look", usage: "look", summary: "leave editing: nothing can be changed"
    ) { _ in .screen(.look) },
    CommandForm(
      verb: "tool", usage: "tool paint|erase [toggle] | tool last",
      summary: "what the hand does; toggle leaves the same tool again"
    ) { words in
      if words.take("last") { return .screen(.lastTool) }
      let verb = try choice(&words, "paint, erase or last") {
        Tools.alongPaths.contains($0) ? $0 : nil
      }
      return .screen(.mode(verb, toggles: words.take("toggle")))
    },
    CommandForm(verb: "tools", usage: "tools", summary: "the tools by letter") { _ in
      .screen(.tools)
    },
    CommandForm(verb: "apply", usage: "apply", summary: "use the tool at the cursor") { _ in
      .screen(.apply)
    },
    CommandForm(
      verb: "pen", usage: "pen [on|off]", summary: "with the pen down, moving the cursor paints"
    ) { words in .screen(.pen(try toggle(&words))) },
    CommandForm(
      verb: "move", usage: "move left|right|up|down [N]",
      summary: "move the cursor by voxels of the plane; turn the surface in its pane"
    ) { words in
      let direction = try choice(
        &words, "left, right, up or down", ScreenCommand.Direction.init(rawValue:))
      return .screen(.move(direction, try count(&words)))
    },
    CommandForm(
      verb: "pane", usage: "pane axial|coronal|sagittal|surface|next|previous",
      summary: "choose the pane that keys work on"
    ) { words in
      if words.take("next") { return .screen(.paneStep(1)) }
      if words.take("previous") { return .screen(.paneStep(-1)) }
      return .screen(
        .pane(
          try choice(
            &words, "axial, coronal, sagittal, surface, next or previous", Pane.init(rawValue:))))
    },
    CommandForm(
      verb: "maximise", usage: "maximise [on|off]", summary: "give the pane the whole room"
    ) { words in .screen(.maximise(try toggle(&words))) },
    CommandForm(
      verb: "zoom", usage: "zoom in|out|fit|whole | zoom SIZEmm",
      summary: "change the scale about the cursor; SIZE is mm a pixel"
    ) { words in .screen(.zoom(try zoom(&words))) },
    CommandForm(verb: "centre", usage: "centre", summary: "bring the cursor into the middle") { _ in
      .screen(.centre)
    },
    CommandForm(
      verb: "crosshair", usage: "crosshair [on|off]", summary: "the cursor's lines"
    ) { words in .screen(.crosshair(try toggle(&words))) },
    CommandForm(
      verb: "opacity", usage: "opacity PERCENT|less|more", summary: "how strong a fill is"
    ) { words in
      if words.take("less") { return .screen(.opacityStep(-1)) }
      if words.take("more") { return .screen(.opacityStep(1)) }
      let percent = try words.number("a percentage, less or more", unit: "%")
      guard (5...100).contains(percent) else {
        throw CommandError("opacity takes 5 to 100 percent, not \(percent)")
      }
      return .screen(.opacity(percent / 100))
    },
    CommandForm(
      verb: "view", usage: "view anterior|posterior|left|right|superior|inferior",
      summary: "turn the surfaces to a standard view"
    ) { words in
      .screen(
        .view(
          try choice(
            &words, "anterior, posterior, left, right, superior or inferior",
            SurfaceOrientation.Standard.init(rawValue:))))
    },
    CommandForm(
      verb: "surface", usage: "surface bone|hesitation|change|facts",
      summary:
        "colour the surfaces by bone, hesitation, or distance from the AI's; or tell all of one"
    ) { words in
      let wanted = try choice(&words, "bone, hesitation, change or facts") {
        $0 == "facts"
          ? ScreenCommand.surfaceFacts
          : SurfaceFraming.Colouring(rawValue: $0).map(ScreenCommand.colouring)
      }
      return .screen(wanted)
    },
    CommandForm(
      verb: "pick", usage: "pick",
      summary: "put the cursor onto the bone in the middle of the surface pane"
    ) { _ in .screen(.pick) },
    CommandForm(
      verb: "identity", usage: "identity",
      summary: "show the patient's identity from the DICOM header; it is never stored"
    ) { _ in .screen(.identity) },
    CommandForm(
      verb: "notices", usage: "notices",
      summary: "what must be told about this case, and the last messages"
    ) { _ in .screen(.notices) },
    CommandForm(verb: "help", usage: "help", summary: "the keys and commands") { _ in
      .screen(.help)
    },
    CommandForm(
      verb: "keys", usage: "keys condyle|itksnap|slicer",
      summary: "take keys as another program has them, until the screen is left"
    ) { words in
      let name = try words.next(Keymap.presets.map(\.name).joined(separator: ", "))
      guard Keymap.preset(name.lowercased()) != nil else {
        throw CommandError(KeySettings.unknown(name))
      }
      return .screen(.keys(name.lowercased()))
    },
    CommandForm(
      verb: "bind", usage: "bind KEY COMMAND | bind KEY none",
      summary: "give a key a command, until the screen is left"
    ) { words in
      let key = try words.next("a key such as F2 or Ctrl-b")
      _ = try BindableKey.key(key)
      guard !words.isAtEnd else { throw CommandError("bind needs a command, or none") }
      let command = CommandLexer.text(words.takeAll())
      if command.lowercased() != "none" { try BindableKey.check(command) }
      return .screen(.bind(key: key, command: command))
    },
    CommandForm(verb: "redraw", usage: "redraw", summary: "draw the screen anew") { _ in
      .screen(.redraw)
    },
    CommandForm(
      verb: "suspend", usage: "suspend", summary: "stop until the shell goes on (fg)"
    ) { _ in .screen(.suspend) },
  ]

  /// "on", "off", or nothing for the other of the two.
  static func toggle(_ words: inout CommandWords) throws(CommandError) -> ScreenCommand.Switch {
    guard !words.isAtEnd else { return .toggle }
    return try choice(&words, "on, off or toggle", ScreenCommand.Switch.init(rawValue:))
  }

  private static func zoom(_ words: inout CommandWords) throws(CommandError) -> ScreenCommand.Zoom {
    if words.take("in") { return .in }
    if words.take("out") { return .out }
    if words.take("fit") { return .fit }
    if words.take("whole") { return .whole }
    let size = try words.number(
      "in, out, fit, whole, or millimetres a pixel such as 0.5mm", unit: "mm")
    guard size > 0.001, size <= 100 else {
      throw CommandError("zoom takes 0.001 to 100 mm a pixel, not \(size)")
    }
    return .to(size)
  }
}
