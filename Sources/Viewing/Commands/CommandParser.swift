public import Editing
internal import Files

/// Reads commands, the same way for keys, the command line and scripts.
public enum CommandParser {
  /// The command of a statement.
  ///
  /// - Throws: `CommandError` with the statement's line.
  public static func command(_ statement: CommandStatement) throws(CommandError) -> Command {
    var words = CommandWords(statement.words)
    do {
      guard let form = CommandTable.form(words.verb) else {
        throw CommandError(unknown(words.verb))
      }
      let command = try form.parse(&words)
      try words.end()
      return command
    } catch let error as CommandError {
      throw CommandError(error.text, line: statement.line)
    } catch {
      throw CommandError("\(error)", line: statement.line)
    }
  }

  /// All commands of a script; nothing is carried out unless all of them can be read.
  public static func script(
    _ text: String
  ) throws(CommandError) -> [(statement: CommandStatement, command: Command)] {
    var commands: [(statement: CommandStatement, command: Command)] = []
    for statement in try CommandLexer.statements(text) {
      commands.append((statement, try command(statement)))
    }
    return commands
  }

  /// The form and the purpose of every command, in the order of the help.
  public static var help: [(usage: String, summary: String)] {
    CommandTable.all.map { ($0.usage, $0.summary) }
  }

  /// Where the list of commands is found from a shell, and from the screen.
  private static let lists = (shell: "condyle run --help lists them", screen: ":help lists them")

  /// What was said of a command, as it is told where the screen is up.
  static func onScreen(_ text: String) -> String {
    text.replacing(lists.shell, with: lists.screen)
  }

  private static func unknown(_ verb: String) -> String {
    let known = near(verb.lowercased()).map { "“\($0)”" }
    let hint =
      known.isEmpty
      ? lists.shell
      : "did you mean " + known.dropLast().joined(separator: ", ")
        + (known.count > 1 ? " or " : "") + known[known.count - 1] + "?"
    return "there is no command “\(SafeText.cleaned(verb))”; \(hint)"
  }

  /// Verbs that begin with a word, else those that are hardly another one; none when it may be many.
  private static func near(_ word: String) -> [String] {
    let verbs = CommandTable.all.map(\.verb)
    let longer = verbs.filter { $0.hasPrefix(word) }
    guard longer.isEmpty || word.isEmpty else { return longer.count <= 4 ? longer : [] }
    // Of a short word half the letters would be others.
    let most = word.count >= 4 ? 2 : word.count == 3 ? 1 : 0
    let distances = verbs.map { EditDistance.between($0, word) }
    guard let least = distances.min(), least <= most else { return [] }
    return zip(verbs, distances).first { $0.1 == least }.map { [$0.0] } ?? []
  }
}
