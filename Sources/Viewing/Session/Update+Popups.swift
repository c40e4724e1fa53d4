internal import Canvas
internal import Editing
internal import Meshing
internal import Volumes

extension Session {
  /// Opens what lies on top of the panes.
  mutating func open(_ command: ScreenCommand) throws(CommandError) -> [Effect] {
    switch command {
    case .tools:
      try requireScreen("tools")
      screen.popup = .tools
    case .windowFree:
      try requireScreen("window free")
      screen.popup = .window(before: view.window)
      message =
        "arrows: left, right narrower, wider; up, down brighter, darker; Enter keeps, Esc undoes"
    case .signCard:
      try requireScreen("sign without a name")
      screen.popup = .sign(SignCard(bone: editing.bone))
    case .identity:
      try requireScreen("identity")
      return [.readIdentity]
    case .notices:
      try requireScreen("notices")
      screen.popup = .notices(firstLine: 0)
    case .notes:
      try requireScreen("notes")
      return [.readNotes]
    case .surfaceFacts:
      try requireScreen("surface facts")
      screen.popup = .surfaceFacts(editing.bone, contacts: contacts(of: editing.bone), firstLine: 0)
    case .help:
      try requireScreen("help")
      screen.popup = .help(HelpReading())
    case .commandLine(let text):
      try requireScreen("the command line")
      screen.popup = .commandLine(LineEditor(text))
    default: break
    }
    return []
  }

  /// Where a bone touches others, in words; one pass over the boxes in which bones meet.
  private func contacts(of bone: UInt8) -> [String] {
    BoneContact.all(in: labels.volume).filter { $0.first == bone || $0.second == bone }.map {
      let other = labels.table.name(of: $0.first == bone ? $0.second : $0.first)
      return "touches \(other) on \(PositionText.decimal($0.area, places: 1)) mm² round "
        + PositionText.all($0.point)
    }
  }

  /// Shows the patient's identity on the card that asked for it.
  mutating func show(identity lines: [String]) {
    if case .sign(var card) = screen.popup {
      card.identity = lines
      screen.popup = .sign(card)
    } else {
      screen.popup = .identity(lines)
    }
  }

  /// Puts pasted text where text is typed.
  ///
  /// - Returns: whether there is such a place.
  mutating func insert(pasted text: String) -> Bool {
    switch screen.popup {
    case .commandLine(var line):
      line.found = nil
      line.insert(text)
      screen.popup = .commandLine(line)
    case .help(var reading) where reading.isTyping:
      reading.search?.insert(text)
      reading.firstLine = 0
      screen.popup = .help(reading)
    case .sign(var card) where card.editsName:
      card.by.insert(text)
      screen.popup = .sign(card)
    default: return false
    }
    return true
  }

  /// Gives a key to what lies on top.
  mutating func pressInPopup(_ key: Key) throws(CommandError) -> [Effect] {
    if key.control, case .character(let character) = key.code, !isTyping {
      // With Control held a letter is another key, and never the one that the card tells of.
      if character == "c" { return try pressInPopup(Key(.escape)) }
      message = "\(Self.name(of: key)) does nothing here; Esc closes what is open"
      return []
    }
    switch screen.popup {
    case .commandLine(let line): return try press(key, line)
    case .help(let reading): press(key, reading)
    case .notices(let first): scroll(key, first) { .notices(firstLine: $0) }
    case .notes(let lines, let first):
      scroll(key, first) { .notes(lines, firstLine: $0) }
    case .terminal(let lines, let first):
      scroll(key, first) { .terminal(lines, firstLine: $0) }
    case .surfaceFacts(let bone, let contacts, let first):
      scroll(key, first) { .surfaceFacts(bone, contacts: contacts, firstLine: $0) }
    case .identity: close(unless: false)
    case .tools: return try pressInTools(key)
    case .window(let before): pressInWindow(key, before)
    case .question(let question): return press(key, question)
    case .sign(let card): return try press(key, card)
    case nil: break
    }
    return []
  }

  /// Whether keys go into a line of text.
  private var isTyping: Bool {
    switch screen.popup {
    case .commandLine: true
    case .help(let reading): reading.isTyping
    case .sign(let card): card.editsName
    default: false
    }
  }

  private mutating func close(unless stays: Bool) {
    if !stays { screen.popup = nil }
  }

