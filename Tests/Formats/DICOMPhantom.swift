import Files
import TestKit
import Volumes

@testable import Formats

/// Small synthetic CT series, written by the program's own writer, and ways to spoil them.
enum DICOMPhantom {
  /// 7×5×9 voxels, 0.5×0.75×1.25 mm, axes turned, HU from -1000 with every slice different.
  static func volume(slices: Int = 9) throws -> Volume<Int16> {
    let (c, s) = (0.8, 0.6)
    let geometry = try Geometry(
      spacing: [0.5, 0.75, 1.25], origin: PatientPoint(-12.5, 30.25, -410),
      direction: Matrix3(columns: [c, s, 0], [-s, c, 0], [0, 0, 1]))
    let size = GridSize(7, 5, slices)
    var voxels = [Int16](repeating: -1000, count: size.count)
    for at in voxels.indices where at % 3 != 0 { voxels[at] = Int16(at * 5 - 200) }
    return Volume(size: size, geometry: geometry, voxels: voxels)
  }

  /// The bytes of each slice's file, in the order of k.
  static func files(
    slices: Int = 9, root: String = "test",
    compression: DICOMSeriesWriter.Compression = .none
  ) throws -> [[UInt8]] {
    let folder = try TemporaryFolder()
    try DICOMSeriesWriter.write(
      try volume(slices: slices), side: .left, uidRoot: root, to: folder.path("s"),
      compression: compression)
    return try (1...slices).map { try InputFile.read(folder.path("s/slice-000\($0).dcm")) }
  }

  /// Puts files into a new folder, with names that say nothing about their order.
  static func folder(_ files: [[UInt8]]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (at, bytes) in files.enumerated() {
      let letter = String(UnicodeScalar(UInt8(97 + (at * 7) % 26)))
      try OutputFile.write(bytes, to: folder.path("\(letter)\(at)"))
    }
    return folder
  }

  /// The place of an element's value in an uncompressed file of the writer, and its length.
  ///
  /// A search for the tag and a VR with a 16-bit length is enough for these short headers.
  static func value(_ group: UInt16, _ element: UInt16, in bytes: [UInt8]) -> Range<Int>? {
    let tag = [
      UInt8(group & 255), UInt8(group >> 8), UInt8(element & 255), UInt8(element >> 8),
    ]
    for at in 132..<bytes.count - 8 where Array(bytes[at..<at + 4]) == tag {
      let start = at + 8
      return start..<start + Int(bytes[at + 6]) + Int(bytes[at + 7]) << 8
    }
    return nil
  }

  /// The file with another text as an element's value, padded to an even length.
  static func setting(
    _ group: UInt16, _ element: UInt16, _ text: String, in bytes: [UInt8]
  ) -> [UInt8] {
    guard let range = value(group, element, in: bytes) else { return bytes }
    var value = Array(text.utf8)
    if value.count % 2 == 1 { value.append(32) }
    var result = bytes
    result[range.lowerBound - 2] = UInt8(value.count & 255)
    result[range.lowerBound - 1] = UInt8(value.count >> 8)
    result.replaceSubrange(range, with: value)
    return result
  }

  /// The file without an element.
  static func removing(_ group: UInt16, _ element: UInt16, in bytes: [UInt8]) -> [UInt8] {
    guard let range = value(group, element, in: bytes) else { return bytes }
    var result = bytes
    result.removeSubrange(range.lowerBound - 8..<range.upperBound)
    return result
  }

  /// The position of a slice as the file has it, mm.
  static func position(_ bytes: [UInt8]) -> [Double] {
    guard let range = value(0x20, 0x32, in: bytes) else { return [] }
    return String(decoding: bytes[range], as: UTF8.self).split(separator: "\\").compactMap {
      Double($0.trimmingBlanks)
    }
  }

  /// The file moved by a vector in mm.
  static func moving(_ bytes: [UInt8], by mm: [Double]) -> [UInt8] {
    let moved = zip(position(bytes), mm).map { "\($0 + $1)" }
    return setting(0x20, 0x32, moved.joined(separator: "\\"), in: bytes)
  }

  /// The message of whatever `body` throws.
  static func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was thrown"
    } catch let error as any ExplainedError {
      return error.message
    } catch {
      return "not explained: \(error)"
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
