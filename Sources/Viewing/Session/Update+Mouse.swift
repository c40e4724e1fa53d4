internal import Canvas
internal import Editing
internal import Volumes

extension Session {
  /// Carries out what the mouse did.
  mutating func take(_ event: MouseEvent) throws(CommandError) -> [Effect] {
    switch event.kind {
    case .wheelUp: return try wheel(event, 1)
    case .wheelDown: return try wheel(event, -1)
    case .press(let button): return try press(button, event)
    case .drag(let button): return try drag(button, event)
    case .release: return release()
    }
  }

  private mutating func wheel(_ event: MouseEvent, _ steps: Int) throws(CommandError) -> [Effect] {
    guard screen.popup == nil, stroke == nil,
      let pane = layout.pane(column: event.column, row: event.row)
    else { return [] }
    guard let plane = pane.plane, let view = planeView(plane) else {
      magnify(by: steps > 0 ? 1.25 : 0.8)
      return []
    }
    if event.control {
      let place = pixel(event, in: pane)
      zoom(by: steps > 0 ? 0.8 : 1.25, about: view.gridPoint(x: place.x, y: place.y))
      return []
    }
    let before = (screen.focus, self.view.plane)
    (screen.focus, self.view.plane) = (pane, plane)
    let effects = try carryOut(.sliceStep(steps))
    // Turning the wheel over a pane looks at it; it does not take the focus of the keys away.
    (screen.focus, self.view.plane) = before
    return effects
  }

  private mutating func press(
    _ button: MouseEvent.Button, _ event: MouseEvent
  ) throws(CommandError) -> [Effect] {
    if screen.wasUnfocused {
      screen.wasUnfocused = false
      message = "the window has the focus again"
      return []
    }
    guard screen.popup == nil else { return try click(button, event) }
    let pane = layout.pane(column: event.column, row: event.row)
    let bone = bone(atColumn: event.column, row: event.row)
    if pane == nil, bone == nil, screen.drag == nil {
      // What was said last would be taken for an answer.
      if stroke == nil { message = "" }
      return []
    }
    // Another button ends a stroke.
    let isUnchanged = stroke?.runs.isEmpty ?? false
    let effects = endStroke()
    let reason = isUnchanged ? message : ""
    screen.isPenDown = false
    screen.drag = nil
    guard let pane else {
      if let bone {
        choose(bone)
        message = Self.joined(reason, message)
      }
      return effects
    }
    screen.showsFirstKeys = false
    let purpose = purpose(button, event, in: pane)
    message = reason
    if screen.focus != pane, pane != .surface || purpose == .turn {
      screen.focus = pane
      if let plane = pane.plane { view.plane = plane }
    }
    // A small screen gives the focused pane the large place: the click has moved it.
    guard layout.pane(column: event.column, row: event.row) == pane else { return effects }
    screen.drag = ScreenState.Drag(
      purpose: purpose, pane: pane, button: button, last: SIMD2(event.x, event.y),
      start: SIMD2(event.x, event.y))
    switch purpose {
    case .cursor: moveCursor(to: event, in: pane)
    case .stroke(let verb):
      if let question = questionBeforeEditing() {
        screen.drag = nil
        screen.popup = question
        return effects
      }
      do {
        try beginStroke(verb, at: event, in: pane)
      } catch {
        screen.drag = nil
        owed += effects
        throw error
      }
    case .zoom, .pan, .turn: break
    }
    return effects
  }

  private func purpose(
    _ button: MouseEvent.Button, _ event: MouseEvent, in pane: Pane
  ) -> ScreenState.Drag.Purpose {
    if pane == .surface { return button == .right ? .zoom : button == .middle ? .pan : .turn }
    if button == .middle || event.alt { return .pan }
    guard case .tool(let verb) = screen.mode else { return button == .left ? .cursor : .zoom }
    return .stroke(button == .right ? EraseTool.verb : verb)
  }

