internal import Files

/// The header of a `.npy` array, versions 1 to 3.
///
/// After NumPy, "NEP 1: A simple file format for NumPy arrays", 2007. The header is a Python
/// dictionary as text; only the three keys it always has are understood, nothing is evaluated.
public struct NPYHeader: Sendable, Equatable {
  /// The kind of number.
  public enum Kind: Character, Sendable {
    case float = "f"
    case unsigned = "u"
    case signed = "i"
    case bool = "b"
  }

  /// Why a header cannot be used.
  public enum Failure: Error, Equatable {
    /// Not the magic bytes, an unknown version, or text that is no such dictionary; in words.
    case malformed(String)
    /// The array holds Python objects, which would have to be unpickled.
    case objects
    /// Records, strings, complex numbers: the type as the file gives it.
    case type(String)
  }

  /// The kind of number.
  public let kind: Kind
  /// Bytes of one number.
  public let width: Int
  /// Whether numbers are stored with their highest byte first.
  public let isBigEndian: Bool
  /// Whether the first axis runs fastest.
  public let isFortranOrder: Bool
  /// The length along each axis, the slowest first unless in Fortran order.
  public let shape: [Int]
  /// Where the numbers begin.
  public let dataOffset: Int

  /// The most bytes a header may take.
  public static let greatestCount = 1 << 16

  /// The type as NumPy writes it, such as `<f4`.
  public var descr: String {
    (width == 1 ? "|" : isBigEndian ? ">" : "<") + "\(kind.rawValue)\(width)"
  }

  /// Describes an array in C order, little endian.
  public init(kind: Kind, width: Int, shape: [Int]) {
    (self.kind, self.width, self.shape) = (kind, width, shape)
    isBigEndian = false
    isFortranOrder = false
    dataOffset = Self.bytes(kind: kind, width: width, shape: shape).count
  }

  /// Reads the header at the beginning of `bytes`.
  public init(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw .malformed("it does not begin with NUMPY")
    }
    let start: Int
    let length: Int
    switch bytes[6] {
    case 1: (start, length) = (10, Int(bytes[8]) | Int(bytes[9]) << 8)
    case 2, 3:
      guard bytes.count >= 12 else { throw .malformed("it is cut short") }
      start = 12
      length = Int(bytes[8]) | Int(bytes[9]) << 8 | Int(bytes[10]) << 16 | Int(bytes[11]) << 24
    default: throw .malformed("its version is \(bytes[6])")
    }
    guard length <= Self.greatestCount - start, bytes.count >= start + length else {
      throw .malformed("its header of \(length) bytes is cut short or too long")
    }
    var parser = PythonDictionary(Array(bytes[start..<start + length]))
    let values = try parser.parse()
    guard let descr = values.descr, let order = values.order, let shape = values.shape else {
      throw .malformed("descr, fortran_order or shape is missing")
    }
    (kind, width, isBigEndian) = try Self.type(descr)
    (isFortranOrder, self.shape) = (order, shape)
    dataOffset = start + length
  }

  /// The number of elements, nil when it overflows.
  public var count: Int? {
    var count = 1
    for side in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: side)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The header's bytes as NumPy writes them: version 1, padded to a multiple of 64.
  public var bytes: [UInt8] { Self.bytes(kind: kind, width: width, shape: shape) }

  private static func bytes(kind: Kind, width: Int, shape: [Int]) -> [UInt8] {
    let order = width == 1 ? "|" : "<"
    let sides = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text =
      "{'descr': '\(order)\(kind.rawValue)\(width)', 'fortran_order': False, 'shape': (\(sides)), }"
    // NumPy keeps room for the first axis to grow to 21 digits.
    text += String(repeating: " ", count: max(0, 21 - (shape.first.map { "\($0)".count } ?? 21)))
    text += String(repeating: " ", count: 63 - (text.utf8.count + 10) % 64) + "\n"
    let count = text.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 255), UInt8(count >> 8)]
      + Array(text.utf8)
  }

  private static func type(_ descr: String) throws(Failure) -> (Kind, Int, Bool) {
    var rest = Substring(descr)
    let order = rest.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    if order != nil { rest.removeFirst() }
    guard let letter = rest.popFirst() else { throw .type(descr) }
    if letter == "O" { throw .objects }
    guard let kind = Kind(rawValue: letter), let width = Int(rest), order != "|" || width == 1
    else { throw .type(SafeText.cleaned(descr)) }
    let widths: Set<Int> =
      switch kind {
      case .float: [2, 4, 8]
      case .unsigned, .signed: [1, 2, 4, 8]
      case .bool: [1]
      }
    guard widths.contains(width) else { throw .type(SafeText.cleaned(descr)) }
    return (kind, width, order == ">")
  }
}

/// The few words of Python that a header may hold.
private struct PythonDictionary {
  struct Values {
    var descr: String?
    var order: Bool?
    var shape: [Int]?
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func parse() throws(NPYHeader.Failure) -> Values {
    var values = Values()
    try expect("{")
    while !take("}") {
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr":
        if peek() == UInt8(ascii: "[") { throw .type("a record") }
        values.descr = try quoted()
      case "fortran_order":
        if take("True") {
          values.order = true
        } else {
          try expect("False")
          values.order = false
        }
      case "shape": values.shape = try numbers()
      default: throw .malformed("its header has an unknown key")
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    return values
  }

  private mutating func peek() -> UInt8? {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 }
    return at < bytes.count ? bytes[at] : nil
  }

  private mutating func take(_ word: String) -> Bool {
    guard peek() != nil, bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func expect(_ word: String) throws(NPYHeader.Failure) {
    guard take(word) else { throw .malformed("its header breaks off at byte \(at)") }
  }

  private mutating func quoted() throws(NPYHeader.Failure) -> String {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = bytes[(at + 1)...].firstIndex(of: quote)
    else { throw .malformed("its header breaks off at byte \(at)") }
    let text = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    at = end + 1
    return text
  }

  private mutating func numbers() throws(NPYHeader.Failure) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !take(")") {
      _ = peek()
      let digits = bytes[at...].prefix { (0x30...0x39).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)), numbers.count < 32 else {
        throw .malformed("its shape is not a list of sizes")
      }
      at += digits.count
      // Python 2 wrote long integers with an L.
      _ = take("L")
      numbers.append(number)
      if !take(",") {
        try expect(")")
        break
      }
    }
    return numbers
  }
}
