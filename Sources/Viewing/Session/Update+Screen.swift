internal import Canvas
internal import Editing
internal import Volumes

extension Session {
  /// Carries out what the user asks of the screen.
  mutating func carryOut(_ command: ScreenCommand) throws(CommandError) -> [Effect] {
    switch command {
    case .move(let direction, let steps): return try move(direction, steps)
    case .sliceStep(let steps): stepSlice(by: steps)
    case .sliceEnd(let isLast):
      let axis = PlaneAxes(view.plane, labels.volume.geometry).through
      stepSlice(by: isLast ? labels.volume.size[axis] : -labels.volume.size[axis])
    case .pane(let pane): focus(on: pane)
    case .paneStep(let steps): focus(on: pane(after: steps))
    case .maximise(let change):
      try requireScreen("maximise")
      Self.apply(change, to: &screen.isMaximised)
      message =
        screen.isMaximised
        ? "\(screen.focus.rawValue) alone; \(keymap.word(for: "maximise")) shows all panes"
        : "all panes"
      keepCursorVisible()
    case .zoom(let zoom): try self.zoom(zoom)
    case .boneStep(let steps): stepBone(by: steps)
    case .look:
      screen.mode = .look
      message = "LOOK: nothing can be changed"
    case .mode(let verb, let toggles): try takeTool(verb, toggles: toggles)
    case .lastTool: try takeTool(screen.lastTools.last ?? PaintTool.verb, toggles: false)
    case .brushStep(let steps):
      editing.brush.diameter = BrushLadder.step(editing.brush.diameter, by: steps)
      message = "brush \(editing.brush.words)"
    case .brushShape:
      let shapes = Brush.Shape.allCases
      let at = shapes.firstIndex(of: editing.brush.shape) ?? 0
      editing.brush.shape = shapes[(at + 1) % shapes.count]
      message = "brush \(editing.brush.words)"
    case .apply: return try applyAtCursor()
    case .pen(let change): return try movePen(change)
    case .range, .invertRange, .overNext: try setRule(command)
    case .overlayNext, .overlayToggle, .opacity, .opacityStep, .heatToggle, .windowNext, .crosshair,
      .view,
      .colouring:
      try setLook(command)
      return changeJobs()
    case .pick: try pickMiddle()
    case .centre:
      centreOnCursor()
      message = "cursor \(view.cursor) in the middle"
    case .tools, .windowFree, .signCard, .identity, .notices, .notes, .help, .commandLine,
      .surfaceFacts:
      return try open(command)
    case .set(let setting):
      try requireScreen("set")
      return [.set(setting)]
    case .tellSetting(let name):
      try requireScreen("set")
      return [.tellSetting(name)]
    case .terminalInfo:
      try requireScreen("info")
      return [.readTerminal]
    case .redraw: return [.redraw]
    case .lens:
      try requireScreen("lens")
      return [.lens]
    case .editNote:
      try requireScreen("note edit")
      try requireEditable()
      return [.editNote]
    case .keys(let name): try takeKeys(name)
    case .bind(let key, let command): try bind(key, to: command)
    case .suspend:
      try requireScreen("suspend")
      return [.suspend]
    }
    return []
  }

  func requireScreen(_ what: String) throws(CommandError) {
    guard situation != nil else {
      throw CommandError("\(what) needs the screen; a script has none")
    }
  }

  static func apply(_ change: ScreenCommand.Switch, to value: inout Bool) {
    switch change {
    case .on: value = true
    case .off: value = false
    case .toggle: value.toggle()
    }
  }

  private mutating func move(
    _ direction: ScreenCommand.Direction, _ steps: Int
  ) throws(CommandError) -> [Effect] {
    if screen.focus == .surface {
      let angle = 9 * Double(min(steps, 40))
      switch direction {
      case .left: turn(right: -angle, down: 0)
      case .right: turn(right: angle, down: 0)
      case .up: turn(right: 0, down: -angle)
      case .down: turn(right: 0, down: angle)
      }
      message = ""
      return []
    }
    let axes = PlaneAxes(view.plane, labels.volume.geometry)
    let isAcross = direction == .left || direction == .right
    let axis = isAcross ? axes.across : axes.down
    let isFlipped = isAcross ? axes.acrossFlipped : axes.downFlipped
    let isForward = (direction == .right || direction == .down) != isFlipped
    var voxel = view.cursor
    voxel[axis] = min(
      max(voxel[axis] + (isForward ? steps : -steps), 0), labels.volume.size[axis] - 1)
    message = voxel == view.cursor ? "the end of the volume" : ""
    moveCursor(to: voxel)
    if screen.isPenDown { try extendStroke(to: GridPoint(voxel)) }
    return []
  }

  private mutating func stepSlice(by steps: Int) {
    let axis = PlaneAxes(view.plane, labels.volume.geometry).through
    let last = labels.volume.size[axis] - 1
    let wanted = min(max(view.cursor[axis] + steps, 0), last)
    message =
      wanted == view.cursor[axis]
      ? "this is the \(steps > 0 ? "last" : "first") \(view.plane.rawValue) slice" : ""
    var voxel = view.cursor
    voxel[axis] = wanted
    moveCursor(to: voxel)
  }

