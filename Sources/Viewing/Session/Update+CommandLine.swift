internal import Canvas
internal import Editing
internal import Volumes

extension Session {
  /// Gives a key to the command line.
  mutating func press(_ key: Key, _ line: LineEditor) throws(CommandError) -> [Effect] {
    var line = line
    switch key.code {
    case .enter:
      screen.popup = nil
      return try run(line.text)
    case .escape:
      screen.popup = nil
      return []
    case .backspace where line.characters.isEmpty:
      screen.popup = nil
      return []
    case .up: recall(&line, 1)
    case .down: recall(&line, -1)
    case .tab: complete(&line)
    default:
      if key == Key(.character("c"), control: true) {
        screen.popup = nil
        return []
      }
      line.press(key)
    }
    screen.popup = .commandLine(line)
    return []
  }

  /// Carries out what was typed: commands parted by ";".
  private mutating func run(_ text: String) throws(CommandError) -> [Effect] {
    let text = text.trimmingPrefix { $0 == " " || $0 == ":" }
    guard !text.isEmpty else { return [] }
    typedCommands.removeAll { $0 == text }
    typedCommands.insert(String(text), at: 0)
    typedCommands = Array(typedCommands.prefix(100))
    let commands: [(statement: CommandStatement, command: Command)]
    do {
      commands = try CommandParser.script(String(text))
    } catch {
      // There is only one line, so its number would tell nothing.
      throw CommandError(error.text)
    }
    var effects: [Effect] = []
    for (_, command) in commands {
      do {
        effects += try carryOut(command)
      } catch {
        // What came before is done and must be saved.
        owed += effects
        throw error
      }
    }
    return effects
  }

  private func recall(_ line: inout LineEditor, _ steps: Int) {
    let position = min(max(0, line.historyPosition + steps), typedCommands.count)
    guard position != line.historyPosition else { return }
    line = LineEditor(position == 0 ? "" : typedCommands[position - 1])
    line.historyPosition = position
  }

  /// Completes the word before the caret: a command's verb, else the name of a label.
  private mutating func complete(_ line: inout LineEditor) {
    let before = String(line.characters[..<line.caret])
    let statement = before.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let words = statement.split(separator: " ", omittingEmptySubsequences: false)
    let word = words.last.map(String.init) ?? ""
    let isVerb = words.filter { !$0.isEmpty }.count <= (word.isEmpty ? 0 : 1)
    let known = isVerb ? CommandTable.all.map(\.verb) : labels.table.entries.map(\.name)
    let found = known.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    guard let first = found.first else {
      message = "nothing begins with “\(word)”"
      return
    }
    let shared = found.dropFirst().reduce(first) { String($0.commonPrefix(with: $1)) }
    for _ in word { line.deleteBackward() }
    let needsQuotes = shared.contains(" ") && found.count == 1
    line.insert(needsQuotes ? "\"\(shared)\"" : shared)
    if found.count == 1 {
      line.insert(" ")
    } else {
      message = found.prefix(12).joined(separator: "  ")
    }
  }
}

extension String {
  /// The characters that two texts begin with.
  fileprivate func commonPrefix(with other: String) -> Substring {
    var end = startIndex
    for (mine, theirs) in zip(self, other) {
      guard mine == theirs else { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}

extension LineEditor {
  /// Takes a key that edits a line; others do nothing.
  mutating func press(_ key: Key) {
    switch (key.code, key.control) {
    case (.character("a"), true), (.home, _): moveToStart()
    case (.character("e"), true), (.end, _): moveToEnd()
    case (.character("u"), true): deleteToStart()
    case (.character("w"), true): deleteWord()
    case (.character(let character), false): insert(String(character))
    case (.backspace, _): deleteBackward()
    case (.delete, _): deleteForward()
    case (.left, _): move(by: -1)
    case (.right, _): move(by: 1)
    default: break
    }
  }
}
