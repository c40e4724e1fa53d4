internal import Canvas
public import Editing
internal import Files
internal import Reviewing
internal import Volumes

extension Session {
  /// Carries out an action.
  ///
  /// - Returns: what must follow, in order.
  /// - Throws: `CommandError` when a command cannot be carried out; the session is as before.
  public mutating func update(_ action: Action) throws(CommandError) -> [Effect] {
    let effects = try take(action)
    defer { owed = [] }
    return owed + effects
  }

  private mutating func take(_ action: Action) throws(CommandError) -> [Effect] {
    switch action {
    case .command(let command):
      return try carryOut(command)
    case .committed:
      pendingEdits -= 1
    case .commitFailed(let reason):
      frozen = reason
      message = reason
    case .resumed:
      frozen = nil
      message = "Everything is saved again; editing goes on."
    case .stepped(let edit, let redo):
      do {
        try edit.apply(to: &review.labels)
      } catch {
        frozen = error.message
        throw CommandError(error.message)
      }
      note(edit)
      let box = edit.box(in: labels.volume.size)
      // What is taken back unseen would be taken back blindly.
      if situation != nil, !box.grown(by: 1).contains(view.cursor) {
        moveCursor(to: box.centre, isJump: true)
      }
      message = "\(redo ? "redone" : "undone"): \(Self.sentence(edit))"
    case .noStep(let redo, let done):
      let what = redo ? "redo" : "undo"
      message =
        done == 0
        ? "There is nothing to \(what)."
        : "There \(done == 1 ? "was" : "were") only \(counted(done, "step")) to \(what); "
          + "the last \(message)"
    case .report(let text):
      message = text
    case .failed(let text): throw CommandError(text)
    case .input, .resized, .cells, .interrupted, .history, .surfaceMade, .surfaceChecked,
      .surfaceFailed, .changeMeasured, .identity, .freeNames, .pathsFound, .notes, .progress,
      .workEnded,
      .signed, .shown, .terminal, .link, .pointer:
      return try updateScreen(action)
    }
    return surfaceJobs()
  }

  /// Carries out an action; what cannot be done becomes the message.
  public mutating func react(_ action: Action) -> [Effect] {
    // What comes back from effects does not answer the user's last complaint.
    switch action {
    case .input(.key(let key)) where isRedraw(key): return (try? update(action)) ?? []
    case .input, .command: isComplaint = false
    default: break
    }
    let before = screen.flashing
    let said = message
    defer {
      if message != said, !message.isEmpty { keepMessage() }
      if case .input = action, screen.flashing == before { screen.flashing = nil }
    }
    do {
      return try update(action)
    } catch {
      message = error.text
      isComplaint = true
      defer { owed = [] }
      return owed
    }
  }

  private mutating func keepMessage() {
    lastMessages.removeAll { $0 == message }
    lastMessages.insert(message, at: 0)
    lastMessages = Array(lastMessages.prefix(8))
  }

  mutating func carryOut(_ command: Command) throws(CommandError) -> [Effect] {
    // A stroke in hand ends before anything else is done; only moving goes on with the pen down.
    switch command {
    case .screen(.move) where screen.isPenDown: break
    case .screen(.pen), .screen(.redraw): break
    default:
      if let reason = endStrokeBeforeNext() {
        return try carryOut(command, afterNothingChanged: reason)
      }
    }
    return try carryOutAlone(command)
  }

  /// Carries out a command that ended a stroke which changed nothing, and still says why it did not.
  private mutating func carryOut(
    _ command: Command, afterNothingChanged reason: String
  ) throws(CommandError) -> [Effect] {
    message = ""
    do {
      let effects = try carryOutAlone(command)
      message = Self.joined(reason, message)
      return effects
    } catch {
      throw CommandError(Self.joined(reason, error.text))
    }
  }

