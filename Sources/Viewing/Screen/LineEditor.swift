/// A line of text being typed.
public struct LineEditor: Hashable, Sendable {
  /// What was typed.
  public private(set) var characters: [Character]
  /// How many characters lie before the caret.
  public private(set) var caret: Int
  /// Which earlier line is shown: 0 for the one being typed, 1 for the last one entered, and so on.
  public var historyPosition = 0
  /// What Tab found and the next Tab goes on with; nil once anything else was pressed.
  public var found: FoundWords?
  /// The most characters a line holds.
  public static let limit = 4_000

  /// Begins with a text, the caret behind it.
  public init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    caret = characters.count
  }

  /// The line.
  public var text: String { String(characters) }

  /// Puts text in at the caret; control characters are left out.
  public mutating func insert(_ text: String) {
    let clean = text.filter {
      !$0.isNewline && !$0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }
    let room = max(0, Self.limit - characters.count)
    let added = Array(clean.prefix(room))
    characters.insert(contentsOf: added, at: caret)
    caret += added.count
  }

  /// Removes the character before the caret.
  public mutating func deleteBackward() {
    guard caret > 0 else { return }
    caret -= 1
    characters.remove(at: caret)
  }

  /// Removes the character behind the caret.
  public mutating func deleteForward() {
    guard caret < characters.count else { return }
    characters.remove(at: caret)
  }

  /// Removes the word before the caret.
  public mutating func deleteWord() {
    while caret > 0, characters[caret - 1] == " " { deleteBackward() }
    while caret > 0, characters[caret - 1] != " " { deleteBackward() }
  }

  /// Removes everything before the caret.
  public mutating func deleteToStart() {
    characters.removeFirst(caret)
    caret = 0
  }

  /// Moves the caret.
  public mutating func move(by steps: Int) {
    caret = min(max(0, caret + steps), characters.count)
  }

  /// Moves the caret to the start.
  public mutating func moveToStart() { caret = 0 }

  /// Moves the caret to the end.
  public mutating func moveToEnd() { caret = characters.count }
}
