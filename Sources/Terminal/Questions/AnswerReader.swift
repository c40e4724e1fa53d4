internal import Canvas
internal import Files

/// Reads answers, and keeps apart what the user typed meanwhile.
nonisolated struct AnswerReader {
  /// What was answered so far.
  private(set) var answers = TerminalAnswers()
  /// How many times the last question was answered.
  private(set) var rounds = 0
  /// What is no answer, in its order.
  private(set) var typed: [UInt8] = []
  private var splitter = AnswerSplitter()

  /// Takes what came.
  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let (piece, bytes) = splitter.take(byte) else { continue }
      switch piece {
      case .control(let parameters, let final):
        if !control(String(decoding: parameters, as: UTF8.self), final) { typed += bytes }
      // Nobody types strings; one that says nothing is the answer of a terminal that is odd.
      case .string(let kind, let text): string(kind, String(decoding: text, as: UTF8.self))
      case .other: typed += bytes
      }
    }
  }

  /// Everything that was typed, and what has not ended: whoever goes on reading ends it.
  var rest: [UInt8] { typed + splitter.open }

  // MARK: Sequences

  /// Whether it was an answer.
  private mutating func control(_ text: String, _ final: UInt8) -> Bool {
    switch final {
    case UInt8(ascii: "c") where text.hasPrefix("?"):
      rounds += 1
      answers.isAnswering = true
      // The first number is a level.
      if Self.numbers(text.dropFirst()).dropFirst().contains(4) { answers.hasSixel = true }
      return true
    case UInt8(ascii: "y") where text.hasPrefix("?") && text.hasSuffix("$"):
      let numbers = Self.numbers(text.dropFirst().dropLast())
      guard numbers.count == 2 else { return true }
      // 0 is unknown, 4 never set.
      let isThere = (1...3).contains(numbers[1])
      if numbers[0] == 2026 { answers.hasSynchronisedOutput = isThere }
      if numbers[0] == 1016 { answers.reportsPixels = isThere }
      return true
    case UInt8(ascii: "t"):
      if let cell = Self.cell(text) { answers.cellPixels = cell }
      return true
    case UInt8(ascii: "R"):
      let numbers = Self.numbers(text[...])
      // Any other row is the key F3 with something held.
      guard rounds > 0, numbers.count == 2, numbers[0] == Questions.row else { return false }
      let width = numbers[1] - 1
      if answers.letterWidth == nil {
        answers.letterWidth = width
      } else if answers.quadrantWidth == nil {
        answers.quadrantWidth = width
      } else if answers.sextantWidth == nil {
        answers.sextantWidth = width
      }
      return true
    default: return false
    }
  }

  /// The size of a cell in `6 ; height ; width`.
  static func cell(_ text: String) -> CellPixels? {
    let numbers = numbers(text[...])
    guard numbers.count == 3, numbers[0] == 6 else { return nil }
    return CellPixels(width: Double(numbers[2]), height: Double(numbers[1]))
  }

  private static func numbers(_ text: Substring) -> [Int] {
    text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
  }

  // MARK: Strings

  private mutating func string(_ kind: UInt8, _ text: String) {
    switch kind {
    case UInt8(ascii: "P"):
      if text.hasPrefix(">|") {
        answers.version = SafeText.cleaned(text.dropFirst(2))
      } else if text.hasPrefix("1$r"), text.hasSuffix("m") {
        answers.setsRGB = Self.holdsTestColour(text.dropFirst(3).dropLast())
      } else if text.hasPrefix("1+r") || text.hasPrefix("0+r") {
        let name = text.dropFirst(3).prefix { $0 != "=" }.uppercased()
        if text.hasPrefix("1"), name == "524742" || name == "5463" {
          answers.capabilitiesRGB = true
        } else if answers.capabilitiesRGB == nil {
          answers.capabilitiesRGB = false
        }
      }
    case UInt8(ascii: "]"):
      if text.hasPrefix("11;") { answers.ground = Self.colour(text.dropFirst(3)) ?? answers.ground }
    case UInt8(ascii: "_"):
      if text.hasPrefix("Gi=31"), text.hasSuffix(";OK") { answers.hasKittyGraphics = true }
    default: break
    }
  }

  /// Whether the background is 1, 2, 3, in any of the forms that terminals write: `48;2;1;2;3`,
  /// `48:2:1:2:3`, `48:2::1:2:3`, `48:2:0:1:2:3`.
  private static func holdsTestColour(_ text: Substring) -> Bool {
    let numbers = text.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }
    guard
      let start = numbers.indices.first(where: { at in
        numbers[at] == "48" && at + 1 < numbers.count && numbers[at + 1] == "2"
      })
    else { return false }
    let rest = numbers.dropFirst(start + 2)
    return rest.prefix(3) == ["1", "2", "3"]
      || (["", "0", "1"].contains(rest.first ?? "x")
        && rest.dropFirst().prefix(3) == ["1", "2", "3"])
  }

  /// `rgb:RRRR/GGGG/BBBB` with one to four digits each, or `rgba:` with a fourth part.
  static func colour(_ text: Substring) -> Colour? {
    guard text.hasPrefix("rgb:") || text.hasPrefix("rgba:"), let colon = text.firstIndex(of: ":")
    else { return nil }
    let parts = text[text.index(after: colon)...]
      .split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 || parts.count == 4 else { return nil }
    let levels = parts.prefix(3).compactMap { digits -> UInt8? in
      guard (1...4).contains(digits.count), let value = Int(digits, radix: 16), value >= 0 else {
        return nil
      }
      let greatest = (1 << (4 * digits.count)) - 1
      return UInt8((value * 255 + greatest / 2) / greatest)
    }
    return levels.count == 3 ? Colour(levels[0], levels[1], levels[2]) : nil
  }
}
