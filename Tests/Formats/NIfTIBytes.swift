@testable import Formats

/// A NIfTI file built field by field, so that any of them can be wrong.
struct NIfTIBytes {
  var version = 1
  var isBigEndian = false
  var dim = [3, 3, 4, 5, 1, 1, 1, 1]
  var type = NIfTIType.int16
  var datatype: Int?
  var pixdim: [Double] = [1, 1, 1, 1]
  var voxelOffset: Double?
  var slope = 1.0
  var intercept = 0.0
  var units = 2
  var qformCode = 0
  var sformCode = 1
  var quaternion: [Double] = [0, 0, 0]
  var quaternionOffset: [Double] = [0, 0, 0]
  var sform: [[Double]] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
  var magic = "n+"
  var extensions: [UInt8] = []
  var values: [Double] = (0..<60).map { Double($0) }

  var bytes: [UInt8] {
    let count = version == 1 ? 348 : 540
    let offset = voxelOffset ?? Double(count + 4 + extensions.count)
    var out = [UInt8](repeating: 0, count: count + 4)
    func put<Value: FixedWidthInteger>(_ value: Value, _ at: Int) {
      let ordered = isBigEndian ? value.bigEndian : value.littleEndian
      withUnsafeBytes(of: ordered) { out.replaceSubrange(at..<at + $0.count, with: $0) }
    }
    func real(_ value: Double, _ first: Int, _ second: Int, _ index: Int = 0) {
      if version == 1 {
        put(Float(value).bitPattern, first + 4 * index)
      } else {
        put(value.bitPattern, second + 8 * index)
      }
    }
    put(Int32(count), 0)
    for (index, side) in dim.enumerated() {
      if version == 1 { put(Int16(side), 40 + 2 * index) } else { put(Int64(side), 16 + 8 * index) }
    }
    put(Int16(datatype ?? type.rawValue), version == 1 ? 70 : 12)
    for index in 0..<4 { real(pixdim[index], 76, 104, index) }
    if version == 1 { real(offset, 108, 0) } else { put(Int64(offset), 168) }
    real(slope, 112, 176)
    real(intercept, 116, 184)
    if version == 1 { out[123] = UInt8(units) } else { put(Int32(units), 500) }
    if version == 1 {
      put(Int16(qformCode), 252)
      put(Int16(sformCode), 254)
    } else {
      put(Int32(qformCode), 344)
      put(Int32(sformCode), 348)
    }
    for index in 0..<3 {
      real(quaternion[index], 256, 352, index)
      real(quaternionOffset[index], 268, 376, index)
      for column in 0..<4 { real(sform[index][column], 280, 400, 4 * index + column) }
    }
    let name = Array((magic + "\(version)").utf8)
    out.replaceSubrange((version == 1 ? 344 : 4)..<(version == 1 ? 347 : 7), with: name)
    if !extensions.isEmpty { out[count] = 1 }
    out += extensions
    for value in values { out += stored(value) }
    return out
  }

  private func stored(_ value: Double) -> [UInt8] {
    func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
      withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) { Array($0) }
    }
    return switch type {
    case .uint8: bytes(UInt8(value))
    case .int8: bytes(Int8(value))
    case .uint16: bytes(UInt16(value))
    case .int16: bytes(Int16(value))
    case .uint32: bytes(UInt32(value))
    case .int32: bytes(Int32(value))
    case .uint64: bytes(UInt64(value))
    case .int64: bytes(Int64(value))
    case .float32: bytes(Float(value).bitPattern)
    case .float64: bytes(value.bitPattern)
    }
  }
}
