internal import Volumes

/// Which voxels of a box carry one of a set of label values, one bit a voxel.
///
/// Rows run along x and are whole 64-bit words; around the box lies a border of background, at least
/// `padding` wide, whatever the labels are there. The border closes surfaces that the edge of a volume
/// cuts, and lets filters and cells read past the box without a check.
struct BitRows: Sendable {
  /// The least number of background voxels on each side.
  static let padding = 4
  // Eight in front of a row, so that a group of eight voxels never lies across two words.
  private static let front = 8

  /// The voxel of bit (0, 0, 0); may lie outside the volume.
  let origin: VoxelIndex
  /// Bits along x, y, z, border included.
  let size: GridSize
  /// Words of a row.
  let wordsPerRow: Int
  /// `size.y` rows a slice, `size.z` slices, and one word more, so that a read across the end of the
  /// last row needs no check.
  let words: [UInt64]

  /// Reads the voxels of `box`, which must lie inside the volume.
  init(of values: Set<UInt8>, in labels: Volume<UInt8>, box: VoxelBox) {
    self.init(of: values, in: LabelBlock(labels), box: box)
  }

  /// Reads the voxels of `box`, which must lie inside the block.
  init(of values: Set<UInt8>, in block: LabelBlock, box: VoxelBox) {
    let pad = Self.padding
    let inner = box.size
    origin = VoxelIndex(box.lower.x - Self.front, box.lower.y - pad, box.lower.z - pad)
    size = GridSize(inner.x + Self.front + pad, inner.y + 2 * pad, inner.z + 2 * pad)
    wordsPerRow = (size.x + 63) / 64
    var words = [UInt64](repeating: 0, count: wordsPerRow * size.y * size.z + 1)
    var out = words.mutableSpan
    let patterns = values.subtracting([0]).sorted().map { UInt64($0) &* 0x0101_0101_0101_0101 }
    let bytes = block.voxels.span.bytes
    let stored = block.box.size
    for z in 0..<inner.z {
      for y in 0..<inner.y {
        let first = stored.offset(
          VoxelIndex(
            box.lower.x - block.box.lower.x, box.lower.y - block.box.lower.y + y,
            box.lower.z - block.box.lower.z + z))
        let row = ((z + pad) * size.y + y + pad) * wordsPerRow
        Self.pack(bytes, from: first, count: inner.x, patterns.span, into: &out, row: row)
      }
    }
    self.words = words
  }

  private static func pack(
    _ bytes: RawSpan, from first: Int, count: Int, _ patterns: Span<UInt64>,
    into words: inout MutableSpan<UInt64>, row: Int
  ) {
    var x = 0
    while x < count {
      // Most of a box is background.
      if count &- x >= 64 {
        let block = bytes.unsafeLoadUnaligned(fromByteOffset: first &+ x, as: SIMD8<UInt64>.self)
        let four = block.lowHalf | block.highHalf
        let two = four.lowHalf | four.highHalf
        if two.x | two.y == 0 {
          x &+= 64
          continue
        }
      }
      var eight: UInt64 = 0
      if count &- x >= 8 {
        eight = bytes.unsafeLoadUnaligned(fromByteOffset: first &+ x, as: UInt64.self)
      } else {
        for i in 0..<(count &- x) {
          let byte = bytes.unsafeLoad(fromByteOffset: first &+ x &+ i, as: UInt8.self)
          eight |= UInt64(byte) &<< UInt64(8 &* i)
        }
      }
      if eight != 0 {
        var bits: UInt64 = 0
        for i in patterns.indices { bits |= equalBytes(eight, patterns[i]) }
        let place = front &+ x
        words[row &+ place &>> 6] |= bits &<< UInt64(place & 63)
      }
      x &+= 8
    }
  }

  /// Eight bits, set where the bytes of two words are equal.
  @inline(__always)
  private static func equalBytes(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = a ^ b
    // 0x80 in each byte that is zero; exact, since no sum of seven bits carries out of its byte.
    let zero = ~(((difference & low) &+ low) | difference | low)
    // The product moves the eight flags side by side into the highest byte.
    return ((zero &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// The first word of a row.
  @inline(__always)
  func row(_ y: Int, _ z: Int) -> Int { (z &* size.y &+ y) &* wordsPerRow }

  /// 64 bits of a row from bit `x` on; those past the row's end are not meant to be used.
  @inline(__always)
  static func bits(_ words: Span<UInt64>, row: Int, from x: Int) -> UInt64 {
    let at = row &+ x &>> 6
    let shift = UInt64(truncatingIfNeeded: x & 63)
    // Two shifts, since a shift by 64 is no shift.
    return words[at] &>> shift | (words[at &+ 1] &<< 1) &<< (63 &- shift)
  }

  /// The pattern of the cell whose lowest corner is bit (x, y, z): see `CellTable`.
  @inline(__always)
  func pattern(_ words: Span<UInt64>, _ x: Int, _ y: Int, _ z: Int) -> Int {
    let near = row(y, z)
    let far = near &+ size.y &* wordsPerRow
    let a = Self.bits(words, row: near, from: x) & 3
    let b = Self.bits(words, row: near &+ wordsPerRow, from: x) & 3
    let c = Self.bits(words, row: far, from: x) & 3
    let d = Self.bits(words, row: far &+ wordsPerRow, from: x) & 3
    return Int(truncatingIfNeeded: a | b &<< 2 | c &<< 4 | d &<< 6)
  }

  /// 64 bits of a row from bit `x` on, background where there is none; `x` may lie before the row.
  @inline(__always)
  func window(_ words: Span<UInt64>, _ y: Int, _ z: Int, from x: Int) -> UInt64 {
    guard y >= 0, y < size.y, z >= 0, z < size.z, x < size.x, x > -64 else { return 0 }
    let row = row(y, z)
    // The border at the end of a row is background and hides what the next row begins with, but no
    // more than that.
    let left = size.x &- x
    let here: UInt64 = left >= 64 ? .max : (1 &<< UInt64(truncatingIfNeeded: left)) &- 1
    if x >= 0 { return Self.bits(words, row: row, from: x) & here }
    return (words[row] &<< UInt64(truncatingIfNeeded: -x)) & here
  }

  /// The number of set bits.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The number of neighbouring pairs of voxels, one inside and one outside.
  var crossedEdgeCount: Int {
    let words = self.words.span
    let slice = size.y &* wordsPerRow
    var count = 0
    for at in slice..<(words.count &- 1) {
      let word = words[at]
      // The word in front ends the row before where a row begins, and that end is background.
      let before = word &<< 1 | words[at &- 1] &>> 63
      count &+= (word ^ before).nonzeroBitCount
      count &+= (word ^ words[at &- wordsPerRow]).nonzeroBitCount
      count &+= (word ^ words[at &- slice]).nonzeroBitCount
    }
    return count
  }
}
