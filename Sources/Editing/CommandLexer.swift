internal import Files

/// One command as words, and the line it stood on.
public struct CommandStatement: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The words, quotes and escapes resolved; never empty.
  public let words: [String]
}

/// Splits a script into commands.
///
/// One command a line, or several parted by `;`. `#` begins a comment. Double quotes hold names, notes
/// and paths with blanks; within them a backslash makes the next character plain.
public enum CommandLexer {
  /// The commands of a script.
  ///
  /// - Throws: `CommandError` with the line for a quote that is not closed, or a control character.
  public static func statements(_ script: String) throws(CommandError) -> [CommandStatement] {
    var result: [CommandStatement] = []
    let text = script.replacing("\r\n", with: "\n")
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for words in try commands(in: line, number: number + 1) {
        result.append(CommandStatement(line: number + 1, words: words))
      }
    }
    return result
  }

  /// Words as they would be typed, in quotes where they need them.
  public static func text(_ words: [String]) -> String {
    words.map { word in
      guard word.isEmpty || word.contains(where: { " \t;\"#\\".contains($0) }) else { return word }
      return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }.joined(separator: " ")
  }

  private static func commands(
    in line: Substring, number: Int
  ) throws(CommandError) -> [[String]] {
    var commands: [[String]] = []
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var isEscaped = false
    scan: for character in line {
      if character != "\t", let scalar = character.unicodeScalars.first(where: SafeText.isUnsafe) {
        throw CommandError(
          "the character U+\(String(scalar.value, radix: 16, uppercase: true)) is not allowed "
            + "in a command", line: number)
      }
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
        continue
      }
      switch (character, isQuoted) {
      case ("\\", true): isEscaped = true
      case ("\"", _):
        isQuoted.toggle()
        word = word ?? ""
      case (_, true): word = (word ?? "") + String(character)
      case ("#", false) where word == nil: break scan
      case (";", false), (" ", false), ("\t", false):
        if let finished = word { words.append(finished) }
        word = nil
        if character == ";" {
          if !words.isEmpty { commands.append(words) }
          words = []
        }
      default: word = (word ?? "") + String(character)
      }
    }
    guard !isQuoted else {
      throw CommandError("a double quote is opened and not closed", line: number)
    }
    if let word { words.append(word) }
    if !words.isEmpty { commands.append(words) }
    return commands
  }
}
