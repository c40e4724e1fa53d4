import Files
import TestKit
import Testing

@testable import Formats

@Suite("Zip archives")
struct ZipArchiveTests {
  /// A small archive, stored or deflated, as Python's zipfile lays it out.
  private func archive(
    _ files: [(String, [UInt8])], deflated: Bool, flags: UInt16 = 0, method: UInt16? = nil
  ) -> [UInt8] {
    var out = LittleEndianBytes()
    var directory = LittleEndianBytes()
    let method = method ?? (deflated ? 8 : 0)
    for (name, bytes) in files {
      let data = deflated ? Deflate.deflate(bytes) : bytes
      let checksum = bytes.withUnsafeBytes { Deflate.crc32($0) }
      let offset = UInt32(out.bytes.count)
      let count = UInt16(name.utf8.count)
      out.append(UInt32(0x0403_4B50))
      out.append(UInt16(20), flags, method, 0, 33)
      out.append(checksum, UInt32(data.count), UInt32(bytes.count))
      out.append(count, 0)
      out.append(Array(name.utf8) + data)
      directory.append(UInt32(0x0201_4B50))
      directory.append(UInt16(20), 20, flags, method, 0, 33)
      directory.append(checksum, UInt32(data.count), UInt32(bytes.count))
      directory.append(count, 0, 0, 0, 0)
      directory.append(UInt32(0), offset)
      directory.append(Array(name.utf8))
    }
    let start = UInt32(out.bytes.count)
    out.append(directory.bytes)
    out.append(UInt32(0x0605_4B50))
    out.append(UInt16(0), 0, UInt16(files.count), UInt16(files.count))
    out.append(UInt32(directory.bytes.count), start)
    out.append(UInt16(0))
    return out.bytes
  }

  private func open(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> ZipArchive {
    let path = folder.path("a.zip")
    try OutputFile.write(bytes, to: path, replace: true)
    return try ZipArchive(path)
  }

  @Test("stored and deflated entries come out whole, in pieces of any length")
  func contents() throws {
    let folder = try TemporaryFolder()
    let long = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0) }
    for deflated in [false, true] {
      let zip = try open(archive([("a.npy", [1, 2, 3]), ("b", long)], deflated: deflated), folder)
      #expect(zip.entries.map(\.name) == ["a.npy", "b"])
      let entry = try #require(zip.entry(named: "b"))
      let stream = ZipEntryStream(zip, entry)
      var out: [UInt8] = []
      for piece in [1, 0, 999, 4000, 10] { out += try stream.read(count: piece) }
      #expect(out == long)
      #expect(try stream.read(count: 5).isEmpty)
    }
  }

  @Test("encryption and other methods are refused by name")
  func unsupported() throws {
    let folder = try TemporaryFolder()
    for bytes in [
      archive([("a", [1])], deflated: false, flags: 1),
      archive([("a", [1])], deflated: false, method: 12),
    ] {
      #expect {
        try open(bytes, folder)
      } throws: {
        guard case .unsupported? = $0 as? ZipError else { return false }
        return true
      }
    }
  }

  @Test("unsafe and doubled names are refused")
  func names() throws {
    let folder = try TemporaryFolder()
    for name in ["../a", "a/../b", "/etc/passwd", "a\0b", "a\\b", ""] {
      #expect(throws: ZipError.self, "\(name)") {
        try open(archive([(name, [1])], deflated: false), folder)
      }
    }
    #expect(throws: ZipError.self) {
      try open(archive([("a", [1]), ("a", [2])], deflated: false), folder)
    }
    #expect(throws: Never.self) { try open(archive([("a/b..c", [1])], deflated: false), folder) }
  }

  @Test("a changed byte of the data fails the checksum")
  func checksum() throws {
    let folder = try TemporaryFolder()
    var bytes = archive([("a", [1, 2, 3, 4])], deflated: false)
    bytes[31 + 2] ^= 1
    let zip = try open(bytes, folder)
    #expect(throws: ZipError.self) {
      try ZipEntryStream(zip, #require(zip.entries.first)).read(count: 4)
    }
  }

  @Test("a float array is laid out as numpy.savez_compressed does")
  func npz() throws {
    let folder = try TemporaryFolder()
    let values: [[Float]] = [[0, 0.5], [1, -1]]
    let bytes = NPZWriter.bytes(key: "probabilities", shape: [2, 2]) { values[$0] }
    #expect(bytes == NPZWriter.bytes(key: "probabilities", shape: [2, 2]) { values[$0] })
    // Version 45, deflate, 1 January 1980 at 0:00; sizes in the zip64 field only.
    #expect(Array(bytes[4..<14]) == [45, 0, 0, 0, 8, 0, 0, 0, 33, 0])
    #expect(Array(bytes[18..<26]) == [UInt8](repeating: 255, count: 8))
    let zip = try open(bytes, folder)
    let entry = try #require(zip.entry(named: "probabilities.npy"))
    #expect(entry.count == 128 + 16)
    let npy = try ZipEntryStream(zip, entry).read(count: 1000)
    #expect(try NPYHeader(npy).shape == [2, 2])
    let floats = npy[128...].withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    #expect(floats == [0, 0.5, 1, -1])
  }
}