  private mutating func carryOutAlone(_ command: Command) throws(CommandError) -> [Effect] {
    switch command {
    case .go(let place): try go(to: place)
    case .plane(let plane):
      message = Self.set(&view.plane, plane, "plane \(plane.rawValue)")
      screen.focus = Pane(plane)
    case .slice(let slice): try goToSlice(slice)
    case .goToBone(let name): try go(into: try entry(nameOrNumber: name))
    case .bone(let name, let goes):
      let entry = try entry(nameOrNumber: name)
      if goes, entry.value == editing.bone, tally.counts[Int(entry.value)] > 0 {
        try go(into: entry)
        screen.flashing = entry.value
        return []
      }
      message = Self.set(&editing.bone, entry.value, "bone \(entry.name)")
      screen.flashing = entry.value
    case .brush(let diameter, let shape):
      var brush = editing.brush
      brush.diameter = diameter ?? brush.diameter
      brush.shape = shape ?? brush.shape
      message = Self.set(&editing.brush, brush, "brush \(brush.words)")
    case .over(let name): try setOverwrite(name)
    case .range(let range):
      editing.rules.isRangeInverted = false
      if let range { keptRange = range }
      message = Self.set(&editing.rules.range, range, "range \(Self.words(range))")
    case .eraseRange(let range):
      message = Self.set(&editing.rules.eraseRange, range, "range erase \(Self.words(range))")
    case .lock(let name, let isLocked): return try setLock(name, isLocked)
    case .show(let name, let isVisible): return try setVisible(name, isVisible)
    case .tool(let tool): return try use(tool)
    case .undo(let steps):
      try requireEditing()
      return question(before: undoStep, .undo(steps)) ? [] : [.undo(steps)]
    case .redo(let steps):
      try requireEditing()
      return question(before: redoStep, .redo(steps)) ? [] : [.redo(steps)]
    case .window(let window): message = Self.set(&view.window, window, "window \(window.words)")
    case .overlay(let mode): message = Self.set(&view.overlay, mode, "overlay \(mode.rawValue)")
    case .heat(let isOn): try setHeat(isOn)
    case .snapshot(let order): return [.snapshot(order)]
    case .export(let order): return [.export(order, values: try values(order.bones))]
    case .write:
      if frozen != nil { return [.resume] }
      message = savedSentence
    case .quit: return quit()
    case .screen(let command): return try carryOut(command)
    case .sign(let order):
      try requireEditable()
      return [.sign(order, value: try entry(order.bone).value)]
    case .note(let text):
      try requireEditable()
      return [.note(text)]
    }
    return []
  }

  /// Sets a value and says what it is now.
  private static func set<Value: Equatable>(
    _ place: inout Value, _ value: Value, _ name: String
  ) -> String {
    defer { place = value }
    return place == value ? "\(name) already" : name
  }

  private mutating func use(_ tool: any Tool) throws(CommandError) -> [Effect] {
    try requireEditing()
    if let question = questionBeforeEditing() {
      screen.popup = question
      return []
    }
    let result = try tool.apply(toolSituation, to: &review.labels)
    guard !result.edit.isEmpty else {
      message = result.refusals.sentence(
        bone: editing.bone, rules: editing.rules, table: labels.table)
      return []
    }
    note(result.edit)
    pendingEdits += 1
    message = Self.sentence(result.edit)
    return [.commit(result.edit)] + surfaceJobs()
  }

  private mutating func go(to place: PathPoint) throws(CommandError) {
    let voxel = try voxel(at: place)
    message = Self.set(&view.cursor, voxel, "cursor \(voxel)")
    keepCursorVisible(isJump: true)
  }

  /// The voxel at a place, which must lie in the volume.
  func voxel(at place: PathPoint) throws(CommandError) -> VoxelIndex {
    let size = labels.volume.size
    guard let voxel = place.gridPoint(labels.volume.geometry).nearestIndex, size.contains(voxel)
    else {
      throw CommandError("that place lies outside the volume of \(size) voxels")
    }
    return voxel
  }

  /// Makes sure that the current plane has a slice.
  func requireSlice(_ slice: Int) throws(CommandError) {
    let count = labels.volume.size[PlaneAxes(view.plane, labels.volume.geometry).through]
    guard (0..<count).contains(slice) else {
      throw CommandError(
        "slice \(slice) is outside the \(count) \(view.plane.rawValue) slices, "
          + "which are counted from 0 to \(count - 1)")
    }
  }

