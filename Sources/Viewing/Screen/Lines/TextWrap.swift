/// Breaks text into lines.
enum TextWrap {
  /// The text in lines of at most `width` columns, broken between words where that is possible, else
  /// behind "|" and "/".
  static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.count + (line.isEmpty ? 0 : 1) + word.count <= width {
        line += (line.isEmpty ? "" : " ") + word
        continue
      }
      // A word that fits into a line of its own is not cut.
      if word.count <= width {
        lines.append(line)
        line = String(word)
        continue
      }
      var isFirst = true
      for part in parts(word) {
        let gap = isFirst && !line.isEmpty ? " " : ""
        isFirst = false
        if line.count + gap.count + part.count <= width {
          line += gap + part
          continue
        }
        if !line.isEmpty { lines.append(line) }
        var rest = part
        while rest.count > width {
          lines.append(String(rest.prefix(width)))
          rest = rest.dropFirst(width)
        }
        line = String(rest)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// A word cut behind each "|" and "/".
  private static func parts(_ word: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = word.startIndex
    for at in word.indices where word[at] == "|" || word[at] == "/" {
      let end = word.index(after: at)
      parts.append(word[start..<end])
      start = end
    }
    if start < word.endIndex { parts.append(word[start...]) }
    return parts
  }
}
