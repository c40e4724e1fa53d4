/// Named texts of an event, in order: what an export, a verdict or an opening says about itself.
public struct EventFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// The pairs in order.
  public private(set) var pairs: [Pair]

  /// A name and its text.
  public struct Pair: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The text, as it was given; clean it before it is shown.
    public let text: String
  }

  /// Takes pairs in order.
  public init(dictionaryLiteral elements: (String, String)...) {
    pairs = elements.map { Pair(name: $0.0, text: $0.1) }
  }

  /// The first text of a name.
  public subscript(name: String) -> String? { pairs.first { $0.name == name }?.text }

  /// Adds a pair at the end.
  public mutating func add(_ name: String, _ text: String) {
    pairs.append(Pair(name: name, text: text))
  }

  /// The greatest encoding in bytes.
  static let limit = 1 << 20

  var encoded: [UInt8] {
    var out = ByteWriter()
    out.number(pairs.count)
    for pair in pairs {
      out.text(pair.name)
      out.text(pair.text)
    }
    return out.bytes
  }

  init(decoding bytes: [UInt8]) throws(CodecError) {
    var source = ByteSource(bytes)
    let count = try source.number()
    guard count <= source.remaining / 2 else {
      throw CodecError("\(count) fields are promised in \(source.remaining) bytes")
    }
    pairs = []
    for _ in 0..<count {
      let name = try source.text(limit: Self.limit)
      pairs.append(Pair(name: name, text: try source.text(limit: Self.limit)))
    }
    try source.end()
  }
}
