internal import Files

/// The bytes of one entry of a zip archive, inflated piece by piece.
///
/// A class because it owns the place in a stream, with zlib's state behind it.
public final class ZipEntryStream {
  private let file: RandomAccessFile
  private let entry: ZipArchive.Entry
  private let inflater = Inflater()
  private var input: [UInt8] = []
  private var inputOffset = 0
  private var consumed = 0
  private var produced = 0
  private var checksum: UInt32 = 0

  /// Starts at the beginning of an entry.
  public init(_ archive: ZipArchive, _ entry: ZipArchive.Entry) {
    file = archive.file
    self.entry = entry
  }

  /// Fills `buffer` as far as the entry reaches, and answers how many bytes that were.
  ///
  /// The checksum is compared when the last byte has been given.
  ///
  /// - Throws: `ZipError.damaged` when the entry ends early, is longer than it says, or differs from
  ///   its checksum.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    let wanted = min(buffer.count, entry.count - produced)
    while filled < wanted {
      try refill()
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<wanted])
      let got = entry.isDeflated ? try inflate(into: room) : store(into: room)
      if got == 0, inputOffset == input.count, consumed == entry.compressedCount || inflater.ended {
        throw damaged("\(entry.count) bytes were promised, \(produced + filled) are there")
      }
      filled += got
    }
    checksum = Deflate.crc32(
      UnsafeRawBufferPointer(rebasing: buffer[..<filled]), after: checksum)
    produced += filled
    if produced == entry.count, checksum != entry.checksum {
      throw damaged("the checksum of an entry differs")
    }
    return filled
  }

  /// At most `count` bytes.
  public func read(count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(count, entry.count - produced))
    let got = try bytes.withUnsafeMutableBytes { try read(into: $0) }
    bytes.removeLast(bytes.count - got)
    return bytes
  }

  private func refill() throws {
    guard inputOffset == input.count, consumed < entry.compressedCount else { return }
    input = try file.read(
      at: entry.dataOffset + consumed, count: min(1 << 20, entry.compressedCount - consumed))
    guard !input.isEmpty else { throw damaged("an entry is cut short") }
    consumed += input.count
    inputOffset = 0
  }

  private func inflate(into room: UnsafeMutableRawBufferPointer) throws -> Int {
    do {
      let got = try inflater.next(input, at: &inputOffset, into: room)
      if inflater.ended, got < room.count {
        throw damaged("an entry is shorter than it says")
      }
      return got
    } catch is Deflate.Failure {
      throw damaged("the deflate data of an entry")
    }
  }

  private func store(into room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, input.count - inputOffset)
    input.withUnsafeBytes { bytes in
      room.copyBytes(from: bytes[inputOffset..<inputOffset + count])
    }
    inputOffset += count
    return count
  }

  private func damaged(_ detail: String) -> ZipError {
    .damaged(path: file.path, detail: detail)
  }
}
