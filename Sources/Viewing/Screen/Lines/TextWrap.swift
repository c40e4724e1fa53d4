/// Breaks text into lines.
enum TextWrap {
  /// The text in lines of at most `width` columns, broken between words where that is possible.
  static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = Substring(word)
      if !line.isEmpty, line.count + 1 + rest.count > width {
        lines.append(line)
        line = ""
      }
      while rest.count > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      line += line.isEmpty ? String(rest) : " " + rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
