/// What an event of the journal is.
public enum EventKind: String, Sendable, CaseIterable {
  /// The case was opened for writing.
  case open
  /// The case was closed.
  case close
  /// Labels changed.
  case edit
  /// An edit was taken back; `target` is its number.
  case undo
  /// An edit was made again; `target` is its number.
  case redo
  /// The label table changed: locks, visibility, names.
  case settings
  /// Files were exported.
  case export
  /// A picture was taken.
  case snapshot
  /// A note was written; its text lies outside the chain.
  case note
  /// A bone was judged.
  case verdict
}
