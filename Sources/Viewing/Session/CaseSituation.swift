public import Volumes

/// What a screen tells about the case beside its volumes.
public struct CaseSituation: Sendable {
  /// The side and how it was found.
  public var side: LateralityEvidence
  /// What the doubt tells.
  public var doubtKind: DoubtKind
  /// What the user must be told from the start.
  public var notices: [String]
  /// Why nothing can be changed, behind "the case was": "opened with --read-only"; nil when it can.
  public var readOnly: String?
  /// Whether the case was there already and work on it continues.
  public var isResumed: Bool
  /// The operating system's user, under whose name everything is recorded; empty when unknown.
  public var account: String
  /// Whether the case was made with a CT that is not at hand now.
  public var isCTMissing: Bool
  /// Where everything is saved, made safe to be shown; nil without a case file.
  public var casePath: String?

  /// The same as a sentence; nil when it can.
  public var readOnlySentence: String? {
    readOnly.map { "Nothing can be changed: the case was \($0)." }
  }

  /// Takes everything.
  public init(
    side: LateralityEvidence, doubtKind: DoubtKind, notices: [String], readOnly: String?,
    isResumed: Bool, account: String = "", isCTMissing: Bool = false, casePath: String? = nil
  ) {
    (self.side, self.doubtKind, self.notices) = (side, doubtKind, notices)
    (self.readOnly, self.isResumed) = (readOnly, isResumed)
    (self.account, self.isCTMissing, self.casePath) = (account, isCTMissing, casePath)
  }
}

/// A step that undo would take back, or redo repeat.
public struct HistoryStep: Hashable, Sendable {
  /// What it was, such as "erase disc 2 mm, patella".
  public var title: String
  /// Who did it; nil when it was this user.
  public var otherUser: String?
  /// Whether it was made in this sitting.
  public var isOfThisSitting: Bool
  /// When it was made, for a reader, such as "2026-11-20 14:03 UTC".
  public var time: String
  /// The middle of what it changed.
  public var place: VoxelIndex?
  /// The labels that lost or gained voxels by it.
  public var labels: Set<UInt8>

  /// Takes everything.
  public init(
    title: String, otherUser: String?, isOfThisSitting: Bool, time: String, place: VoxelIndex?,
    labels: Set<UInt8> = []
  ) {
    (self.title, self.otherUser, self.isOfThisSitting) = (title, otherUser, isOfThisSitting)
    (self.time, self.place, self.labels) = (time, place, labels)
  }

  /// Whether it must be asked about before it is taken back.
  public var needsAsking: Bool { !isOfThisSitting || otherUser != nil }
}
