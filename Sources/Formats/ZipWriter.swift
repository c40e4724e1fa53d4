internal import Files

/// The bytes of a zip archive, entry by entry (PKWARE, "APPNOTE.TXT", 6.3.10).
///
/// The same entries always give the same bytes: every date is 1 January 1980, the first that the
/// format can tell. Zip64 is not written.
struct ZipWriter {
  private var file = LittleEndianBytes()
  private var directory = LittleEndianBytes()
  private var count: UInt16 = 0

  /// The most bytes of an entry, and of an archive.
  static let greatestCount = 0xFFFF_FFFE

  /// Deflates an entry and adds it; `name` is ASCII.
  ///
  /// - Throws: `SurfaceFileFailure.tooLarge`.
  mutating func add(_ name: String, _ content: [UInt8]) throws(SurfaceFileFailure) {
    guard content.count <= Self.greatestCount else { throw .tooLarge(bytes: content.count) }
    let checksum = content.withUnsafeBytes { Deflate.crc32($0) }
    let data = Deflate.deflate(content, level: 6)
    let name = Array(name.utf8)
    let start = file.bytes.count
    let end = start + data.count + directory.bytes.count + 256
    guard end <= Self.greatestCount else { throw .tooLarge(bytes: end) }

    var common = LittleEndianBytes()
    // Needs version 2.0, no flags, deflate, midnight, 1 January 1980.
    common.append(UInt16(20), 0, 8, 0, 0x0021)
    common.append(checksum, UInt32(data.count), UInt32(content.count))
    common.append(UInt16(name.count), 0)

    file.append(UInt32(0x0403_4B50))
    file.append(common.bytes + name + data)

    directory.append(UInt32(0x0201_4B50))
    directory.append(UInt16(20))
    directory.append(common.bytes)
    directory.append(UInt16(0), 0, 0)
    directory.append(UInt32(0), UInt32(start))
    directory.append(name)
    count += 1
  }

  /// The whole archive.
  var bytes: [UInt8] {
    var end = LittleEndianBytes()
    end.append(UInt32(0x0605_4B50))
    end.append(UInt16(0), 0, count, count)
    end.append(UInt32(directory.bytes.count), UInt32(file.bytes.count))
    end.append(UInt16(0))
    return file.bytes + directory.bytes + end.bytes
  }
}
