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
      guard let form = CommandTable.all.first(where: { $0.verb == words.verb.lowercased() }) else {
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

  private static func unknown(_ verb: String) -> String {
    let near = CommandTable.all.map(\.verb)
      .min { EditDistance.between($0, verb) < EditDistance.between($1, verb) }
    let hint = near.flatMap {
      EditDistance.between($0, verb) <= 2 ? "; did you mean “\($0)”?" : nil
    }
    return "there is no command “\(SafeText.cleaned(verb))”"
      + (hint ?? "; see condyle run --help for the list")
  }
}
