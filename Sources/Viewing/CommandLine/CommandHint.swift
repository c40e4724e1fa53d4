internal import Editing

/// What the command line tells while a command is typed: its form, or why it is none.
struct CommandHint: Hashable {
  let text: String
  /// Whether the line cannot become a command by typing on.
  let isError: Bool

  /// Looks at the whole line; nil when there is nothing to tell.
  init?(_ characters: [Character]) {
    let line = TypedLine(characters)
    if line.start > 0, let reason = Self.reason(String(characters[..<line.start])) {
      self.init(reason, isError: true)
      return
    }
    guard let verb = line.finished.first?.text.lowercased() else {
      self.init(verb: line.current.text.lowercased())
      return
    }
    guard let form = CommandTable.all.first(where: { $0.verb == verb }) else {
      self.init(Self.reason(CommandLexer.text([verb])) ?? "", isError: true)
      return
    }
    let reason = Self.mistake(line, form)
    self.init(reason ?? form.usage, isError: reason != nil)
  }

  private init(_ text: String, isError: Bool) {
    (self.text, self.isError) = (text, isError)
  }

  private init?(verb: String) {
    guard !verb.isEmpty else { return nil }
    if let form = CommandTable.all.first(where: { $0.verb == verb }) {
      self.init(form.usage, isError: false)
      return
    }
    let verbs = CommandTable.all.map(\.verb).filter { $0.hasPrefix(verb) }
    guard verbs.isEmpty else {
      self.init(verbs.joined(separator: "  "), isError: false)
      return
    }
    self.init(Self.reason(CommandLexer.text([verb])) ?? "", isError: true)
  }

  /// Why the words of a known verb are wrong, whatever is typed behind them; nil while they may be right.
  private static func mistake(_ line: TypedLine, _ form: CommandForm) -> String? {
    let before = line.finished.map(\.text)
    if let reason = wrong(before, form) { return reason }
    guard !line.current.text.isEmpty else { return nil }
    // A word may be the beginning of another one: only where a choice is meant can it be wrong already.
    let places = UsageForm.forms(form.usage)
      .compactMap { $0.place(after: Array(before.dropFirst())) }
    let word = line.current.text.lowercased()
    for place in places {
      if case .named = place { return nil }
      if place.words.contains(where: { $0.hasPrefix(word) }) { return nil }
    }
    // Half a number or half a place is none yet.
    return wrong(before + [line.current.text], form)
      .flatMap { $0.contains("” is not a ") ? nil : $0 }
  }

  /// Why finished words are wrong; nil when they are right or something is only missing.
  private static func wrong(_ words: [String], _ form: CommandForm) -> String? {
    guard let reason = reason(CommandLexer.text(words)),
      !reason.hasPrefix("\(form.verb) needs "), !reason.contains(" is followed by ")
    else { return nil }
    return reason
  }

  private static func reason(_ text: String) -> String? {
    do {
      _ = try CommandParser.script(text)
      return nil
    } catch {
      return error.text
    }
  }
}
