public import Meshing
internal import Volumes

/// Surfaces as binary STL: an 80-byte header, a count, and 50 bytes a triangle.
///
/// Coordinates are mm as 32-bit floats, little endian; the format itself says neither the unit nor the
/// frame, so the header does. There are no indices: a reader joins equal corners.
public enum STLFile {
  static let headerSize = 80
  static let triangleSize = 50

  /// The bytes of a file.
  ///
  /// Normals are computed from the 32-bit corners; a triangle without area gets 0, 0, 0. The header is
  /// cut after 80 characters; it never begins with "solid", by which readers recognise the text form.
  ///
  /// - Parameter mesh: its corners in the frame that the header names.
  public static func encode(_ mesh: Mesh, header: SurfaceHeader) -> [UInt8] {
    let text = header.line.utf8.prefix(headerSize)
    let size = headerSize + 4 + triangleSize * mesh.triangleCount
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, filled in
      let buffer = UnsafeMutableRawBufferPointer(bytes)
      for place in 0..<headerSize { buffer[place] = 0x20 }
      buffer.copyBytes(from: text)
      buffer.storeBytes(
        of: UInt32(mesh.triangleCount).littleEndian, toByteOffset: headerSize, as: UInt32.self)
      var at = headerSize + 4
      for triangle in 0..<mesh.triangleCount {
        let a = mesh.positions[Int(mesh.triangles[3 &* triangle])]
        let b = mesh.positions[Int(mesh.triangles[3 &* triangle &+ 1])]
        let c = mesh.positions[Int(mesh.triangles[3 &* triangle &+ 2])]
        store(normal(a, b, c), at, buffer)
        store(a, at &+ 12, buffer)
        store(b, at &+ 24, buffer)
        store(c, at &+ 36, buffer)
        buffer.storeBytes(of: 0, toByteOffset: at &+ 48, as: UInt16.self)
        at &+= triangleSize
      }
      filled = size
    }
  }

  @inline(__always)
  private static func store(
    _ vector: SIMD3<Float>, _ offset: Int, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    for axis in 0..<3 {
      buffer.storeBytes(
        of: vector[axis].bitPattern.littleEndian, toByteOffset: offset &+ 4 &* axis,
        as: UInt32.self)
    }
  }

  /// Reads a binary file; equal corners are joined, so that what `encode` wrote compares as a surface.
  ///
  /// The stored normals are not used. The text form is refused.
  ///
  /// - Throws: `STLFailure`.
  public static func decode(_ bytes: [UInt8]) throws(STLFailure) -> Mesh {
    guard bytes.count >= headerSize + 4 else {
      throw bytes.starts(with: Array("solid ".utf8)) ? .textForm : .tooShort(bytes: bytes.count)
    }
    let count = bytes.withUnsafeBytes {
      Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: headerSize, as: UInt32.self)))
    }
    let expected = headerSize + 4 + triangleSize * count
    guard bytes.count == expected else {
      // Some programs begin binary files with "solid" too, so the size decides, not the word.
      if bytes.starts(with: Array("solid".utf8)) { throw .textForm }
      throw .wrongSize(bytes: bytes.count, triangles: count, expected: expected)
    }
    var corners: [SIMD3<Float>] = []
    corners.reserveCapacity(3 * count)
    for triangle in 0..<count {
      for corner in 0..<3 {
        let position = position(bytes, headerSize + 4 + triangleSize * triangle + 12 + 12 * corner)
        guard position.x.isFinite, position.y.isFinite, position.z.isFinite else {
          throw .notFinite(triangle: triangle)
        }
        corners.append(position)
      }
    }
    let weld = VertexWeld(corners)
    return Mesh(positions: weld.positions, triangles: weld.map)
  }

  private static func position(_ bytes: [UInt8], _ offset: Int) -> SIMD3<Float> {
    bytes.withUnsafeBytes { buffer in
      var position = SIMD3<Float>.zero
      for axis in 0..<3 {
        let bits = buffer.loadUnaligned(fromByteOffset: offset &+ 4 &* axis, as: UInt32.self)
        position[axis] = Float(bitPattern: UInt32(littleEndian: bits))
      }
      return position
    }
  }

  private static func normal(
    _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>
  ) -> SIMD3<Float> {
    let origin = SIMD3<Double>(a)
    let normal = cross(SIMD3<Double>(b) - origin, SIMD3<Double>(c) - origin)
    let length = length(normal)
    return length > 0 ? SIMD3<Float>(normal / length) : .zero
  }
}
