/// What a reviewer thinks of a bone as a whole.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// It may be used.
  case accept
  /// It must be corrected first.
  case rework
  /// It cannot be used.
  case reject

  /// Such as "accepted", for sentences and lists.
  public var participle: String {
    switch self {
    case .accept: "accepted"
    case .rework: "sent back for rework"
    case .reject: "rejected"
    }
  }
}
