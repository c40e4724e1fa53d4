internal import Files

/// A PNG file taken apart by the standard (ISO/IEC 15948), for what this program writes: 8-bit RGB,
/// not interlaced.
///
/// It shares nothing with the library that writes the files, so that one can check the other.
public struct PNGReading: Sendable {
  /// What is wrong with a file.
  public struct Failure: Error, CustomStringConvertible {
    /// What was wrong.
    public let description: String
  }

  /// A chunk as it stands in the file.
  public struct Chunk: Sendable {
    /// Its name of four letters.
    public let type: String
    /// What it holds.
    public let body: [UInt8]
    /// The checksum that stands in the file.
    public let checksum: UInt32
    /// The checksum of what it holds.
    public let computed: UInt32
  }

  /// All chunks, in order.
  public let chunks: [Chunk]
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int

  /// Takes a file apart; its pixels are decoded when they are asked for.
  public init(_ file: [UInt8]) throws {
    guard file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] else {
      throw Failure(description: "these \(file.count) bytes do not begin as a PNG file")
    }
    let reader = ByteReader(file, isBigEndian: true)
    var at = 8
    var chunks: [Chunk] = []
    while at < file.count {
      let length = Int(try reader.integer(UInt32.self, at: at))
      let typed = Array(try reader.slice(at: at + 4, count: length + 4))
      chunks.append(
        Chunk(
          type: String(decoding: typed.prefix(4), as: UTF8.self), body: Array(typed.dropFirst(4)),
          checksum: try reader.integer(at: at + 8 + length),
          computed: typed.withUnsafeBytes { Deflate.crc32($0) }))
      at += 12 + length
    }
    guard let header = chunks.first, header.type == "IHDR",
      header.body.suffix(5) == [8, 2, 0, 0, 0]
    else { throw Failure(description: "the header is not that of 8-bit RGB") }
    let sizes = ByteReader(header.body, isBigEndian: true)
    width = Int(try sizes.integer(UInt32.self, at: 0))
    height = Int(try sizes.integer(UInt32.self, at: 4))
    self.chunks = chunks
  }

  /// Red, green and blue of all pixels, rows from the top, by the five filters of the standard.
  public func pixels() throws -> [UInt8] {
    let packed = chunks.filter { $0.type == "IDAT" }.flatMap(\.body)
    let stride = width * 3
    let rows = try Deflate.inflate(
      Array(packed.dropFirst(2).dropLast(4)), count: (stride + 1) * height)
    var out = [UInt8](repeating: 0, count: stride * height)
    for y in 0..<height {
      let filter = rows[y * (stride + 1)]
      guard filter < 5 else { throw Failure(description: "row \(y) has the filter \(filter)") }
      for i in 0..<stride {
        let a = i >= 3 ? Int(out[y * stride + i - 3]) : 0
        let b = y > 0 ? Int(out[(y - 1) * stride + i]) : 0
        let c = i >= 3 && y > 0 ? Int(out[(y - 1) * stride + i - 3]) : 0
        let predicted =
          switch filter {
          case 1: a
          case 2: b
          case 3: (a + b) / 2
          case 4: Self.paeth(a, b, c)
          default: 0
          }
        out[y * stride + i] = UInt8((Int(rows[y * (stride + 1) + 1 + i]) + predicted) & 255)
      }
    }
    return out
  }

  private static func paeth(_ a: Int, _ b: Int, _ c: Int) -> Int {
    let p = a + b - c
    if abs(p - a) <= abs(p - b), abs(p - a) <= abs(p - c) { return a }
    return abs(p - b) <= abs(p - c) ? b : c
  }
}
