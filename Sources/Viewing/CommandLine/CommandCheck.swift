internal import Editing
internal import Reviewing
internal import Volumes

/// Finds what is wrong with a command while it is typed.
///
/// Words that are finished are read as they stand. The word that is being typed is wrong when neither it
/// nor anything that it may become could be read: half a number or half a name is none yet.
struct CommandCheck {
  /// What the command would work on; nil looks at the words alone.
  private let session: Session?

  init(_ session: Session?) { self.session = session }

  /// Why finished commands are wrong; nil when they are right or something is only missing.
  func reason(_ text: String) -> String? { reason(text, namesAreFinished: true) }

  private func reason(_ text: String, namesAreFinished: Bool) -> String? {
    do {
      for (statement, command) in try CommandParser.script(text) {
        if namesAreFinished, let form = CommandTable.form(statement.words[0]),
          let reason = wrongName(Array(statement.words.dropFirst()), form, isTyping: false)
        {
          return reason
        }
        if let reason = objection(command) { return reason }
      }
      return nil
    } catch {
      return Self.isMissing(error.text) ? nil : CommandParser.onScreen(error.text)
    }
  }

  /// What is said of a verb that is none.
  static func unknown(_ verb: String) -> String {
    CommandCheck(nil).reason(CommandLexer.text([verb])) ?? ""
  }

  /// Why the words of a known verb are wrong, whatever is typed behind them; nil while they may be right.
  func mistake(_ typing: TypedWords, _ form: CommandForm) -> String? {
    // A name of several words is finished only with the last of them, which may be the one being typed.
    let takesRest = ["bone", "goto"].contains(form.verb)
    if let reason = reason(
      CommandLexer.text([form.verb] + typing.before),
      namesAreFinished: typing.current.isEmpty || !takesRest)
    {
      return reason
    }
    guard !typing.current.isEmpty else {
      return wrongName(typing.before, form, isTyping: false)
    }
    let words = typing.before + [typing.current]
    if let reason = wrongName(words, form, isTyping: true) { return reason }
    let places = UsageForm.forms(form.usage).flatMap { $0.places(after: typing.before) ?? [] }
    let isFree = places.contains { place in
      place.kinds.contains { if case .free = $0 { true } else { false } }
    }
    guard !isFree else { return nil }
    var reasons: [String] = []
    for word in [typing.current] + places.flatMap({ $0.whatMayBecome(of: typing.current) }) {
      let text = CommandLexer.text([form.verb] + typing.before + [word])
      guard let reason = reason(text, namesAreFinished: false) else { return nil }
      reasons.append(reason)
    }
    // A number that is not expected here may have a form that the usage leaves out.
    let isNumber = places.contains { $0.kinds.contains(.number) || $0.kinds.contains(.triple) }
    return reasons.first { !$0.contains("” is not a ") } ?? (isNumber ? reasons.first : nil)
  }

  /// Whether a reason is only that the command is not finished.
  private static func isMissing(_ text: String) -> Bool {
    let words = text.split(separator: " ", maxSplits: 2)
    return words.count > 1 && words[1] == "needs" || text.contains(" is followed by ")
  }

  /// What in the session stands against a command that could be read.
  private func objection(_ command: Command) -> String? {
    guard let session else { return nil }
    do throws(CommandError) {
      switch command {
      case .slice(let slice): try session.requireSlice(slice)
      // Millimetres tell nothing before the last of them is there.
      case .go(.voxel(let point)): _ = try session.voxel(at: .voxel(point))
      case .heat(true) where session.review.doubt == nil: throw Session.noDoubt
      default: break
      }
      return nil
    } catch {
      return error.text
    }
  }

  /// Why a word that must name a label does not; the last one may be unfinished.
  private func wrongName(_ words: [String], _ form: CommandForm, isTyping: Bool) -> String? {
    guard let session, !words.isEmpty else { return nil }
    let names = session.labels.table.entries.map { $0.name.lowercased() }
    let range: Range<Int>
    switch form.verb {
    case "bone", "goto": return wrongBone(words, form, names, isTyping: isTyping, session)
    case "lock", "unlock", "show", "hide", "sign", "over": range = 0..<1
    case "export": range = min(1, words.count)..<words.count
    default: return nil
    }
    let others = form.verb == "over" ? ["background", "any", "next"] : []
    for at in range {
      let word = words[at].lowercased()
      let mayGoOn = isTyping && at == words.count - 1
      if (names + others).contains(where: { $0 == word || mayGoOn && $0.hasPrefix(word) }) {
        continue
      }
      do throws(CommandError) {
        _ = try session.entry(words[at])
      } catch {
        return error.text
      }
    }
    return nil
  }

  /// The same for a name that takes the rest of the line, or a number in the place of a name.
  private func wrongBone(
    _ words: [String], _ form: CommandForm, _ names: [String], isTyping: Bool, _ session: Session
  ) -> String? {
    let first = words[0].lowercased()
    if form.verb == "goto" {
      let isPlace = isTyping && words.count == 1 && "0123456789+-".contains(first.prefix(1))
      if isPlace || first.contains(",") || first == "mm" { return nil }
      if isTyping, words.count == 1, "mm".hasPrefix(first) { return nil }
    } else if ["next", "previous"].contains(where: {
      $0 == first || isTyping && $0.hasPrefix(first)
    }) {
      return nil
    }
    let entries = session.labels.table.entries
    let known =
      names + (1...max(1, entries.count)).map(String.init)
      + entries.map { String($0.sourceValue) }
    let text = words.joined(separator: " ").lowercased()
    let begun = isTyping ? text : text + " "
    if known.contains(where: { $0 == text || $0.hasPrefix(begun) }) { return nil }
    var named = words
    if form.verb == "bone", words.count > 1, let last = words.last?.lowercased(),
      last == "goto" || isTyping && "goto".hasPrefix(last)
    {
      named.removeLast()
      if known.contains(named.joined(separator: " ").lowercased()) { return nil }
    }
    do throws(CommandError) {
      _ = try session.entry(nameOrNumber: named.joined(separator: " "))
      return nil
    } catch {
      return error.text
    }
  }
}

extension UsageForm.Place {
  /// Words that a word may become here, as far as it matters whether one of them can be read.
  func whatMayBecome(of word: String) -> [String] {
    words.filter { $0.lowercased().hasPrefix(word.lowercased()) }
      + kinds.flatMap { kind -> [String] in
        switch kind {
        case .number:
          ["0", "1", "5", "00", "000", "0000", "5000", ".5", "m", "mm", "5mm", ".5mm"]
            .map { word + $0 }
        case .triple: [",1,1", "1,1,1", "1,1", ",1", "1"].map { word + $0 }
        case .name, .free: []
        }
      }
  }
}
