/// A control sequence taken apart: `ESC [`, perhaps a private mark, numbers, intermediates, final.
struct ControlSequence: Sendable {
  /// `?`, `>`, `<`, `=` or nothing.
  let mark: String
  /// The numbers with their colon-separated parts; -1 where one is left out.
  let groups: [[Int]]
  let intermediates: String
  let final: Character
  /// The sequence as it was written, with `ESC` spelt out.
  let written: String

  init(_ body: [UInt8], final: UInt8) {
    let text = String(decoding: body, as: Unicode.ASCII.self)
    mark = String(text.prefix { "?><=".contains($0) })
    let numbers = text.dropFirst(mark.count).prefix { $0.isNumber || $0 == ";" || $0 == ":" }
    intermediates = String(text.dropFirst(mark.count + numbers.count))
    groups =
      numbers.isEmpty
      ? []
      : numbers.split(separator: ";", omittingEmptySubsequences: false).map {
        $0.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
      }
    self.final = Character(Unicode.Scalar(final))
    written = "ESC [ " + text + " " + String(self.final)
  }

  /// The marks, intermediates and final together: what decides the meaning.
  var name: String { mark + intermediates + String(final) }

  /// The number at a place, or `fallback` where it is missing.
  func number(_ place: Int, or fallback: Int) -> Int {
    guard place < groups.count, let first = groups[place].first, first >= 0 else { return fallback }
    return first
  }

  /// A count: missing and 0 both mean 1.
  var count: Int { max(1, number(0, or: 1)) }

  /// All first numbers, with 0 for those left out.
  var numbers: [Int] { groups.map { max(0, $0.first ?? 0) } }
}
