/// Bytes to be filled with little-endian numbers at given places.
struct LittleEndianBytes {
  private(set) var bytes: [UInt8]

  init(count: Int = 0) { bytes = [UInt8](repeating: 0, count: count) }

  /// Makes room for more bytes after these.
  mutating func reserve(_ more: Int) { bytes.reserveCapacity(bytes.count + more) }

  mutating func put<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    for index in 0..<MemoryLayout<Value>.size {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  mutating func put<Value: FixedWidthInteger>(_ values: [Value], at offset: Int) {
    for (index, value) in values.enumerated() {
      put(value, at: offset + index * MemoryLayout<Value>.size)
    }
  }

  mutating func put(_ values: [Float], at offset: Int) {
    put(values.map(\.bitPattern), at: offset)
  }

  /// Adds numbers at the end.
  mutating func append<Value: FixedWidthInteger>(_ values: Value...) {
    for value in values {
      let offset = bytes.count
      bytes += [UInt8](repeating: 0, count: MemoryLayout<Value>.size)
      put(value, at: offset)
    }
  }

  mutating func append(_ more: [UInt8]) { bytes += more }
}
