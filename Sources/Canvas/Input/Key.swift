/// A key as it was pressed, whatever the terminal sent for it.
public struct Key: Hashable, Sendable {
  /// Which key.
  public enum Code: Hashable, Sendable {
    /// A key that writes something; a letter with Shift is the capital letter, without `shift`.
    case character(Character)
    /// A key with a name.
    case up, down, left, right, pageUp, pageDown, home, end, insert, delete, backspace, tab, enter,
      escape
    /// A function key, from 1.
    case function(Int)
    /// A key that nothing here knows by name.
    case unknown
  }

  /// Which key.
  public var code: Code
  /// Whether Shift was held; for a character it is in the character itself.
  public var shift: Bool
  /// Whether Control was held.
  public var control: Bool

  /// Takes a key and what was held with it.
  public init(_ code: Code, shift: Bool = false, control: Bool = false) {
    (self.code, self.shift, self.control) = (code, shift, control)
  }

  /// A key that writes a character.
  public static func character(_ character: Character) -> Key { Key(.character(character)) }
}
