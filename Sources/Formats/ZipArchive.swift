internal import Files

/// The directory of a zip archive, read from its end and checked against the file's length.
///
/// Zip64 is read; encryption, several disks and methods other than stored and deflate are not
/// (PKWARE, "APPNOTE.TXT", 6.3.10). Nothing is ever unpacked to a disk: names only identify entries.
public struct ZipArchive: Sendable {
  /// One file of the archive.
  public struct Entry: Sendable, Equatable {
    /// Its name; no absolute path, no "..", no NUL.
    public let name: String
    /// Its length in bytes, inflated.
    public let count: Int
    /// How many bytes it takes in the archive.
    public let compressedCount: Int
    let isDeflated: Bool
    let checksum: UInt32
    let dataOffset: Int
  }

  /// The files of the archive in the order of its directory.
  public let entries: [Entry]
  let file: RandomAccessFile

  /// Opens an archive and reads its directory.
  ///
  /// - Throws: `ZipError` or `FileError`.
  public init(_ path: String) throws {
    file = try RandomAccessFile(path)
    let end = try ZipDirectoryEnd(file)
    let bytes = try file.read(at: end.offset, count: end.count)
    guard bytes.count == end.count else {
      throw ZipError.damaged(path: path, detail: "its directory lies outside the file")
    }
    let reader = ByteReader(bytes)
    var entries: [Entry] = []
    var at = 0
    do {
      for _ in 0..<end.entryCount {
        entries.append(try Self.entry(reader, &at, file))
      }
    } catch is ByteReader.OutOfBounds {
      throw ZipError.damaged(path: path, detail: "its directory is cut short")
    }
    guard Set(entries.map(\.name)).count == entries.count else {
      throw ZipError.damaged(path: path, detail: "two entries have the same name")
    }
    self.entries = entries
  }

  /// The entry of a name.
  public func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  private static func entry(
    _ reader: ByteReader, _ at: inout Int, _ file: RandomAccessFile
  ) throws -> Entry {
    let path = file.path
    guard try reader.integer(UInt32.self, at: at) == 0x0201_4B50 else {
      throw ZipError.damaged(path: path, detail: "its directory has a broken entry")
    }
    let flags = try reader.integer(UInt16.self, at: at + 8)
    let method = try reader.integer(UInt16.self, at: at + 10)
    let nameCount = Int(try reader.integer(UInt16.self, at: at + 28))
    let extraCount = Int(try reader.integer(UInt16.self, at: at + 30))
    let commentCount = Int(try reader.integer(UInt16.self, at: at + 32))
    let name = try self.name(reader.slice(at: at + 46, count: nameCount), path)
    guard flags & 1 == 0 else {
      throw ZipError.unsupported(path: path, detail: "is encrypted")
    }
    guard method == 0 || method == 8 else {
      throw ZipError.unsupported(path: path, detail: "uses compression method \(method)")
    }
    var sizes = ZipSizes(
      count: UInt64(try reader.integer(UInt32.self, at: at + 24)),
      compressed: UInt64(try reader.integer(UInt32.self, at: at + 20)),
      header: UInt64(try reader.integer(UInt32.self, at: at + 42)))
    try sizes.widen(reader, at: at + 46 + nameCount, count: extraCount)
    let checksum = try reader.integer(UInt32.self, at: at + 16)
    at += 46 + nameCount + extraCount + commentCount
    let limit = UInt64(file.count)
    guard sizes.header < limit, sizes.compressed <= limit, sizes.count <= 1 << 40,
      method == 8 || sizes.count == sizes.compressed
    else { throw ZipError.damaged(path: path, detail: "an entry lies outside the file") }
    let data = try dataOffset(Int(sizes.header), file)
    guard Int(sizes.compressed) <= file.count - data else {
      throw ZipError.damaged(path: path, detail: "an entry lies outside the file")
    }
    return Entry(
      name: name, count: Int(sizes.count), compressedCount: Int(sizes.compressed),
      isDeflated: method == 8, checksum: checksum, dataOffset: data)
  }

