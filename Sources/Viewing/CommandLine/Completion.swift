/// What Tab may make of the word before the caret.
struct Completion {
  /// Words that the word may become.
  var words: [String] = []
  /// How many characters of each need not be shown to choose among them.
  private(set) var hidden = 0
  /// The kind of file that is meant; nil for none.
  private(set) var files: PathQuery.Kind?

  /// Takes what was found elsewhere.
  init(words: [String]) { self.words = words }

  /// Looks at the line before the caret.
  ///
  /// - Parameter names: the names of the bones.
  init(_ line: TypedLine, names: [String]) {
    var line = line
    let isBound = line.enterBinding()
    let typed = line.current.text.lowercased()
    guard let verb = line.finished.first?.text else {
      words = (CommandTable.all.map(\.verb) + (isBound ? ["none"] : []))
        .filter { $0.hasPrefix(typed) }
      return
    }
    guard let form = CommandTable.form(verb) else { return }
    let typing = TypedWords(line, form)
    let word = typing.current.lowercased()
    for place in UsageForm.forms(form.usage).flatMap({ $0.places(after: typing.before) ?? [] }) {
      add(place.words)
      if place.kinds.contains(.name) { add(names) }
      if place.kinds.contains(.free("FILE.png")) { files = .pictures }
      if place.kinds.contains(.free("FOLDER")) { files = .folders }
    }
    words = words.filter { $0.lowercased().hasPrefix(word) }
    // First the name of a setting, then its values.
    if let equals = word.firstIndex(of: "=") {
      let name = word.distance(from: word.startIndex, to: equals) + 1
      if typing.isSplit {
        words = words.map { String($0.dropFirst(name)) }
      } else {
        hidden = name
      }
    } else {
      let all = words
      words = []
      add(all.map { word in word.firstIndex(of: "=").map { String(word[...$0]) } ?? word })
    }
  }

  /// The words as they are listed.
  var shown: [String] { words.map { String($0.dropFirst(hidden)) } }

  private mutating func add(_ more: [String]) {
    for word in more where !words.contains(word) { words.append(word) }
  }
}

/// The words behind a verb as its usage has them, however a setting was typed.
struct TypedWords {
  /// The finished words.
  private(set) var before: [String]
  /// The word that is being typed.
  private(set) var current: String
  /// Whether a setting's value stands behind a blank instead of "=".
  private(set) var isSplit = false

  init(_ line: TypedLine, _ form: CommandForm) {
    before = line.finished.dropFirst().map(\.text)
    current = line.current.text
    guard form.verb == "set" else { return }
    if before.count == 1, !before[0].contains("=") {
      current = "\(before[0])=\(current)"
      before = []
      isSplit = true
    }
    guard before.isEmpty else { return }
    // The settings' names may be spelled in other ways, which are not offered.
    let name = current.prefix { $0 != "=" }
    if name.count > 4, ["colours", "colors"].contains(where: { $0.hasPrefix(name.lowercased()) }) {
      current = "color" + current.dropFirst(name.count)
    }
  }
}

/// Words that Tab found, of which some are shown at a time.
public struct FoundWords: Hashable, Sendable {
  private let words: [String]
  private var first = 0

  init(_ words: [String]) { self.words = words }

  /// As many as there is room for; what is not shown is counted.
  func text(width: Int) -> String {
    let (count, rest) = page(width)
    let text = words[first..<(first + count)].joined(separator: "  ")
    return rest == 0 ? text : "\(text)  … \(rest) more"
  }

  /// Goes on to those that were not shown; behind the last to the first.
  mutating func goOn(width: Int) {
    let next = first + page(width).count
    first = next < words.count ? next : 0
  }

  /// How many words are shown from the first on, and how many are not, be they before it or behind.
  private func page(_ width: Int) -> (count: Int, rest: Int) {
    let left = words[first...]
    if first == 0, left.reduce(-2, { $0 + $1.count + 2 }) <= width { return (left.count, 0) }
    var (count, used) = (0, "  … \(words.count) more".count - 2)
    for word in left {
      used += word.count + 2
      guard count == 0 || used <= width else { break }
      count += 1
    }
    return (count, words.count - count)
  }
}

/// A path that is to be completed from the disk.
public struct PathQuery: Hashable, Sendable {
  /// What may stand there.
  public enum Kind: Hashable, Sendable {
    /// PNG files, and folders on the way to them.
    case pictures
    /// Folders.
    case folders
  }

  /// The path so far, as typed: "~/" is the home folder.
  public let path: String
  /// What is meant.
  public let kind: Kind
  /// The line before the caret; an answer counts only while it is the same.
  public let line: String

  /// Asks for a path.
  public init(path: String, kind: Kind, line: String) {
    (self.path, self.kind, self.line) = (path, kind, line)
  }
}
