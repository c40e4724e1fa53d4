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
      version += 1
      message = "\(redo ? "redone" : "undone"): \(Self.sentence(edit))"
    case .noStep(let redo, let done):
      let what = redo ? "repeat" : "take back"
      message =
        done == 0
        ? "Nothing to \(what)."
        : "There \(done == 1 ? "was" : "were") only \(counted(done, "step")) to \(what); "
          + "the last \(message)"
    case .report(let text):
      message = text
    default: break
    }
    return []
  }

  private mutating func carryOut(_ command: Command) throws(CommandError) -> [Effect] {
    switch command {
    case .go(let place): try go(to: place)
    case .plane(let plane): message = Self.set(&view.plane, plane, "plane \(plane.rawValue)")
    case .slice(let slice): try goToSlice(slice)
    case .bone(let name):
      let entry = try entry(name)
      message = Self.set(&editing.bone, entry.value, "bone \(entry.name)")
    case .brush(let diameter, let shape):
      var brush = editing.brush
      brush.diameter = diameter ?? brush.diameter
      brush.shape = shape ?? brush.shape
      message = Self.set(&editing.brush, brush, "brush \(brush.words)")
    case .over(let name): try setOverwrite(name)
    case .range(let range):
      message = Self.set(&editing.rules.range, range, "range \(Self.words(range))")
    case .eraseRange(let range):
      message = Self.set(&editing.rules.eraseRange, range, "range erase \(Self.words(range))")
    case .lock(let name, let isLocked): return try setLock(name, isLocked)
    case .show(let name, let isVisible): return try setVisible(name, isVisible)
    case .tool(let tool): return try use(tool)
    case .undo(let steps):
      try refuseWhenFrozen()
      return [.undo(steps)]
    case .redo(let steps):
      try refuseWhenFrozen()
      return [.redo(steps)]
    case .window(let window): message = Self.set(&view.window, window, "window \(window.words)")
    case .overlay(let mode): message = Self.set(&view.overlay, mode, "overlay \(mode.rawValue)")
    case .heat(let isOn): try setHeat(isOn)
    case .snapshot(let order): return [.snapshot(order)]
    case .export(let order): return [.export(order, values: try values(order.bones))]
    case .write:
      if frozen != nil { return [.resume] }
      message =
        pendingEdits == 0
        ? "Everything is saved; there is no need to write."
        : "\(pendingEdits) changes are being saved."
    case .quit: return [.quit]
    case .screen: break
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
    try refuseWhenFrozen()
    let result = try tool.apply(toolSituation, to: &review.labels)
    guard !result.edit.isEmpty else {
      message = result.refusals.sentence(
        bone: editing.bone, rules: editing.rules, table: labels.table)
      return []
    }
    version += 1
    pendingEdits += 1
    message = Self.sentence(result.edit)
    return [.commit(result.edit)]
  }

  private func refuseWhenFrozen() throws(CommandError) {
    if let frozen { throw CommandError(frozen) }
  }

  private mutating func go(to place: PathPoint) throws(CommandError) {
    let size = labels.volume.size
    guard let voxel = place.gridPoint(labels.volume.geometry).nearestIndex, size.contains(voxel)
    else {
      throw CommandError("that place lies outside the volume of \(size) voxels")
    }
    message = Self.set(&view.cursor, voxel, "cursor \(voxel)")
  }

  private mutating func goToSlice(_ slice: Int) throws(CommandError) {
    let axis = PlaneAxes(view.plane, labels.volume.geometry).through
    let count = labels.volume.size[axis]
    guard (0..<count).contains(slice) else {
      throw CommandError(
        "slice \(slice) is outside the \(count) \(view.plane.rawValue) slices, "
          + "which are counted from 0 to \(count - 1)")
    }
    message = Self.set(&view.cursor[axis], slice, "slice \(slice)")
  }

  private func entry(_ name: String) throws(CommandError) -> LabelEntry {
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
    try refuseWhenFrozen()
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

  private mutating func setHeat(_ isOn: Bool) throws(CommandError) {
    if isOn, review.doubt == nil {
      throw CommandError("there is no uncertainty map in this case (give it with --uncertainty)")
    }
    message = Self.set(&view.showsHeat, isOn, "heat \(isOn ? "on" : "off")")
  }

  private static func words(_ range: ClosedRange<Int16>?) -> String {
    range.map { "\($0.lowerBound) to \($0.upperBound) HU" } ?? "off"
  }

  private static func sentence(_ edit: Edit) -> String {
    "\(edit.name), \(counted(edit.voxelCount, "voxel"))"
  }
}
