/// Which characters take one column in every terminal.
enum GlyphWidth {
  /// The character as one scalar of one column; "?" when it has none.
  static func oneColumn(_ character: Character) -> Unicode.Scalar {
    let scalars = character.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, isOneColumn(scalar) else { return "?" }
    return scalar
  }

  /// The scripts, signs, blocks and lines that this program writes and that no terminal draws wide.
  private static func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F: true
    case 0x1E00...0x1FFF, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x209C, 0x20A0...0x20BF: true
    case 0x2100...0x218B, 0x2190...0x21FF, 0x2200...0x22FF, 0x2300...0x2319: true
    case 0x2500...0x25FC, 0x25FF, 0x2600...0x2613, 0x2800...0x28FF, 0x2713, 0x2717: true
    default: false
    }
  }
}
