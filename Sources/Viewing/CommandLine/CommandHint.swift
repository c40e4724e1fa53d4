internal import Editing

/// What the command line tells while a command is typed: its form, or why it is none.
struct CommandHint: Hashable {
  let text: String
  /// Whether the line cannot become a command by typing on.
  let isError: Bool

  /// Looks at the whole line; nil when there is nothing to tell.
  ///
  /// - Parameter session: what commands would work on; nil looks at the words alone.
  init?(_ characters: [Character], in session: Session? = nil) {
    var line = TypedLine(characters)
    // What earlier commands of the line do to the session is not known yet.
    let check = CommandCheck(line.start > 0 ? nil : session)
    if line.start > 0, let reason = check.reason(String(characters[..<line.start])) {
      self.init(reason, isError: true)
      return
    }
    let binding = line
    if line.enterBinding() {
      if let reason = check.reason(CommandLexer.text(binding.finished.prefix(2).map(\.text))) {
        self.init(reason, isError: true)
        return
      }
      let word = line.current.text
      if line.isVerb, word.isEmpty || "none".hasPrefix(word.lowercased()) {
        self.init("bind KEY COMMAND | bind KEY none", isError: false)
        return
      }
    }
    guard let verb = line.finished.first?.text.lowercased() else {
      self.init(verb: line.current.text.lowercased())
      return
    }
    guard let form = CommandTable.form(verb) else {
      self.init(CommandCheck.unknown(verb), isError: true)
      return
    }
    let typing = TypedWords(line, form)
    if let reason = check.mistake(typing, form) {
      self.init(reason, isError: true)
    } else {
      self.init(UsageForm.told(form.usage, typing.before, typing.current), isError: false)
    }
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
    var verbs = CommandTable.all.map(\.verb).filter { $0.hasPrefix(verb) }
    if let form = CommandTable.form(verb), !verbs.contains(form.verb) { verbs.append(form.verb) }
    guard verbs.isEmpty else {
      self.init(verbs.joined(separator: "  "), isError: false)
      return
    }
    self.init(CommandCheck.unknown(verb), isError: true)
  }
}
