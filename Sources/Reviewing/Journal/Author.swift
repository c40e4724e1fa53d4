internal import Files

/// Who did something, as the operating system tells it, and a name given as a claim.
public struct Author: Hashable, Sendable, CustomStringConvertible {
  /// The operating system's user.
  public let user: String
  /// The machine.
  public let host: String
  /// The terminal, empty when there is none.
  public let terminal: String
  /// The name given with `--by`; nothing proves it.
  public let claim: String?

  /// Takes four texts and makes them safe to show.
  public init(user: String, host: String, terminal: String, claim: String? = nil) {
    self.user = SafeText.cleaned(user)
    self.host = SafeText.cleaned(host)
    self.terminal = SafeText.cleaned(terminal)
    self.claim = claim.flatMap { $0.isEmpty ? nil : SafeText.cleaned($0) }
  }

  /// The same user with a name given for one event; nil for the name that was given before, if any.
  public func claiming(_ claim: String?) -> Author {
    guard let claim, !claim.isEmpty else { return self }
    return Author(user: user, host: host, terminal: terminal, claim: claim)
  }

  /// Reads what `stored` wrote.
  init(stored text: String) {
    // The cleaned texts hold no line feed, so the lines cannot be confused.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func line(_ position: Int) -> String { position < lines.count ? lines[position] : "" }
    self.init(user: line(0), host: line(1), terminal: line(2), claim: line(3))
  }

  /// Four lines: user, host, terminal, claim.
  var stored: String { [user, host, terminal, claim ?? ""].joined(separator: "\n") }

  /// Such as "ayse@ws3" or "ayse@ws3 (says: Dr Kaya)".
  public var description: String {
    "\(user)@\(host)" + (claim.map { " (says: \($0))" } ?? "")
  }
}
