/// What may stand behind a verb, read from its usage.
struct UsageForm {
  /// One place of a form.
  enum Place: Hashable {
    /// One of these words.
    case words([String])
    /// Something that the user names: "NAME", "FILE.png".
    case named([String], orWords: [String])

    /// The words that are meant as they stand.
    var words: [String] {
      switch self {
      case .words(let words): words
      case .named(_, let words): words
      }
    }

    /// Whether a word may stand here.
    func takes(_ word: String) -> Bool {
      switch self {
      case .words(let words): words.contains(word.lowercased())
      case .named: true
      }
    }
  }

  /// The places in order; with `repeats` the last one again and again.
  let places: [Place]
  let repeats: Bool

  /// The forms of a usage such as "slice N | slice next|previous [N]".
  static func forms(_ usage: String) -> [UsageForm] {
    usage.replacing(" | ", with: "\n").split(separator: "\n").map { UsageForm($0) }
  }

  private init(_ form: Substring) {
    let tokens = form.split(separator: " ").dropFirst()
      .map { $0.filter { !"[]".contains($0) } }.filter { !$0.isEmpty }
    repeats = tokens.last == "…"
    places = tokens.filter { $0 != "…" }.map { token in
      let parts = token.split(separator: "|").map(String.init)
      let words = parts.filter { !$0.contains(where: \.isUppercase) }
      let names = parts.filter { $0.contains(where: \.isUppercase) }
      return names.isEmpty ? .words(words) : .named(names, orWords: words)
    }
  }

  /// What may stand behind some words; nil when they are not of this form, or nothing may.
  func place(after words: [String]) -> Place? {
    for (at, word) in words.enumerated() {
      guard let place = place(at), place.takes(word) else { return nil }
    }
    return place(words.count)
  }

  private func place(_ at: Int) -> Place? {
    if places.indices.contains(at) { return places[at] }
    return repeats ? places.last : nil
  }
}
