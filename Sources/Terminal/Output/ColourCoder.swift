/// Writes colours as parameters of the sequence that sets them (SGR, ECMA-48 and xterm's extension).
struct ColourCoder {
  private let isRGB: Bool
  /// The decimal digits of 0...255, with their count in the last byte.
  private let digits: [SIMD4<UInt8>]

  /// Takes 0xRRGGBB or the indices of xterm's palette.
  init(isRGB: Bool) {
    self.isRGB = isRGB
    digits = (0..<256).map { number in
      var text = SIMD4<UInt8>(repeating: 0)
      let characters = Array(String(number).utf8)
      for (at, character) in characters.enumerated() { text[at] = character }
      text[3] = UInt8(characters.count)
      return text
    }
  }

  /// Appends such as "38;2;90;90;90" or "48;5;232".
  @inline(__always)
  func append(_ colour: Int32, isBackground: Bool, to bytes: inout [UInt8]) {
    bytes.append(isBackground ? 0x34 : 0x33)
    bytes.append(0x38)
    bytes.append(0x3B)
    if isRGB {
      bytes.append(0x32)
      append(UInt8(truncatingIfNeeded: colour &>> 16), to: &bytes)
      append(UInt8(truncatingIfNeeded: colour &>> 8), to: &bytes)
    } else {
      bytes.append(0x35)
    }
    append(UInt8(truncatingIfNeeded: colour), to: &bytes)
  }

  @inline(__always)
  private func append(_ number: UInt8, to bytes: inout [UInt8]) {
    let text = digits[Int(number)]
    bytes.append(0x3B)
    bytes.append(text.x)
    if text.w > 1 { bytes.append(text.y) }
    if text.w > 2 { bytes.append(text.z) }
  }
}