  private mutating func goToSlice(_ slice: Int) throws(CommandError) {
    try requireSlice(slice)
    let axis = PlaneAxes(view.plane, labels.volume.geometry).through
    message = Self.set(&view.cursor[axis], slice, "slice \(slice)")
    keepCursorVisible()
  }

  /// Moves the cursor to the voxel of a bone that lies nearest to the middle of it.
  private mutating func go(into entry: LabelEntry) throws(CommandError) {
    let value = entry.value
    guard let voxel = MiddleVoxel.of(value, in: labels.volume, within: tally.boxes[Int(value)])
    else { throw CommandError("\(entry.name) is empty, so there is no place to go to") }
    view.cursor = voxel
    keepCursorVisible(isJump: true)
    message = "\(entry.name), cursor \(voxel)"
  }

  /// A label by its name, else by its place in the list from 1, else by its value.
  func entry(nameOrNumber word: String) throws(CommandError) -> LabelEntry {
    if labels.table.named(word) == nil, let number = Int(word) {
      let entries = labels.table.entries
      if entries.indices.contains(number - 1) { return entries[number - 1] }
      if let entry = entries.first(where: { $0.sourceValue == number }) { return entry }
      let one = entries.count == 1
      throw CommandError(
        "there is no bone \(number), and no label of that value; there \(one ? "is" : "are") "
          + "\(entries.count)")
    }
    return try entry(word)
  }

  /// A label by its name.
  func entry(_ name: String) throws(CommandError) -> LabelEntry {
    guard let entry = labels.table.named(name) else {
      let known = labels.table.entries.prefix(12).map(\.name).joined(separator: ", ")
      throw CommandError("there is no label “\(SafeText.cleaned(name))”; there are: \(known)")
    }
    return entry
  }

  private func values(_ names: [String]) throws(CommandError) -> Set<UInt8> {
    var values: Set<UInt8> = []
    for name in names { values.insert(try entry(name).value) }
    return values
  }

  private mutating func setOverwrite(_ name: String) throws(CommandError) {
    let rule: PaintRules.Overwrite =
      switch name.lowercased() {
      case "background": .background
      case "any": .any
      default: .label(try entry(name).value)
      }
    message = Self.set(&editing.rules.overwrite, rule, "over \(Refusals.words(rule, labels.table))")
  }

  private mutating func setLock(_ name: String, _ isLocked: Bool) throws(CommandError) -> [Effect] {
    try requireEditable()
    let entry = try entry(name)
    let word = isLocked ? "locked" : "unlocked"
    guard entry.isLocked != isLocked else {
      message = "\(entry.name) is \(word) already"
      return []
    }
    review.labels.table[entry.value]?.isLocked = isLocked
    message = "\(entry.name) \(word)"
    return [.keepTable(labels.table)]
  }

  private mutating func setVisible(
    _ name: String, _ isVisible: Bool
  ) throws(CommandError) -> [Effect] {
    let entry = try entry(name)
    let word = isVisible ? "shown" : "hidden"
    guard entry.isVisible != isVisible else {
      message = "\(entry.name) is \(word) already"
      return []
    }
    review.labels.table[entry.value]?.isVisible = isVisible
    message = "\(entry.name) \(word)"
    return [.keepTable(labels.table)]
  }

  mutating func setHeat(_ isOn: Bool) throws(CommandError) {
    if isOn, review.doubt == nil { throw Self.noDoubt }
    message = Self.set(&view.showsHeat, isOn, "heat \(isOn ? "on" : "off")")
  }

  private static func words(_ range: ClosedRange<Int16>?) -> String {
    range.map { "\($0.lowerBound) to \($0.upperBound) HU" } ?? "off"
  }

  static func sentence(_ edit: Edit) -> String {
    "\(edit.name), \(counted(edit.voxelCount, "voxel"))"
  }
}
