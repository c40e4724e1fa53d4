/// Bytes of the case file being written: LEB128 numbers, and texts and blobs after their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Seven bits a byte, the lowest first.
  mutating func number(_ value: Int) {
    precondition(value >= 0, "only numbers from 0 on are written")
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func blob(_ value: some Collection<UInt8>) {
    number(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func text(_ value: String) { blob(value.utf8) }

  /// Eight bytes, the lowest first.
  mutating func fixed(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Bytes of the case file being read; every number is checked before it is used.
struct ByteSource {
  private let bytes: [UInt8]
  private(set) var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes are left.
  var remaining: Int { bytes.count &- at }

  mutating func byte() throws(CodecError) -> UInt8 {
    guard at < bytes.count else { throw CodecError("the bytes end at \(at)") }
    defer { at &+= 1 }
    return bytes[at]
  }

  /// A number up to 2⁴⁹ - 1: far more than voxels or bytes, far less than could overflow.
  mutating func number() throws(CodecError) -> Int {
    var value = 0
    for shift in stride(from: 0, to: 49, by: 7) {
      let next = try byte()
      value |= Int(next & 127) << shift
      if next < 128 { return value }
    }
    throw CodecError("a number at byte \(at) is too long")
  }

  mutating func blob(limit: Int) throws(CodecError) -> [UInt8] {
    let count = try number()
    guard count <= limit, count <= remaining else {
      throw CodecError("\(count) bytes are promised at \(at), \(remaining) are there")
    }
    defer { at &+= count }
    return [UInt8](bytes[at..<at &+ count])
  }

  mutating func text(limit: Int) throws(CodecError) -> String {
    let start = at
    guard let text = String(validating: try blob(limit: limit), as: UTF8.self) else {
      throw CodecError("the text at byte \(start) is not UTF-8")
    }
    return text
  }

  mutating func end() throws(CodecError) {
    guard remaining == 0 else { throw CodecError("\(remaining) bytes are left over") }
  }
}

/// Bytes that do not hold what they should; the text holds numbers only, nothing from the file.
struct CodecError: Error, Equatable {
  let text: String
  init(_ text: String) { self.text = text }
}
