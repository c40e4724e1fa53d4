/// The bytes an xterm sends for keys.
public enum KeyBytes {
  /// A key name that is not known.
  public struct UnknownKey: Error, CustomStringConvertible {
    /// What was wrong.
    public let description: String
  }

  /// Translates keys written as text: plain characters, and names in angle brackets such as `<Up>`,
  /// `<PgDn>`, `<S-Tab>`, `<C-z>`, `<C-Right>`, `<A-x>`, `<F5>`, `<Esc>`, `<Enter>`, `<Space>`,
  /// `<BS>`, `<Del>`, and `<lt>` for `<` itself where it could be mistaken.
  ///
  /// - Parameter isCursorApplication: whether the program has set mode 1, as ncurses' keypad does.
  public static func encode(
    _ keys: String, isCursorApplication: Bool = false
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = keys[...]
    while let first = rest.first {
      if first == "<", let close = rest.firstIndex(of: ">") {
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        bytes += try key(name, isCursorApplication)
        rest = rest[rest.index(after: close)...]
      } else {
        bytes += Array(String(first).utf8)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  private static func key(_ written: String, _ isApplication: Bool) throws -> [UInt8] {
    var modifier = 0
    var name = written[...]
    while name.count > 2, name.dropFirst().first == "-",
      let bit = ["S": 1, "A": 2, "M": 2, "C": 4][name.prefix(1)]
    {
      modifier |= bit
      name = name.dropFirst(2)
    }
    let text = String(name)
    if let letter = arrows[text] {
      if modifier > 0 { return Array("\u{1B}[1;\(modifier + 1)\(letter)".utf8) }
      return Array("\u{1B}\(isApplication ? "O" : "[")\(letter)".utf8)
    }
    if let letter = firstFunctionKeys[text] {
      return Array((modifier > 0 ? "\u{1B}[1;\(modifier + 1)\(letter)" : "\u{1B}O\(letter)").utf8)
    }
    if let number = tilde[text] {
      return Array("\u{1B}[\(number)\(modifier > 0 ? ";\(modifier + 1)" : "")~".utf8)
    }
    if text == "Tab", modifier == 1 { return Array("\u{1B}[Z".utf8) }
    let plain = plain[text] ?? (text.count == 1 ? Array(text.utf8) : [])
    guard !plain.isEmpty else {
      throw UnknownKey(description: "no key is called <\(written)>; `<` itself is <lt>")
    }
    var bytes = plain
    if modifier & 1 != 0 {
      guard text.count == 1 else { throw UnknownKey(description: "no bytes for <\(written)>") }
      bytes = Array(text.uppercased().utf8)
    }
    if modifier & 4 != 0 {
      guard bytes.count == 1, let byte = bytes.first, byte == 0x20 || byte >= 0x3F else {
        throw UnknownKey(description: "no bytes for <\(written)>")
      }
      bytes = [byte == 0x3F ? 0x7F : byte & 0x1F]
    }
    return (modifier & 2 != 0 ? [0x1B] : []) + bytes
  }

  private static let arrows = [
    "Up": "A", "Down": "B", "Right": "C", "Left": "D", "Home": "H", "End": "F",
  ]
  private static let firstFunctionKeys = ["F1": "P", "F2": "Q", "F3": "R", "F4": "S"]
  private static let tilde = [
    "Ins": 2, "Del": 3, "PgUp": 5, "PgDn": 6, "F5": 15, "F6": 17, "F7": 18, "F8": 19, "F9": 20,
    "F10": 21, "F11": 23, "F12": 24,
  ]
  private static let plain: [String: [UInt8]] = [
    "Tab": [0x09], "Esc": [0x1B], "Enter": [0x0D], "Space": [0x20], "BS": [0x7F],
    "lt": [0x3C],
  ]
}
