/// What may stand behind a verb, read from its usage.
struct UsageForm {
  /// One place of a form.
  struct Place: Hashable {
    /// What a user names in a place.
    enum Kind: Hashable {
      /// A number, with or without a unit.
      case number
      /// Three numbers with commas.
      case triple
      /// A label.
      case name
      /// Something else: "FILE.png", "FOLDER", "TEXT".
      case free(String)

      init(_ token: String) {
        self =
          switch token {
          case "N", "NUMBER", "LOW", "HIGH", "LEVEL", "WIDTH", "PERCENT", "SIZEmm", "DIAMETERmm":
            .number
          case "X,Y,Z", "L,P,S": .triple
          case "NAME": .name
          default: .free(token)
          }
      }

      /// Whether a word can be of this kind by its first character.
      func takes(_ word: String) -> Bool {
        switch self {
        case .number, .triple: word.first.map { "0123456789+-.".contains($0) } ?? true
        case .name, .free: true
        }
      }
    }

    /// The words that are meant as they stand; those of a setting with its name, as "mouse=on".
    let words: [String]
    /// What else may stand here.
    let kinds: [Kind]
    /// The place that is next when this one and its brackets are left out; nil when it must be there.
    fileprivate var next: Int?

    fileprivate init(_ token: String) {
      let setting = token.split(separator: "=", maxSplits: 1).map(String.init)
      let name = setting.count == 2 ? setting[0] + "=" : ""
      let parts = (setting.last ?? "").split(separator: "|").map(String.init)
      let words = parts.filter { !$0.contains(where: \.isUppercase) || ["WL", "WW"].contains($0) }
      self.words = words.map { name + $0 }
      kinds = parts.filter { !words.contains($0) }.map(Kind.init)
    }

    /// Whether a word may stand here.
    func takes(_ word: String) -> Bool {
      words.contains { $0.lowercased() == word.lowercased() } || kinds.contains { $0.takes(word) }
    }

    /// Whether a word may become one that may stand here.
    func mayBecome(_ word: String) -> Bool {
      let word = word.lowercased()
      return words.contains { $0.lowercased().hasPrefix(word) } || kinds.contains { $0.takes(word) }
    }
  }

  /// The form as the usage has it.
  let text: String
  private let verb: String
  /// The places in order; with `repeats` the last one again and again.
  private let places: [Place]
  private let repeats: Bool

  /// The forms of a usage such as "slice N | slice next|previous [N]".
  static func forms(_ usage: String) -> [UsageForm] {
    usage.replacing(" | ", with: "\n").split(separator: "\n").map { UsageForm(String($0)) }
  }

  private init(_ form: String) {
    text = form
    let tokens = form.split(separator: " ").map(String.init)
    verb = tokens.first ?? ""
    var places: [Place] = []
    var opened: Int?
    var repeats = false
    for token in tokens.dropFirst() {
      if token.hasPrefix("[") { opened = places.count }
      let plain = token.filter { !"[]".contains($0) }
      repeats = plain == "…"
      if !repeats { places.append(Place(plain)) }
      if token.hasSuffix("]"), let first = opened {
        places[first].next = places.count
        opened = nil
      }
    }
    (self.places, self.repeats) = (places, repeats)
  }

  /// What may stand behind some words; nil when they are not of this form.
  func places(after words: [String]) -> [Place]? {
    var reached = reach(0)
    for word in words {
      var next: Set<Int> = []
      for at in reached where places.indices.contains(at) && places[at].takes(word) {
        next.formUnion(reach(repeats && at == places.count - 1 ? at : at + 1))
      }
      guard !next.isEmpty else { return nil }
      reached = next
    }
    return reached.sorted().filter(places.indices.contains).map { places[$0] }
  }

  /// A place, and those behind it when it may be left out.
  private func reach(_ at: Int) -> Set<Int> {
    guard places.indices.contains(at), let next = places[at].next else { return [at] }
    return reach(next).union([at])
  }

  /// Whether the words and the one behind them may become this form.
  private func fits(_ words: [String], _ word: String) -> Bool {
    guard let places = places(after: words) else { return false }
    return word.isEmpty || places.contains { $0.mayBecome(word) }
  }

  /// The forms of a usage that words and the one being typed may become; settings by their names alone.
  static func told(_ usage: String, _ words: [String], _ word: String) -> String {
    let forms = forms(usage)
    let fitting = forms.filter { $0.fits(words, word) }
    let told = fitting.isEmpty ? forms : fitting
    let names = told.compactMap { form in
      form.places.first?.words.first.flatMap { word in
        word.firstIndex(of: "=").map { String(word[...$0]) }
      }
    }
    guard told.count > 1, names.count == told.count else {
      return told.map(\.text).joined(separator: " | ")
    }
    return "\(told[0].verb) \(names.joined(separator: "|"))"
  }
}
