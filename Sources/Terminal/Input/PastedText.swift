/// Text that was pasted, made fit for a line of text.
nonisolated enum PastedText {
  /// The text without escape sequences and control characters; line ends and tabs become blanks.
  static func cleaned(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: text.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0xFFFD: break
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
