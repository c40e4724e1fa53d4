/// Text from outside, made safe to show.
///
/// A name in a DICOM header, a label table or a path may hold terminal escape sequences, characters
/// that reverse the reading direction, or none that can be seen. Everything that reaches a terminal,
/// a picture or a log passes here first.
public enum SafeText {
  /// The text with every unsafe character shown as `·`, cut to `limit` characters.
  ///
  /// Unsafe are control characters (C0, DEL, C1), zero-width and bidirectional controls, invisible
  /// and tag characters, and more than two combining marks in a row.
  public static func cleaned(_ text: some StringProtocol, limit: Int = 64) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    var shown = 0
    for scalar in text.unicodeScalars {
      if shown >= limit {
        result.append("…")
        break
      }
      if isMark(scalar) {
        marks += 1
        if marks <= 2 { result.append(scalar) }
        continue
      }
      marks = 0
      shown += 1
      result.append(isUnsafe(scalar) ? "·" : scalar)
    }
    return String(result)
  }

  /// A path as it may be shown: unsafe characters as `\u{…}`, so that it can still be told apart.
  public static func path(_ path: String) -> String {
    var result = ""
    for scalar in path.unicodeScalars {
      if isUnsafe(scalar) || isMark(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a scalar must never reach a terminal as it is.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x200B...0x200F,
      0x2028...0x202F, 0x205F...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFD,
      0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      true
    default:
      false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
