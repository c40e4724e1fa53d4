internal import Volumes

/// A grid as 144 bytes: size x, y, z, then spacing, the columns of the direction and the origin as
/// exact doubles; eight bytes each, lowest first.
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
    let spacing = SIMD3(n[0], n[1], n[2])
    let direction = Matrix3(
      columns: [n[3], n[4], n[5]], [n[6], n[7], n[8]], [n[9], n[10], n[11]])
    let origin = PatientPoint(n[12], n[13], n[14])
    do throws(Geometry.Failure) {
      return (size, try geometry(spacing, direction, origin, exactly: n))
    } catch {
      throw CodecError("its grid lies nowhere: \(error.message)")
    }
  }

  /// `Geometry` derives its parts from the product of direction and spacing, which may round; of the
  /// ways to build it, the one that gives back the stored numbers is taken.
  private static func geometry(
    _ spacing: SIMD3<Double>, _ direction: Matrix3, _ origin: PatientPoint, exactly wanted: [Double]
  ) throws(Geometry.Failure) -> Geometry {
    let columns = direction.scalingColumns(by: spacing)
    let first = try Geometry(columns: columns, origin: origin)
    if numbers(of: first) == wanted { return first }
    // The vectors before rounding lie within a unit in the last place of the product.
    for factor in [Double(1).nextUp, Double(1).nextDown] {
      let moved = try Geometry(
        columns: columns.scalingColumns(by: SIMD3(repeating: factor)), origin: origin)
      if numbers(of: moved) == wanted { return moved }
    }
    return first
  }

  private static func numbers(of geometry: Geometry) -> [Double] {
    let (i, j, k) = geometry.direction.columns
    return [geometry.spacing, i, j, k, geometry.origin.vector].flatMap { [$0.x, $0.y, $0.z] }
  }
}
