extension Key {
  /// The names of keys that write nothing, as a reader is told and as a file may say them.
  private static let codes: [(name: String, code: Code)] = [
    ("Space", .character(" ")), ("Tab", .tab), ("Enter", .enter), ("Esc", .escape), ("Up", .up),
    ("Down", .down), ("Left", .left), ("Right", .right), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ("Home", .home), ("End", .end), ("Insert", .insert), ("Delete", .delete),
    ("Backspace", .backspace),
  ]

  /// Function keys that terminals tell apart.
  private static let functions = 1...12

  /// The name of the key: "b", "Space", "PgUp", "Shift-Tab", "Ctrl-l", "F2".
  public var name: String {
    let own =
      switch code {
      case .function(let number): "F\(number)"
      case .character(let character) where character != " ": String(character)
      default: Self.codes.first { $0.code == code }?.name ?? "unknown"
      }
    return (control ? "Ctrl-" : "") + (shift ? "Shift-" : "") + own
  }

  /// The key of a name, upper and lower case alike except for single characters; nil for no name.
  ///
  /// `Shift-x` is the character "X", as that is what a terminal sends.
  public init?(name: String) {
    var (rest, shift, control) = (name[...], false, false)
    while rest.count > 1 {
      if let end = Self.end(of: "shift-", in: rest) {
        guard !shift else { return nil }
        (rest, shift) = (rest[end...], true)
      } else if let end = Self.end(of: "ctrl-", in: rest) {
        guard !control else { return nil }
        (rest, control) = (rest[end...], true)
      } else {
        break
      }
    }
    if rest.count == 1, let character = rest.first {
      guard !character.isWhitespace, !character.isNewline,
        character.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 })
      else { return nil }
      if control {
        // Terminals send Ctrl with a letter alone, and nothing that tells upper from lower case.
        guard character.isASCII, character.isLetter, !shift else { return nil }
        self.init(.character(Character(character.lowercased())), control: true)
        return
      }
      guard shift else {
        self.init(.character(character))
        return
      }
      let upper = character.uppercased()
      guard character.isLetter, upper.count == 1, let capital = upper.first else { return nil }
      self.init(.character(capital))
      return
    }
    let word = rest.lowercased()
    if word.hasPrefix("f"), let number = Int(word.dropFirst()), Self.functions.contains(number),
      "f\(number)" == word
    {
      self.init(.function(number), shift: shift, control: control)
      return
    }
    guard let code = Self.codes.first(where: { $0.name.lowercased() == word })?.code else {
      return nil
    }
    self.init(code, shift: shift, control: control)
  }

  private static func end(of prefix: String, in text: Substring) -> Substring.Index? {
    guard text.count > prefix.count, text.lowercased().hasPrefix(prefix) else { return nil }
    return text.index(text.startIndex, offsetBy: prefix.count)
  }
}
