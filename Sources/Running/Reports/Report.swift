public import Files

/// An answer of the program, for a reader and for a machine.
public protocol Report: Sendable {
  /// Lines for a reader.
  var text: String { get }
  /// One object for a machine, its keys as the contracts promise.
  var json: JSONValue { get }
}

extension JSONValue {
  /// An object that names its contract and the program, and the case where there is one.
  static func report(_ schema: String, code: String? = nil, _ members: [Member]) -> JSONValue {
    var head = [
      Member("schema", .string("condyle.\(schema)/1")),
      Member("program", .string(Program.nameAndVersion)),
    ]
    if let code { head.append(Member("case", .string(code))) }
    return .object(head + members)
  }

  /// Three numbers.
  static func vector(_ vector: SIMD3<Double>) -> JSONValue {
    .array([.number(vector.x), .number(vector.y), .number(vector.z)])
  }

  /// Texts in a list.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

/// Numbers as a reader wants them.
enum Figures {
  /// With a fixed number of decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    let whole = Int(scaled / scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let rest = String(Int(scaled) - whole * Int(scale))
    return "\(sign)\(whole)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// Three numbers with × between them.
  static func product(_ vector: SIMD3<Double>, _ decimals: Int) -> String {
    (0..<3).map { fixed(vector[$0], decimals) }.joined(separator: "×")
  }

  /// mm³ as cm³ from 1 cm³ on.
  static func volume(_ cubicMillimetres: Double) -> String {
    cubicMillimetres >= 1000
      ? "\(fixed(cubicMillimetres / 1000, 2)) cm³" : "\(fixed(cubicMillimetres, 1)) mm³"
  }

  /// Text padded with blanks on the right.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Text padded with blanks on the left.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
