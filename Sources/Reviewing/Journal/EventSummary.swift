public import Files

/// An event as it is listed.
public struct EventSummary: Hashable, Sendable {
  /// Its number, from 1.
  public let seq: Int
  /// Microseconds since 1970, UTC.
  public let at: Int64
  /// Who did it.
  public let who: Author
  /// What it is.
  public let kind: EventKind
  /// The edit that an undo or redo is about.
  public let target: Int?
  /// What was done, safe to show: an edit's name, or the kind.
  public let title: String

  /// When it was, for a reader, such as "2026-11-22 14:02 UTC".
  public var time: String { UTCTime.text(at) }
}

/// An event that is safely on the disk.
public struct CommittedEvent: Hashable, Sendable {
  /// Its number, from 1.
  public let seq: Int
  /// Its hash: the head of the chain.
  public let hash: Digest
  /// Microseconds since 1970, UTC.
  public let at: Int64
  /// What the user must be told although it was saved, such as a full disk.
  public let warning: String?
}
