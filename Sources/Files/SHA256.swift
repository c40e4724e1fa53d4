internal import CCrypto

/// A running SHA-256 hash (FIPS 180-4).
///
/// Through libcrypto, which uses the processor's own instructions: a CT of 200 MB is hashed each time
/// a case is opened, and a portable loop would take longer than reading the files.
public struct SHA256: ~Copyable {
  private let hash: OpaquePointer

  /// Starts an empty hash.
  public init() {
    guard let hash = condyle_sha256_new() else {
      preconditionFailure("libcrypto could not start a SHA-256")
    }
    self.hash = hash
  }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    condyle_sha256_update(hash, bytes.baseAddress, bytes.count)
  }

  /// Adds the bytes of an array as they lie in memory (little endian on every supported machine).
  public mutating func update<Element: BitwiseCopyable>(_ elements: [Element]) {
    elements.withUnsafeBytes { update($0) }
  }

  /// Adds the UTF-8 bytes of a text.
  public mutating func update(_ text: String) {
    update(Array(text.utf8))
  }

  /// Ends the hash and gives its 32 bytes.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    condyle_sha256_finish(hash, &bytes)
    return Digest(bytes: bytes)
  }

  /// The digest of an array as it lies in memory.
  public static func digest<Element: BitwiseCopyable>(of elements: [Element]) -> Digest {
    var hash = SHA256()
    hash.update(elements)
    return hash.finish()
  }
}

/// The 32 bytes of a SHA-256.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The bytes, 32 of them.
  public let bytes: [UInt8]

  /// Takes 32 bytes.
  public init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes, not \(bytes.count)")
    self.bytes = bytes
  }

  /// Reads 64 hexadecimal digits.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text form.
  public var description: String { hex }
}
