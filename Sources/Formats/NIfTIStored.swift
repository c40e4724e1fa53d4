internal import Volumes

/// A number as NIfTI stores it.
///
/// The loops over voxels are generic over this and are specialised for each type.
protocol NIfTIStored: BitwiseCopyable, Equatable {
  /// The number with its bytes in the other order.
  var swapped: Self { get }
  /// The nearest double.
  var double: Double { get }
  /// The value as an `Int`, nil when it has a fraction, is no number or does not fit.
  var exactInt: Int? { get }
  /// Rounded to the nearest `Int16`, halves away from zero, limits kept; NaN becomes 0.
  var nearestInt16: Int16 { get }
}

extension NIfTIStored where Self: FixedWidthInteger {
  var swapped: Self { byteSwapped }
  var double: Double { Double(self) }
  var exactInt: Int? { Int(exactly: self) }
  var nearestInt16: Int16 { Int16(clamping: self) }
}

extension NIfTIStored where Self: BinaryFloatingPoint {
  var double: Double { Double(self) }
  var exactInt: Int? { Int(exactly: self) }
  var nearestInt16: Int16 {
    if self.isNaN { return 0 }
    return Int16(max(-32768, min(32767, self.rounded(.toNearestOrAwayFromZero))))
  }
}

extension UInt8: NIfTIStored {}
extension Int8: NIfTIStored {}
extension UInt16: NIfTIStored {}
extension Int16: NIfTIStored {}
extension UInt32: NIfTIStored {}
extension Int32: NIfTIStored {}
extension UInt64: NIfTIStored {}
extension Int64: NIfTIStored {}
extension Float: NIfTIStored {
  var swapped: Float { Float(bitPattern: bitPattern.byteSwapped) }
}
extension Double: NIfTIStored {
  var swapped: Double { Double(bitPattern: bitPattern.byteSwapped) }
}

/// The voxels of an image as numbers of one stored type, in file order.
struct StoredVoxels<Stored: NIfTIStored> {
  /// The whole file.
  let bytes: [UInt8]
  /// Where the first number begins.
  let offset: Int
  /// How many numbers there are.
  let count: Int
  /// Whether bytes must be swapped.
  let isSwapped: Bool

  init(_ image: NIfTIImage) {
    bytes = image.bytes
    offset = image.voxelOffset
    count = image.size.count
    isSwapped = image.isBigEndian
  }

  /// The numbers from `start` on, `room` at most, in the machine's byte order.
  ///
  /// In pieces, so that neither swapping nor scaling needs a second volume.
  func piece(at start: Int, into buffer: inout [Stored]) -> Int {
    let taken = min(buffer.count, count - start)
    let width = MemoryLayout<Stored>.size
    var out = buffer.mutableSpan
    let raw = bytes.span.bytes
    var at = offset + start * width
    for index in 0..<taken {
      let value = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: Stored.self)
      out[index] = isSwapped ? value.swapped : value
      at &+= width
    }
    return taken
  }
}