  private mutating func scroll(_ key: Key, _ first: Int, _ popup: (Int) -> Popup) {
    let page = max(1, screen.rows - 8)
    switch key.code {
    case .down, .character("j"): screen.popup = popup(first + 1)
    case .up, .character("k"): screen.popup = popup(max(0, first - 1))
    case .pageDown, .character(" "): screen.popup = popup(first + page)
    case .pageUp: screen.popup = popup(max(0, first - page))
    case .home: screen.popup = popup(0)
    case .end: screen.popup = popup(.max / 2)
    default: screen.popup = nil
    }
  }

  private mutating func pressInTools(_ key: Key) throws(CommandError) -> [Effect] {
    screen.popup = nil
    guard case .character(let letter) = key.code,
      let tool = ToolLetters.all.first(where: { $0.letter == letter })
    else {
      if key.code == .escape { return [] }
      throw CommandError(keymap.told("no tool has that letter; {tools} shows them"))
    }
    if Tools.alongPaths.contains(tool.verb) {
      return try carryOut(.screen(.mode(tool.verb, toggles: false)))
    }
    // Said now, and not when the rest of it has been typed.
    try requireEditing()
    screen.popup = .commandLine(LineEditor(tool.verb + " "))
    return []
  }

  private mutating func pressInWindow(_ key: Key, _ before: GreyWindow) {
    var window = view.window
    switch key.code {
    case .left, .character("h"): window = GreyWindow(width: window.width / 1.1, level: window.level)
    case .right, .character("l"):
      window = GreyWindow(width: window.width * 1.1, level: window.level)
    // A lower level makes everything brighter.
    case .up, .character("k"): window.level -= window.width / 20
    case .down, .character("j"): window.level += window.width / 20
    case .escape:
      window = before
      screen.popup = nil
    default: screen.popup = nil
    }
    view.window = GreyWindow(
      width: min(window.width, 65_535), level: min(max(window.level, -32_768), 32_767))
    message = "window \(view.window.words)"
  }

  private mutating func press(_ key: Key, _ question: Question) -> [Effect] {
    var question = question
    switch key.code {
    case .left, .right, .tab, .up, .down, .character("h"), .character("l"): question.isYes.toggle()
    case .enter, .character(" "):
      guard question.isYes else { return decline(question) }
      screen.popup = nil
      return agree(to: question.then)
    case .escape, .character("n"), .character("q"): return decline(question)
    default:
      message = "\(Self.name(of: key)) does nothing here; the arrows and Enter answer"
      return []
    }
    screen.popup = .question(question)
    return []
  }

  private mutating func press(_ key: Key, _ card: SignCard) throws(CommandError) -> [Effect] {
    var card = card
    if card.editsName {
      switch key.code {
      case .enter, .escape, .tab, .up, .down: card.editsName = false
      default: card.by.press(key)
      }
      screen.popup = .sign(card)
      return []
    }
    let choices = SignCard.Choice.allCases
    let at = choices.firstIndex(of: card.choice) ?? 0
    switch key.code {
    case .right, .down, .tab, .character("l"), .character("j"):
      card.choice = choices[(at + 1) % choices.count]
    case .left, .up, .character("k"):
      card.choice = choices[(at + choices.count - 1) % choices.count]
    case .character("h"):
      screen.popup = .sign(card)
      return [.readIdentity]
    case .character("n"): card.editsName = true
    case .enter:
      screen.popup = nil
      guard card.choice != .cancel else { return closeUnsigned(card) }
      return try sign(card)
    case .escape, .character("q"):
      return closeUnsigned(card)
    // The key that opened the card closes it.
    case _ where keymap.stroke(key)?.command == "sign":
      return closeUnsigned(card)
    default: message = "\(Self.name(of: key)) does nothing here; the arrows and Enter choose"
    }
    screen.popup = .sign(card)
    return []
  }
}

extension Session {
  private mutating func closeUnsigned(_ card: SignCard) -> [Effect] {
    screen.popup = nil
    message = "\(labels.table.name(of: card.bone)) was not signed"
    return []
  }
}

/// The letter of each tool behind `t`.
public enum ToolLetters {
  /// The letter, the tool's verb, and what it does.
  public static let all: [(letter: Character, verb: String, summary: String)] = [
    letter("b", PaintTool.self), letter("e", EraseTool.self), letter("h", ThresholdTool.self),
  ]

  private static func letter(
    _ letter: Character, _ tool: any Tool.Type
  ) -> (letter: Character, verb: String, summary: String) {
    (letter, tool.verb, tool.summary)
  }
}
