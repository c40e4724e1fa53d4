internal import Volumes

/// A grid as 144 bytes: size x, y, z, then spacing, the columns of the direction and the origin as
/// exact doubles; eight bytes each, lowest first.
///
/// `Geometry` derives its parts anew and may round the last bit of a number: far less than a
/// nanometre, and the same each time.
enum GridCodec {
  static func encode(_ size: GridSize, _ geometry: Geometry) -> [UInt8] {
    var out = ByteWriter()
    for axis in 0..<3 { out.fixed(UInt64(size[axis])) }
    for number in numbers(of: geometry) { out.fixed(number.bitPattern) }
    return out.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(CodecError) -> (GridSize, Geometry) {
    guard bytes.count == 144 else { throw CodecError("a grid takes 144 bytes, not \(bytes.count)") }
    var words = [UInt64](repeating: 0, count: 18)
    for (position, byte) in bytes.enumerated() {
      words[position / 8] |= UInt64(byte) << UInt64(position % 8 * 8)
    }
    guard words[..<3].allSatisfy({ $0 <= UInt64(GridSize.greatestSide) }),
      let size = GridSize(checking: Int(words[0]), Int(words[1]), Int(words[2]))
    else { throw CodecError("its grid has a size that cannot be") }
    let n = words[3...].map { Double(bitPattern: $0) }
    do throws(Geometry.Failure) {
      return (
        size,
        try Geometry(
          spacing: SIMD3(n[0], n[1], n[2]), origin: PatientPoint(n[12], n[13], n[14]),
          direction: Matrix3(
            columns: [n[3], n[4], n[5]], [n[6], n[7], n[8]], [n[9], n[10], n[11]]))
      )
    } catch {
      throw CodecError("its grid lies nowhere: \(error.message)")
    }
  }

  private static func numbers(of geometry: Geometry) -> [Double] {
    let (i, j, k) = geometry.direction.columns
    return [geometry.spacing, i, j, k, geometry.origin.vector].flatMap { [$0.x, $0.y, $0.z] }
  }
}
