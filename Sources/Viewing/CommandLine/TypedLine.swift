/// The last command of a line that is being typed, cut into words as the parser would cut them.
struct TypedLine {
  /// A word, what it means, and where it begins among the line's characters.
  struct Word {
    var text: String
    let start: Int
    var isQuoted: Bool
  }

  /// The words before the one that is being typed.
  private(set) var finished: [Word] = []
  /// The word that is being typed; empty behind a blank.
  private(set) var current: Word
  /// Whether an earlier command stands before this one.
  private(set) var start = 0

  /// Cuts the characters before the caret.
  init(_ characters: some Collection<Character>) {
    current = Word(text: "", start: 0, isQuoted: false)
    var (isQuoted, isEscaped, isInWord) = (false, false, false)
    for (at, character) in characters.enumerated() {
      if !isInWord, !" ;\t".contains(character) {
        current = Word(text: "", start: at, isQuoted: false)
        isInWord = true
      }
      if isEscaped {
        current.text.append(character)
        isEscaped = false
        continue
      }
      switch (character, isQuoted) {
      case ("\\", true): isEscaped = true
      case ("\"", _):
        isQuoted.toggle()
        current.isQuoted = true
      case (" ", false), ("\t", false), (";", false):
        if isInWord { finished.append(current) }
        isInWord = false
        if character == ";" {
          finished = []
          start = at + 1
        }
        current = Word(text: "", start: at + 1, isQuoted: false)
      default: current.text.append(character)
      }
    }
  }

  /// Goes on to the command behind "bind KEY", when the line is there; whether it is.
  mutating func enterBinding() -> Bool {
    guard finished.count >= 2, finished[0].text.lowercased() == "bind" else { return false }
    finished.removeFirst(2)
    return true
  }

  /// Whether the word being typed is the first of its command.
  var isVerb: Bool { finished.isEmpty }
}
