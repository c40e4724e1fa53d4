/// A JSON value to be written, its keys in the order given.
///
/// Foundation's encoder drops keys whose value is missing; the contracts of this program promise
/// `null` for an undefined number, so that a reader can rely on every key.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// Pairs a key with a value.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number, or `null` when it is undefined or not finite.
  public static func optional(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// A text, or `null`.
  public static func optional(_ value: String?) -> JSONValue {
    value.map { .string($0) } ?? .null
  }

  /// The value for a key of an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The JSON text, indented by two spaces a level when `pretty`.
  public func text(pretty: Bool = true) -> String {
    var out = ""
    write(to: &out, indent: pretty ? 0 : nil)
    return out
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .int(let value): out += String(value)
    case .number(let value): out += Self.text(of: value)
    case .string(let value): Self.write(value, to: &out)
    case .array(let values):
      // A row of plain values, a position say, stays on one line.
      let isRow = values.allSatisfy(\.isScalar)
      out += "["
      for (position, value) in values.enumerated() {
        Self.separate(position, isRow ? nil : indent, spaced: isRow && indent != nil, to: &out)
        value.write(to: &out, indent: indent.map { $0 + 2 })
      }
      Self.close("]", isRow || values.isEmpty ? nil : indent, to: &out)
    case .object(let members):
      out += "{"
      for (position, member) in members.enumerated() {
        Self.separate(position, indent, spaced: false, to: &out)
        Self.write(member.key, to: &out)
        out += indent == nil ? ":" : ": "
        member.value.write(to: &out, indent: indent.map { $0 + 2 })
      }
      Self.close("}", members.isEmpty ? nil : indent, to: &out)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func separate(
    _ position: Int, _ indent: Int?, spaced: Bool, to out: inout String
  ) {
    if position > 0 { out += spaced ? ", " : "," }
    if let indent { out += "\n" + String(repeating: " ", count: indent + 2) }
  }

  private static func close(_ bracket: String, _ indent: Int?, to out: inout String) {
    if let indent { out += "\n" + String(repeating: " ", count: indent) }
    out += bracket
  }

  private static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(value)
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        // Beyond what JSON demands: a report is read on a terminal, too.
        if SafeText.isUnsafe(scalar) {
          for unit in String(scalar).utf16 { out += escaped(unit) }
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string literal.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A integer literal.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A float literal.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A boolean literal.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A nil literal.
  public init(nilLiteral: ()) { self = .null }
  /// A array literal.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// A dictionary literal.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
