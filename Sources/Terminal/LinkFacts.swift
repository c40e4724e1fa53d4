/// What is known about the line to the terminal.
public struct LinkFacts: Sendable, Hashable {
  /// Milliseconds from sending the last frame to hearing that it was drawn; nil before the first.
  public var delay: Double?
  /// Whether the terminal tells when it has drawn a frame; nil while that is not known.
  public var isAnswering: Bool?
  /// Bytes a second; nil before anything large was sent.
  public var rate: Double?
  /// Whether every picture is shown as it is.
  public var isExact: Bool
  /// How the pictures are brought to the terminal.
  public var output: String
}
