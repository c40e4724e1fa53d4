extension JSONValue {
  /// Why a text is not JSON.
  public enum ParseFailure: Error, Equatable {
    /// Something unexpected at a byte offset.
    case unexpected(offset: Int)
    /// Arrays and objects lie deeper in one another than 64 levels.
    case tooDeep
  }

  /// Reads JSON (RFC 8259), keys in the order of the text.
  ///
  /// Own code because Foundation's parser loses that order, and nesting must be bounded: the text
  /// comes from outside. Numbers without a fraction that fit an `Int` become `.int`.
  public init(parsing bytes: [UInt8]) throws(ParseFailure) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// A recursive-descent reader over JSON bytes.
private struct JSONParser {
  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  mutating func document() throws(JSONValue.ParseFailure) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard at == bytes.count else { throw .unexpected(offset: at) }
    return value
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: wanted) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONValue.ParseFailure) -> JSONValue {
    guard depth <= 64 else { throw .tooDeep }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONValue.ParseFailure) -> JSONValue {
    at += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw .unexpected(offset: at) }
      let key = try string()
      guard take(":") else { throw .unexpected(offset: at) }
      members.append(JSONValue.Member(key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw .unexpected(offset: at) }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONValue.ParseFailure) -> JSONValue {
    at += 1
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw .unexpected(offset: at) }
    return .array(values)
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONValue.ParseFailure) -> JSONValue {
    let letters = Array("\(word)".utf8)
    guard bytes[at...].starts(with: letters) else { throw .unexpected(offset: at) }
    at += letters.count
    return value
  }

  private mutating func number() throws(JSONValue.ParseFailure) -> JSONValue {
    let start = at
    let signs = Set("+-.eE0123456789".utf8)
    while let byte = next, signs.contains(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if let value = Int(text), !text.hasPrefix("+") { return .int(value) }
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."),
      let value = Double(text), value.isFinite
    else { throw .unexpected(offset: start) }
    return .number(value)
  }

  private mutating func string() throws(JSONValue.ParseFailure) -> String {
    at += 1
    var out: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): out += try escape()
      case 0..<0x20: throw .unexpected(offset: at - 1)
      default: out.append(byte)
      }
    }
    throw .unexpected(offset: at)
  }

  private mutating func escape() throws(JSONValue.ParseFailure) -> [UInt8] {
    guard let byte = next else { throw .unexpected(offset: at) }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
    default: throw .unexpected(offset: at - 1)
    }
  }

  /// A scalar after `\u`; a lone half of a surrogate pair becomes the replacement character.
  private mutating func escapedScalar() throws(JSONValue.ParseFailure) -> Character {
    let first = try fourDigits()
    var scalar = first
    if (0xD800..<0xDC00).contains(first), bytes[at...].starts(with: "\\u".utf8) {
      let back = at
      at += 2
      let second = try fourDigits()
      if (0xDC00..<0xE000).contains(second) {
        scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      } else {
        at = back
      }
    }
    return Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
  }

  private mutating func fourDigits() throws(JSONValue.ParseFailure) -> UInt32 {
    guard at <= bytes.count - 4,
      bytes[at..<at + 4].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw .unexpected(offset: at) }
    at += 4
    return value
  }
}
