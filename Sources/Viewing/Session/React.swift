internal import Editing

extension Session {
  /// Carries out an action; what cannot be carried out becomes the message.
  ///
  /// - Returns: what must follow, in order.
  public mutating func react(_ action: Action) -> [Effect] {
    do {
      return try update(action)
    } catch {
      message = error.text
      return []
    }
  }

  /// What is kept of the view when the case is closed.
  public var viewMemory: [String: String] { [:] }

  /// Goes on with a view that was kept.
  public mutating func restoreView(_ memory: [String: String]) {}
}