  private func pane(after steps: Int) -> Pane {
    let panes = Pane.allCases
    let at = panes.firstIndex(of: screen.focus) ?? 0
    return panes[((at + steps) % panes.count + panes.count) % panes.count]
  }

  /// Gives the focus to a pane; the plane of disc and square follows it.
  mutating func focus(on pane: Pane) {
    screen.focus = pane
    if let plane = pane.plane { view.plane = plane }
    keepCursorVisible()
    message = pane == .surface ? "surface: \(keymap.wordsForMoving) turn it" : pane.rawValue
  }

  private mutating func zoom(_ zoom: ScreenCommand.Zoom) throws(CommandError) {
    try requireScreen("zoom")
    if screen.focus == .surface {
      switch zoom {
      case .in: magnify(by: 1.25)
      case .out: magnify(by: 0.8)
      case .fit, .whole:
        screen.surface.magnification = 1
        screen.surface.shift = .zero
        message = "all of the bones"
      case .to: throw CommandError("zoom takes in, out or fit in the surface pane")
      }
      return
    }
    let cursor = GridPoint(view.cursor)
    switch zoom {
    case .in: self.zoom(by: 0.8, about: cursor)
    case .out: self.zoom(by: 1.25, about: cursor)
    case .to(let size): self.zoom(to: size, about: cursor)
    case .whole:
      let size = labels.volume.size
      let middle = GridPoint(
        Double(size.x - 1) / 2, Double(size.y - 1) / 2, Double(size.z - 1) / 2)
      for plane in Plane.allCases {
        screen.scales[plane] = largestScale(plane)
        screen.middles[plane] = middle
      }
      message = "the whole slice"
    case .fit:
      frameBones()
      message = "all of the bones"
    }
    keepCursorVisible()
  }

  /// Shows the surfaces larger or smaller.
  mutating func magnify(by factor: Double) {
    screen.surface.magnification = min(max(screen.surface.magnification * factor, 0.5), 40)
    message = "surface × \(PositionText.decimal(screen.surface.magnification, places: 1))"
  }

  private mutating func stepBone(by steps: Int) {
    let entries = labels.table.entries
    guard !entries.isEmpty else { return }
    let at = entries.firstIndex { $0.value == editing.bone } ?? 0
    let next = entries[((at + steps) % entries.count + entries.count) % entries.count]
    choose(next.value)
  }

  /// Chooses a bone; its name flashes.
  mutating func choose(_ bone: UInt8) {
    message = "bone \(labels.table.name(of: bone))"
    editing.bone = bone
    screen.flashing = bone
  }

  private mutating func takeTool(_ verb: String, toggles: Bool) throws(CommandError) {
    if toggles, screen.mode == .tool(verb) {
      screen.mode = .look
      message = "LOOK: nothing can be changed"
      return
    }
    try requireEditable()
    screen.mode = .tool(verb)
    screen.lastTools.removeAll { $0 == verb }
    screen.lastTools.insert(verb, at: 0)
    let buttons = verb == EraseTool.verb ? "left and right erase" : "left paints, right erases"
    message =
      "\(modeWords), \(editing.brush.words): \(buttons), "
      + "\(keymap.word(for: "apply")) works at the cursor"
  }

  private mutating func applyAtCursor() throws(CommandError) -> [Effect] {
    try requireEditable()
    guard case .tool(let verb) = screen.mode else { throw lookRefusal }
    if let question = questionBeforeEditing() {
      screen.popup = question
      return []
    }
    try beginStroke(verb, at: GridPoint(view.cursor))
    return endStroke()
  }

  private mutating func movePen(_ change: ScreenCommand.Switch) throws(CommandError) -> [Effect] {
    var isDown = screen.isPenDown
    Self.apply(change, to: &isDown)
    guard isDown else {
      screen.isPenDown = false
      // The end of a stroke says what it changed, or why nothing.
      if stroke == nil { message = "pen lifted" }
      return endStroke()
    }
    guard !screen.isPenDown else {
      message = "the pen is down already"
      return []
    }
    try requireEditable()
    guard case .tool(let verb) = screen.mode else { throw lookRefusal }
    guard screen.focus != .surface else {
      throw CommandError(keymap.told("the pen draws in a plane; {pane next} goes to one"))
    }
    if let question = questionBeforeEditing() {
      screen.popup = question
      return []
    }
    try beginStroke(verb, at: GridPoint(view.cursor))
    screen.isPenDown = true
    message = "PEN down: moving the cursor \(verb)s; \(keymap.word(for: "pen")) lifts it"
    return []
  }
}

/// The sizes that the brush steps through, in mm.
enum BrushLadder {
  private static let sizes: [Double] = [
    0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100,
  ]

  /// The size `steps` steps above (or below) a size.
  static func step(_ size: Double, by steps: Int) -> Double {
    var size = size
    for _ in 0..<abs(steps) {
      size =
        steps > 0
        ? sizes.first { $0 > size } ?? size : sizes.last { $0 < size } ?? size
    }
    return size
  }
}
