public import Editing
public import Volumes

/// How a case is opened.
public enum CaseMode: Sendable {
  /// To add to it; nobody else may.
  case edit
  /// To look at a copy of it, whoever has it open.
  case readOnly
}

/// A case just opened.
///
/// The labels belong to the caller; the case file keeps none.
public struct OpenedCase: Sendable {
  /// The file, to be added to.
  public let file: CaseFile
  /// The labels as they are after the last event.
  public var labels: LabelMap
  /// The labels as the AI gave them.
  public let ai: BrickedLabels
  /// Edits that can be taken back, the latest last.
  public let undo: [EventSummary]
  /// Edits that can be made again, the next one last.
  public let redo: [EventSummary]
  /// Verdicts in the order they were given.
  public let verdicts: [VerdictRecord]
  /// The saved view: slice, zoom, cursor and the like.
  public let view: [String: String]
  /// What the user must be told: missing events, an unfinished sitting, where the case is kept.
  public let warnings: [String]
}

/// An edit that was taken back or made again, to be applied to the labels now that it is saved.
public struct JournalStep: Sendable {
  /// What to apply.
  public let edit: Edit
  /// The event that was saved.
  public let event: CommittedEvent
  /// The number of the edit that was taken back or made again.
  public let target: Int
}
