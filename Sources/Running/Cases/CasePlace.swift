/// Where a case file is to lie, and what to do with one that is there already.
public struct CasePlace: Sendable {
  /// What to do with a case that lies beside raw inputs.
  public enum Existing: Sendable {
    /// Refuse with exit code 73.
    case refuse
    /// Go on with it.
    case resume
    /// Move it aside and begin a new one.
    case fresh
  }

  /// The path given by the user, nil for the place beside the inputs.
  public var path: String?
  /// The code given by the user, nil for a random one.
  public var code: String?
  /// What to do with one that is there.
  public var existing: Existing

  /// Takes the user's wishes.
  public init(path: String? = nil, code: String? = nil, existing: Existing = .refuse) {
    self.path = path
    self.code = code
    self.existing = existing
  }
}
