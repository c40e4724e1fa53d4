/// A bounds-checked reader over bytes, in either byte order.
public struct ByteReader: Sendable {
  /// What a reader throws when the bytes end too early.
  public struct OutOfBounds: Error, Equatable {
    /// Where the read began.
    public let offset: Int
    /// How many bytes it wanted.
    public let wanted: Int
    /// How many bytes there are in all.
    public let available: Int
  }

  /// The bytes.
  public let bytes: [UInt8]
  /// Whether numbers are stored with their highest byte first.
  public var isBigEndian: Bool

  /// Reads `bytes`, little endian unless said otherwise.
  public init(_ bytes: [UInt8], isBigEndian: Bool = false) {
    self.bytes = bytes
    self.isBigEndian = isBigEndian
  }

  /// An integer at a byte offset.
  public func integer<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self, at offset: Int
  ) throws(OutOfBounds) -> Value {
    let size = MemoryLayout<Value>.size
    guard offset >= 0, offset <= bytes.count - size else {
      throw OutOfBounds(offset: offset, wanted: size, available: bytes.count)
    }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
    return isBigEndian ? Value(bigEndian: value) : Value(littleEndian: value)
  }

  /// A 32-bit float at a byte offset.
  public func float(at offset: Int) throws(OutOfBounds) -> Float {
    Float(bitPattern: try integer(UInt32.self, at: offset))
  }

  /// A 64-bit float at a byte offset.
  public func double(at offset: Int) throws(OutOfBounds) -> Double {
    Double(bitPattern: try integer(UInt64.self, at: offset))
  }

  /// A run of bytes.
  public func slice(at offset: Int, count: Int) throws(OutOfBounds) -> ArraySlice<UInt8> {
    guard offset >= 0, count >= 0, offset <= bytes.count - count else {
      throw OutOfBounds(offset: offset, wanted: count, available: bytes.count)
    }
    return bytes[offset..<offset + count]
  }

  /// Text up to a NUL or `count` bytes; not yet safe to show.
  public func text(at offset: Int, count: Int) throws(OutOfBounds) -> String {
    String(decoding: try slice(at: offset, count: count).prefix { $0 != 0 }, as: UTF8.self)
  }
}
