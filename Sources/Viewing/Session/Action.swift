public import Editing
public import Volumes

/// What happens to a session.
public enum Action: Sendable {
  /// The user asks for something.
  case command(Command)
  /// The journal has an edit on disk.
  case committed
  /// The journal could not keep an edit: the reason, and what to do.
  case commitFailed(String)
  /// The journal has taken back or repeated a step, and this is the change to show.
  case stepped(Edit, redo: Bool)
  /// There is no step to take back (or, when `redo`, to repeat).
  case noStep(redo: Bool, done: Int)
  /// An effect has something to say.
  case report(String)
}

/// What must follow an action outside the session.
public enum Effect: Sendable {
  /// Put an edit on disk; answer with `committed` or `commitFailed`.
  case commit(Edit)
  /// Take back up to this many steps; answer with `stepped` for each, or `noStep`.
  case undo(Int)
  /// Repeat up to this many steps; answer with `stepped` for each, or `noStep`.
  case redo(Int)
  /// Put locks and visibility on disk.
  case keepTable(LabelTable)
  /// Write a picture.
  case snapshot(SnapshotOrder)
  /// Write surfaces and labels.
  case export(ExportOrder, values: Set<UInt8>)
  /// End.
  case quit
  /// Put a verdict on the bone of this value on disk, bound to the labels as they are then.
  case sign(SignOrder, value: UInt8)
  /// Put a note on disk.
  case note(String)
}
