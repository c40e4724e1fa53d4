internal import Editing
internal import Reviewing
internal import Volumes

extension Session {
  /// Begins a stroke with a dab at a place of the current plane.
  ///
  /// - Throws: `CommandError` when nothing may be changed, or the dab reaches no voxel.
  mutating func beginStroke(_ verb: String, at point: GridPoint) throws(CommandError) {
    try requireEditable()
    stroke = StrokeInHand(verb: verb, bone: editing.bone, last: point, name: verb)
    do {
      try extendStroke(to: point)
    } catch {
      stroke = nil
      throw error
    }
  }

  /// Continues the stroke in hand in a straight line.
  ///
  /// The cost grows with the voxels near the line.
  ///
  /// - Throws: `CommandError` when the line reaches no voxel; the stroke goes on.
  mutating func extendStroke(to point: GridPoint) throws(CommandError) {
    guard let (verb, last) = stroke.map({ ($0.verb, $0.last) }) else { return }
    let path: [PathPoint] = last == point ? [.voxel(point)] : [.voxel(last), .voxel(point)]
    stroke?.last = point
    guard let tool = Tools.along(path, verb: verb) else { return }
    let result = try tool.apply(toolSituation, to: &review.labels)
    stroke?.name = result.edit.name
    stroke?.refusals.merge(result.refusals)
    guard !result.edit.isEmpty else { return }
    stroke?.runs += result.edit.runs
    note(result.edit)
  }

  /// Ends the stroke in hand: one edit, one step of undo.
  mutating func endStroke() -> [Effect] {
    guard let ended = stroke else { return [] }
    stroke = nil
    screen.isPenDown = false
    if let voxel = ended.last.nearestIndex { view.cursor = inside(voxel) }
    let edit = ended.edit
    guard !edit.isEmpty else {
      message = ended.refusals.sentence(
        bone: ended.bone, rules: editing.rules, table: labels.table)
      return []
    }
    pendingEdits += 1
    message = Self.sentence(edit)
    return [.commit(edit)] + surfaceJobs()
  }

  /// Ends the stroke in hand because something else is to be done; what must follow is owed.
  ///
  /// - Returns: why the stroke changed nothing; nil when it did, or when there was none.
  mutating func endStrokeBeforeNext() -> String? {
    guard let ended = stroke else { return nil }
    owed += endStroke()
    return ended.runs.isEmpty ? message : nil
  }

  /// Two messages as one line; either may be empty.
  static func joined(_ first: String, _ second: String) -> String {
    [first, second].filter { !$0.isEmpty }.joined(separator: " — ")
  }

  /// Takes into account that the labels were changed.
  mutating func note(_ edit: Edit) {
    version += 1
    tally.apply(edit)
    standings?.apply(edit)
    let box = edit.box(in: labels.volume.size)
    for bone in Set(edit.runs.flatMap { [$0.before, $0.after] }) where bone != 0 {
      changedAt[bone] = version
      surfaceDebts[bone]?.add(box, version: version)
    }
  }

  /// What is said of whatever would change voxels in LOOK.
  var lookRefusal: CommandError {
    CommandError(
      "LOOK: nothing can be changed; \(keymap.word(forTool: "paint")) paints, "
        + "\(keymap.word(forTool: "erase")) erases")
  }

  /// Makes sure that voxels may be changed now: a script always may, a screen not in LOOK.
  func requireEditing() throws(CommandError) {
    try requireEditable()
    if situation != nil, !isEditing { throw lookRefusal }
  }

  /// Makes sure that labels may be changed now.
  func requireEditable() throws(CommandError) {
    if let frozen { throw CommandError(frozen) }
    if let reason = situation?.readOnlySentence { throw CommandError(reason) }
  }
}
