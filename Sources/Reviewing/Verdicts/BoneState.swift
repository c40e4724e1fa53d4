/// Where a bone stands in the review.
public enum BoneState: String, Sendable, Hashable, CaseIterable {
  /// As the AI gave it, and nobody has looked at it.
  case ai
  /// As the AI gave it, and somebody has looked at it.
  case seen
  /// It differs from what the AI gave.
  case edited
  /// Somebody accepted it as it is now.
  case accepted
  /// Somebody accepted it, and it is no longer what was accepted.
  case voided

  /// The word for the list of bones.
  public var word: String { self == .ai ? "AI" : rawValue }

  /// Weighs the latest verdict first, then what was done, then what was looked at.
  ///
  /// - Parameters:
  ///   - standing: the bone's latest verdict.
  ///   - isEdited: whether the bone differs from the AI's.
  ///   - isSeen: whether the caller counts it as seen.
  public init(_ standing: VerdictStanding?, isEdited: Bool, isSeen: Bool) {
    self =
      switch standing {
      case let standing? where standing.isAccepted: .accepted
      case let standing? where standing.isVoided: .voided
      default: isEdited ? .edited : isSeen ? .seen : .ai
      }
  }
}
