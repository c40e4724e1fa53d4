internal import Files

/// What stands at the beginning of a PLY file: its form, and what lies in it in which order (Turk,
/// "The PLY Polygon File Format", 1994).
struct PLYHeader {
  /// How the numbers are written.
  enum Form: String {
    case text = "ascii"
    case littleEndian = "binary_little_endian"
  }

  /// A kind of number, under both names that are in use.
  enum Number {
    case int8, uint8, int16, uint16, int32, uint32, float, double

    init?(_ word: Substring) {
      switch word {
      case "char", "int8": self = .int8
      case "uchar", "uint8": self = .uint8
      case "short", "int16": self = .int16
      case "ushort", "uint16": self = .uint16
      case "int", "int32": self = .int32
      case "uint", "uint32": self = .uint32
      case "float", "float32": self = .float
      case "double", "float64": self = .double
      default: return nil
      }
    }

    /// Its length in bytes in the binary form.
    var size: Int {
      switch self {
      case .int8, .uint8: 1
      case .int16, .uint16: 2
      case .int32, .uint32, .float: 4
      case .double: 8
      }
    }
  }

  /// A column of an element.
  struct Property {
    let name: String
    let number: Number
    /// The kind of the count in front of a list; nil for a single number.
    let listCount: Number?
  }

  /// A table of the file.
  struct Element {
    let name: String
    let count: Int
    var properties: [Property] = []

    /// The fewest bytes that a row takes: lists may be empty, a number in text has a digit and a blank.
    func leastBytes(_ form: Form) -> Int {
      form == .text
        ? 2 * properties.count
        : properties.reduce(0) { $0 + ($1.listCount ?? $1.number).size }
    }
  }

  private(set) var form = Form.text
  private(set) var elements: [Element] = []
  private(set) var comments: [String] = []
  /// Where the data begin.
  private(set) var dataOffset = 0

  /// The most bytes of a header.
  private static let greatestCount = 1 << 16

  init(_ bytes: [UInt8]) throws(PLYFailure) {
    var lines = PLYLines(bytes.prefix(Self.greatestCount))
    guard lines.next() == "ply" else { throw .noHeader }
    var hasForm = false
    while true {
      guard let line = lines.next() else { throw .noHeader }
      if line == "end_header" { break }
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      switch words.first {
      case "comment", "obj_info":
        comments.append(SafeText.cleaned(line.drop { $0 != " " }.dropFirst(), limit: 200))
      case "format" where words.count == 3 && !hasForm:
        guard let form = Form(rawValue: String(words[1])), words[2] == "1.0" else {
          throw .form(SafeText.cleaned(words[1...].joined(separator: " ")))
        }
        (self.form, hasForm) = (form, true)
      case "element" where words.count == 3:
        guard let count = Int(words[2]), count >= 0 else {
          throw .badLine(SafeText.cleaned(line))
        }
        elements.append(Element(name: SafeText.cleaned(words[1]), count: count))
      case "property":
        guard let property = Self.property(words), !elements.isEmpty else {
          throw .badLine(SafeText.cleaned(line))
        }
        elements[elements.count - 1].properties.append(property)
      default: throw .badLine(SafeText.cleaned(line))
      }
    }
    guard hasForm else { throw .form("") }
    dataOffset = lines.offset
  }

  private static func property(_ words: [Substring]) -> Property? {
    if words.count == 3, let number = Number(words[1]) {
      return Property(name: String(words[2]), number: number, listCount: nil)
    }
    guard words.count == 5, words[1] == "list", let count = Number(words[2]),
      let number = Number(words[3]), count != .float, count != .double
    else { return nil }
    return Property(name: String(words[4]), number: number, listCount: count)
  }
}

/// The lines of a header, with their ends taken off.
private struct PLYLines {
  private let bytes: ArraySlice<UInt8>
  /// Where the next line begins.
  private(set) var offset = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// nil when no line with an end follows.
  mutating func next() -> String? {
    guard let end = bytes[offset...].firstIndex(of: 0x0A) else { return nil }
    var line = bytes[offset..<end]
    if line.last == 0x0D { line.removeLast() }
    offset = end + 1
    return String(decoding: line, as: UTF8.self)
  }
}
