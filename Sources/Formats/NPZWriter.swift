internal import Files

/// One float32 array as the bytes of an `.npz`, laid out as `numpy.savez_compressed` does.
///
/// The same array always gives the same bytes: the date is 1 January 1980, as NumPy writes it too.
public enum NPZWriter {
  /// Writes an array in C order whose outermost axis is made piece by piece.
  ///
  /// For the classes of a network's output: one class of floats exists at a time beside the bytes.
  ///
  /// - Parameters:
  ///   - key: the name of the array, such as `probabilities`.
  ///   - shape: the sizes, outermost first.
  ///   - piece: the values of one step along the outermost axis, the product of the other sizes long.
  public static func bytes(
    key: String, shape: [Int], piece: (_ outermost: Int) throws -> [Float]
  ) rethrows -> [UInt8] {
    let header = NPYHeader(kind: .float, width: 4, shape: shape)
    let pieceCount = shape.dropFirst().reduce(1, *)
    var npy = header.bytes
    npy.reserveCapacity(npy.count + 4 * pieceCount * (shape.first ?? 0))
    for index in 0..<(shape.first ?? 0) {
      let values = try piece(index)
      precondition(values.count == pieceCount, "a piece needs \(pieceCount) values")
      values.withUnsafeBytes { npy += $0 }
    }
    return archive(name: key + ".npy", npy)
  }

  /// The bytes of an archive that holds one array.
  static func archive(name: String, _ npy: [UInt8]) -> [UInt8] {
    let checksum = npy.withUnsafeBytes { Deflate.crc32($0) }
    let data = Deflate.deflate(npy, level: 6)
    let name = Array(name.utf8)
    let nameCount = UInt16(name.count)
    // NumPy always writes zip64 in front of the data, and plain sizes in the directory while they fit.
    let isLarge = npy.count >= 0xFFFF_FFFF || data.count >= 0xFFFF_FFFF
    precondition(!isLarge, "an array of 4 GiB needs a zip64 directory, which is not written")
    var file = LittleEndianBytes()
    file.append(UInt32(0x0403_4B50))
    file.append(UInt16(45), 0, 8, 0, 0x0021)
    file.append(checksum, 0xFFFF_FFFF, 0xFFFF_FFFF)
    file.append(nameCount, 20)
    file.append(name)
    file.append(UInt16(1), 16)
    file.append(UInt64(npy.count), UInt64(data.count))
    file.append(data)
    let directory = file.bytes.count
    file.append(UInt32(0x0201_4B50))
    file.append(UInt16(0x032D), 45, 0, 8, 0, 0x0021)
    file.append(checksum, UInt32(data.count), UInt32(npy.count))
    file.append(nameCount, 0, 0, 0, 0)
    file.append(UInt32(0o600) << 16, 0)
    file.append(name)
    let directoryCount = file.bytes.count - directory
    file.append(UInt32(0x0605_4B50))
    file.append(UInt16(0), 0, 1, 1)
    file.append(UInt32(directoryCount), UInt32(directory))
    file.append(UInt16(0))
    return file.bytes
  }
}
