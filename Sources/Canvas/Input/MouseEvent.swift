/// What the mouse did.
///
/// Places are in cells from the upper left corner of the screen: the middle of the first cell is
/// (0.5, 0.5). A terminal that reports whole cells gives their middles.
public struct MouseEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// A button went down.
    case press(Button)
    /// The mouse moved while a button was held.
    case drag(Button)
    /// A button came up.
    case release(Button)
    /// The wheel turned away from the user, or towards the user.
    case wheelUp, wheelDown
  }

  /// A button.
  public enum Button: Hashable, Sendable {
    case left, middle, right
  }

  /// What happened.
  public var kind: Kind
  /// Cells from the left edge.
  public var x: Double
  /// Cells from the upper edge.
  public var y: Double
  /// Whether Shift was held.
  public var shift: Bool
  /// Whether Alt was held.
  public var alt: Bool
  /// Whether Control was held.
  public var control: Bool

  /// Takes what happened, where, and what was held.
  public init(
    _ kind: Kind, x: Double, y: Double, shift: Bool = false, alt: Bool = false,
    control: Bool = false
  ) {
    (self.kind, self.x, self.y) = (kind, x, y)
    (self.shift, self.alt, self.control) = (shift, alt, control)
  }

  /// The cell's column.
  public var column: Int { Int(x.rounded(.down)) }

  /// The cell's row.
  public var row: Int { Int(y.rounded(.down)) }
}
