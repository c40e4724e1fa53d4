internal import Editing
internal import Files

/// Which typed lines a user's history may hold.
public enum TypedHistory {
  /// The most lines that are kept.
  public static let limit = 500

  /// Whether a line may be kept on disk.
  ///
  /// Notes and signatures may name people, and so may a line that was not understood: it may be a note
  /// with a slip in its first word.
  public static func mayKeep(_ line: String) -> Bool {
    guard line.first != " ", !line.isEmpty, line.count <= LineEditor.limit,
      !line.unicodeScalars.contains(where: SafeText.isUnsafe),
      let commands = try? CommandParser.script(line)
    else { return false }
    return commands.allSatisfy { command in
      command.statement.words.allSatisfy { word in
        let word = word.lowercased()
        return !word.contains("note") && !word.contains("sign")
      }
    }
  }

  /// The lines of two histories as one, oldest first: what was typed last stands last, and once.
  public static func merged(_ kept: [String], with typed: [String]) -> [String] {
    var seen: Set<String> = []
    var lines: [String] = []
    for line in (kept + typed).reversed() where mayKeep(line) && seen.insert(line).inserted {
      lines.append(line)
      if lines.count == limit { break }
    }
    return lines.reversed()
  }
}

extension Session {
  /// Takes lines of earlier sittings, oldest first, for the command line to bring back.
  public mutating func remember(_ lines: [String]) {
    typedCommands = TypedHistory.merged(lines, with: []).reversed()
  }

  /// Keeps what was typed; a leading blank keeps it from being kept.
  mutating func keepTyped(_ line: String) {
    guard line.first != " " else { return }
    typedCommands.removeAll { $0 == line }
    typedCommands.insert(line, at: 0)
    typedCommands = Array(typedCommands.prefix(TypedHistory.limit))
    guard TypedHistory.mayKeep(line) else { return }
    typedHere.removeAll { $0 == line }
    typedHere.append(line)
  }
}
