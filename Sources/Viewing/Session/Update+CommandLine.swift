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
    case .tab:
      let effects = complete(&line)
      screen.popup = .commandLine(line)
      return effects
    default:
      if key == Key(.character("c"), control: true) {
        screen.popup = nil
        return []
      }
      line.found = nil
      line.press(key)
    }
    screen.popup = .commandLine(line)
    return []
  }

  /// Carries out what was typed: commands parted by ";".
  private mutating func run(_ text: String) throws(CommandError) -> [Effect] {
    let typed = String(text.trimmingPrefix { $0 == ":" })
    let text = typed.trimmingPrefix { $0 == " " || $0 == ":" }
    guard !text.isEmpty else { return [] }
    keepTyped(typed)
    let commands: [(statement: CommandStatement, command: Command)]
    do {
      commands = try CommandParser.script(String(text))
    } catch {
      // There is only one line, so its number would tell nothing.
      throw CommandError(CommandParser.onScreen(error.text))
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

  /// Completes the word before the caret, or asks the disk for what it may become; where that was done
  /// already, shows more of what was found.
  private mutating func complete(_ line: inout LineEditor) -> [Effect] {
    if line.found != nil {
      let room = hintRoom(line)
      line.found?.goOn(width: room)
      message = line.found?.text(width: room) ?? ""
      return []
    }
    let typed = TypedLine(line.characters[..<line.caret])
    let completion = Completion(typed, names: labels.table.entries.map(\.name))
    if completion.words.isEmpty, let kind = completion.files {
      let before = String(line.characters[..<line.caret])
      return [.findPaths(PathQuery(path: typed.current.text, kind: kind, line: before))]
    }
    take(completion, typed, &line, closes: completion.words.first?.hasSuffix("=") == false)
    return []
  }

  /// Takes paths that were found, unless something else was typed meanwhile.
  mutating func take(paths: [String], for query: PathQuery) {
    guard case .commandLine(var line) = screen.popup,
      String(line.characters[..<line.caret]) == query.line
    else { return }
    let typed = TypedLine(line.characters[..<line.caret])
    let closes = paths.count == 1 && paths.first?.hasSuffix("/") == false
    take(Completion(words: paths), typed, &line, closes: closes)
    screen.popup = .commandLine(line)
  }

  /// Puts in what all of the words that were found begin with; one alone is put in whole.
  private mutating func take(
    _ completion: Completion, _ typed: TypedLine, _ line: inout LineEditor, closes: Bool
  ) {
    let found = completion.words
    guard let first = found.first else {
      message = "nothing begins with “\(typed.current.text)”"
      return
    }
    let shared = found.dropFirst().reduce(first) { String($0.commonPrefix(with: $1)) }
    let isWhole = found.count == 1 && closes
    // What does not go on stays as it was typed.
    if isWhole || shared.count > typed.current.text.count {
      put(shared, for: typed.current, into: &line, isWhole: isWhole)
    }
    guard found.count > 1 else { return }
    let words = FoundWords(completion.shown)
    line.found = words
    message = words.text(width: hintRoom(line))
  }

  /// Puts a word in the place of the one that is being typed, in quotes where it needs them.
  private func put(
    _ word: String, for typed: TypedLine.Word, into line: inout LineEditor, isWhole: Bool
  ) {
    for _ in typed.start..<line.caret { line.deleteBackward() }
    var text = CommandLexer.text([word])
    if typed.isQuoted, !text.hasPrefix("\"") { text = "\"\(text)\"" }
    if text.hasPrefix("\""), !isWhole { text.removeLast() }
    line.insert(text)
    if isWhole { line.insert(" ") }
  }

  /// How many characters fit behind the line.
  private func hintRoom(_ line: LineEditor) -> Int {
    MessageLine.hintRoom(behind: line, columns: screen.columns)
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
