/// Text broken into lines, where every character takes one column, as `Frame.write` draws it.
public enum TextWrap {
  /// The lines of a text at a width.
  ///
  /// Lines break at blanks, which vanish there, and at line feeds, which stay; a word that is wider
  /// than a line is cut, behind "|" or "/" where it has them. Blanks at the beginning of a paragraph are kept and indent its lines.
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
          let part = rest.count > width - indent.count ? cut(rest, room, mustCut: isFirst) : 0
          if part > 0 {
            if !isFirst { line += " " }
            line += rest.prefix(part)
            rest = rest.dropFirst(part)
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

  /// How much of a word that no line can hold goes onto this one.
  private static func cut(_ word: Substring, _ room: Int, mustCut: Bool) -> Int {
    let part = word.prefix(max(0, room))
    if let last = part.lastIndex(where: { $0 == "|" || $0 == "/" }), last > part.startIndex {
      return part.distance(from: part.startIndex, to: last) + 1
    }
    return mustCut ? part.count : 0
  }
}
