/// Text broken into lines, where every character takes one column, as `Frame.write` draws it.
public enum TextWrap {
  /// The lines of a text at a width.
  ///
  /// Lines break at blanks, which vanish there, and at line feeds, which stay; a word that is wider
  /// than a line is cut. Blanks at the beginning of a paragraph are kept and indent its lines.
  public static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { paragraph($0, width) }
  }

  private static func paragraph(_ text: Substring, _ width: Int) -> [String] {
    let indent = String(text.prefix { $0 == " " }.prefix(width / 2))
    var lines: [String] = []
    var line = indent
    var used = indent.count
    for word in text.split(separator: " ") {
      var rest = word
      while !rest.isEmpty {
        let isFirst = used == indent.count
        let room = width - used - (isFirst ? 0 : 1)
        if rest.count <= room {
          if !isFirst { line += " " }
          line += rest
          used += rest.count + (isFirst ? 0 : 1)
          rest = ""
        } else {
          if isFirst {
            line += rest.prefix(room)
            rest = rest.dropFirst(room)
          }
          lines.append(line)
          line = indent
          used = indent.count
        }
      }
    }
    if used > indent.count || lines.isEmpty { lines.append(used > indent.count ? line : "") }
    return lines
  }
}
