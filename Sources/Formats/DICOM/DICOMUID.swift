internal import Files

/// UIDs that follow from a text, so that the same data get the same UIDs.
enum DICOMUID {
  /// The root 2.25 and the decimal form of 128 bits of the text's SHA-256.
  ///
  /// PS3.5, B.2. The bits are marked as a UUID of version 8 (RFC 9562), as the root demands.
  static func from(_ text: String) -> String {
    var bytes = Array(SHA256.digest(of: Array(text.utf8)).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    return "2.25.\(decimal(bytes))"
  }

  /// A big endian number in decimal digits.
  private static func decimal(_ bytes: [UInt8]) -> String {
    let value = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    return String(value)
  }
}
