/// Text as bytes, put together piece by piece: millions of short lines without a string for each.
struct TextBytes {
  private(set) var bytes: [UInt8] = []

  /// Makes room for more bytes after these.
  mutating func reserve(_ more: Int) { bytes.reserveCapacity(bytes.count + more) }

  mutating func append(_ text: String) { bytes += text.utf8 }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A number that is not negative.
  mutating func append(_ value: UInt32) {
    let start = bytes.count
    var rest = value
    repeat {
      bytes.append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// The shortest text that reads back as the very same number.
  mutating func append(_ value: Float) { bytes += value.description.utf8 }
}