  private mutating func drag(
    _ button: MouseEvent.Button, _ event: MouseEvent
  ) throws(CommandError) -> [Effect] {
    guard let drag = screen.drag else { return [] }
    guard drag.button == button else {
      screen.drag = nil
      return endStroke()
    }
    let moved = SIMD2(event.x, event.y) - drag.last
    if moved != .zero { screen.drag?.hasMoved = true }
    screen.drag?.last = SIMD2(event.x, event.y)
    switch drag.purpose {
    case .cursor: moveCursor(to: event, in: drag.pane)
    case .pan: pan(drag.pane, moved)
    case .turn: turn(right: 4 * moved.x, down: 8 * moved.y)
    case .zoom:
      // Upwards is nearer, as in the editors this program stands beside.
      zoom(drag, by: moved.y)
    case .stroke:
      // The cursor follows at the end: moving it would draw the other planes anew at every step.
      if let point = point(event, in: drag.pane) {
        // A stretch beside the volume reaches nothing, and the stroke goes on.
        try? extendStroke(to: point)
      }
    }
    return []
  }

  private mutating func release() -> [Effect] {
    guard let drag = screen.drag else { return [] }
    screen.drag = nil
    if drag.purpose == .turn, !drag.hasMoved, let request = surfaceRequest {
      let place = pixel(at: drag.start, in: .surface)
      let (column, row) = (Int(place.x), Int(place.y))
      // A cell holds two pixels: where one shows nothing, the other may have been meant.
      pick([(column, row), (column, row ^ 1)], request)
    }
    guard case .stroke = drag.purpose else { return [] }
    let effects = endStroke()
    keepCursorVisible()
    return effects
  }

  private mutating func zoom(_ drag: ScreenState.Drag, by rows: Double) {
    let factor = 1 + 0.06 * rows
    guard factor > 0.2 else { return }
    guard let plane = drag.pane.plane, let view = planeView(plane) else {
      magnify(by: 1 / factor)
      return
    }
    let place = pixel(at: drag.start, in: drag.pane)
    zoom(by: factor, about: view.gridPoint(x: place.x, y: place.y))
  }

  private mutating func pan(_ pane: Pane, _ moved: SIMD2<Double>) {
    if let plane = pane.plane {
      pan(plane, columns: moved.x, rows: moved.y)
    } else if let request = surfaceRequest {
      screen.surface.shift += SIMD2(
        moved.x * request.mmPerPixel, 2 * moved.y * request.mmPerPixel * request.pixelAspect)
    }
  }

  private mutating func beginStroke(
    _ verb: String, at event: MouseEvent, in pane: Pane
  ) throws(CommandError) {
    guard let point = point(event, in: pane) else { return }
    if let voxel = point.nearestIndex { view.cursor = inside(voxel) }
    try beginStroke(verb, at: point)
  }

  private mutating func moveCursor(to event: MouseEvent, in pane: Pane) {
    if let voxel = voxel(event, in: pane) { moveCursor(to: inside(voxel)) }
  }

  func inside(_ voxel: VoxelIndex) -> VoxelIndex {
    let size = labels.volume.size
    return VoxelIndex(
      min(max(voxel.x, 0), size.x - 1), min(max(voxel.y, 0), size.y - 1),
      min(max(voxel.z, 0), size.z - 1))
  }

  private func voxel(_ event: MouseEvent, in pane: Pane) -> VoxelIndex? {
    point(event, in: pane)?.nearestIndex
  }

  /// The centre of the voxel under the mouse, which may lie beside the volume.
  ///
  /// At the centre and not where the mouse is: mouse, keys and scripts then give the same voxels.
  private func point(_ event: MouseEvent, in pane: Pane) -> GridPoint? {
    guard let plane = pane.plane, let view = planeView(plane) else { return nil }
    let place = pixel(event, in: pane)
    var point = view.gridPoint(x: place.x, y: place.y)
    for axis in 0..<3 { point.vector[axis].round() }
    return point
  }

  private func pixel(_ event: MouseEvent, in pane: Pane) -> SIMD2<Double> {
    pixel(at: SIMD2(event.x, event.y), in: pane)
  }

  /// The middle of the pixel under a place on the screen, counted from the pane's corner.
  ///
  /// A terminal that tells whole cells tells the border between a cell's two pixels; the upper one is
  /// then meant.
  private func pixel(at place: SIMD2<Double>, in pane: Pane) -> SIMD2<Double> {
    guard let rect = layout.picture(of: pane) else { return .zero }
    let x = (place.x - Double(rect.x)).rounded(.down) + 0.5
    let y = (2 * (place.y - Double(rect.y)) - 0.001).rounded(.down) + 0.5
    return SIMD2(x, y)
  }

  /// The bone whose line in the panel holds a cell.
  private func bone(atColumn column: Int, row: Int) -> UInt8? {
    SidePanel(session: self, theme: .dark).bone(column: column, row: row, in: layout.panel)
  }
}
