import Canvas

/// Keys as a journey writes them: a character, or a name between < and > such as <S-Right>.
enum JourneyKeys {
  private static let names: [String: Key.Code] = [
    "Up": .up, "Down": .down, "Left": .left, "Right": .right, "PgUp": .pageUp, "PgDn": .pageDown,
    "Home": .home, "End": .end, "Insert": .insert, "Del": .delete, "BS": .backspace, "Tab": .tab,
    "Enter": .enter, "Esc": .escape, "Space": .character(" "), "lt": .character("<"),
  ]

  /// The keys of one word of `keys`: "b", "<PgUp>", "5*l", "hjkl".
  static func token(_ word: String) throws -> [Key] {
    if word.count == 1 { return [Key(.character(Character(word)))] }
    if let star = word.firstIndex(of: "*"), let times = Int(word[..<star]), times > 0 {
      let keys = try token(String(word[word.index(after: star)...]))
      return (0..<times).flatMap { _ in keys }
    }
    return try text(word)
  }

  /// Every character is a key, but for names between < and >.
  static func text(_ text: String) throws -> [Key] {
    var keys: [Key] = []
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "<" else {
        keys.append(.character(first))
        continue
      }
      guard let end = rest.firstIndex(of: ">") else { throw Misspelt("“<” needs a “>”; or <lt>") }
      keys.append(try named(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }

  private static func named(_ name: Substring) throws -> Key {
    if let code = names[String(name)] { return Key(code) }
    if name.first == "F", let number = Int(name.dropFirst()), (1...12).contains(number) {
      return Key(.function(number))
    }
    let held = name.prefix(2)
    let key = String(name.dropFirst(2))
    let code = names[key] ?? (key.count == 1 ? Key.Code.character(Character(key)) : nil)
    switch (held, code) {
    case ("S-", let code?): return Key(code, shift: true)
    case ("C-", let code?): return Key(code, control: true)
    default: throw Misspelt("<\(name)> is no key")
    }
  }
}