  /// Where the data begin, which only the header in front of them tells.
  private static func dataOffset(_ header: Int, _ file: RandomAccessFile) throws -> Int {
    let reader = ByteReader(try file.read(at: header, count: 30))
    guard reader.bytes.count == 30, try reader.integer(UInt32.self, at: 0) == 0x0403_4B50 else {
      throw ZipError.damaged(path: file.path, detail: "an entry has no header")
    }
    let data =
      header + 30 + Int(try reader.integer(UInt16.self, at: 26))
      + Int(try reader.integer(UInt16.self, at: 28))
    guard data <= file.count else {
      throw ZipError.damaged(path: file.path, detail: "an entry lies outside the file")
    }
    return data
  }

  private static func name(_ bytes: ArraySlice<UInt8>, _ path: String) throws -> String {
    let name = String(decoding: bytes, as: UTF8.self)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !bytes.isEmpty, bytes.count <= 255, !bytes.contains(0), !name.hasPrefix("/"),
      !name.contains("\\"), !parts.contains("..")
    else {
      throw ZipError.damaged(path: path, detail: "the name of an entry is unsafe")
    }
    return name
  }
}

/// The three numbers of an entry that zip64 may move to its extra field.
private struct ZipSizes {
  var count: UInt64
  var compressed: UInt64
  var header: UInt64

  mutating func widen(_ reader: ByteReader, at start: Int, count extraCount: Int) throws {
    var at = start
    let end = start + extraCount
    while at <= end - 4 {
      let kind = try reader.integer(UInt16.self, at: at)
      let length = Int(try reader.integer(UInt16.self, at: at + 2))
      at += 4
      guard kind == 1 else {
        at += length
        continue
      }
      let fieldEnd = min(end, at + length)
      for field in [\ZipSizes.count, \.compressed, \.header]
      where self[keyPath: field] == 0xFFFF_FFFF && at <= fieldEnd - 8 {
        self[keyPath: field] = try reader.integer(UInt64.self, at: at)
        at += 8
      }
      return
    }
  }
}

/// Where the directory of an archive lies.
private struct ZipDirectoryEnd {
  let offset: Int
  let count: Int
  let entryCount: Int

  /// The most bytes of directory that are read.
  static let greatestCount = 1 << 24

  init(_ file: RandomAccessFile) throws {
    let tailOffset = max(0, file.count - 65_557)
    let tail = ByteReader(try file.read(at: tailOffset, count: 65_557))
    var at = tail.bytes.count - 22
    // The record may be followed by a comment of any length.
    while at >= 0, try tail.integer(UInt32.self, at: at) != 0x0605_4B50 { at -= 1 }
    guard at >= 0 else { throw ZipError.notZip(path: file.path) }
    guard try tail.integer(UInt32.self, at: at + 4) == 0 else {
      throw ZipError.unsupported(path: file.path, detail: "is split over several disks")
    }
    var entries = UInt64(try tail.integer(UInt16.self, at: at + 10))
    var count = UInt64(try tail.integer(UInt32.self, at: at + 12))
    var offset = UInt64(try tail.integer(UInt32.self, at: at + 16))
    if entries == 0xFFFF || count == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
      guard at >= 20, try tail.integer(UInt32.self, at: at - 20) == 0x0706_4B50,
        let place = Int(exactly: try tail.integer(UInt64.self, at: at - 12))
      else { throw ZipError.damaged(path: file.path, detail: "its zip64 directory is missing") }
      let record = ByteReader(try file.read(at: place, count: 56))
      guard record.bytes.count == 56, try record.integer(UInt32.self, at: 0) == 0x0606_4B50 else {
        throw ZipError.damaged(path: file.path, detail: "its zip64 directory is missing")
      }
      entries = try record.integer(UInt64.self, at: 32)
      count = try record.integer(UInt64.self, at: 40)
      offset = try record.integer(UInt64.self, at: 48)
    }
    guard offset <= UInt64(file.count), count <= UInt64(file.count) - offset,
      count <= UInt64(Self.greatestCount), entries <= count / 46
    else {
      throw ZipError.damaged(path: file.path, detail: "its directory lies outside the file")
    }
    (self.offset, self.count, entryCount) = (Int(offset), Int(count), Int(entries))
  }
}
