internal import Files
internal import TOMLKit

/// What the parser says of a text that is no TOML, in words for whoever wrote it.
enum TOMLMistake {
  /// Says what is wrong; of a quote that is not closed the parser says only what it met instead.
  static func words(_ error: TOMLParseError, in text: String) -> String {
    let place = error.source.begin
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.indices.contains(place.line - 1) {
      let line = lines[place.line - 1]
      let quotes = line.prefix(max(0, place.column - 1)).count { $0 == "\"" || $0 == "'" }
      // The parser's columns may count bytes, and then lie farther on.
      if quotes % 2 == 1, place.column > line.count {
        return "the quote is not closed on this line"
      }
    }
    return SafeText.cleaned(error.description, limit: 160)
  }
}
