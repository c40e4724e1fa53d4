/// The code of a case: what is printed on files that leave, because a file's stem may be a name.
public enum CaseCode {
  /// A letter, a digit, a letter, a digit, without those that are read for one another.
  ///
  /// - Parameter bytes: at least four; the same bytes give the same code.
  public static func make(from bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let digits = Array("23456789")
    return String(
      bytes.prefix(4).enumerated().map { position, byte in
        let choice = position % 2 == 0 ? letters : digits
        return choice[Int(byte) % choice.count]
      })
  }

  /// A given code, checked.
  static func checked(_ code: String) throws -> String {
    let isFine =
      (1...16).contains(code.utf8.count)
      && code.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    guard isFine, !code.hasPrefix("-") else { throw CaseError.badCode(code) }
    return code
  }
}

/// Random identities in the form of a version 4 UUID (RFC 9562).
enum CaseIdentity {
  static func make(_ random: [UInt8]) -> String {
    var bytes = Array(random.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (position, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(position) { text += "-" }
      text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }
    return text
  }

  /// Whether a text from a file may become a file's name.
  static func isValid(_ text: String) -> Bool {
    text.utf8.count == 36
      && text.utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
