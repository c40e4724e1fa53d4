import Files
import Testing

@testable import Canvas

@Suite("PNG files")
struct PNGFileTests {
  /// A chunk as it stands in the file.
  private struct Chunk {
    let type: String
    let body: [UInt8]
    let checksum: UInt32
    let computed: UInt32
  }

  private func chunks(_ file: [UInt8]) throws -> [Chunk] {
    let reader = ByteReader(file, isBigEndian: true)
    var at = 8
    var result: [Chunk] = []
    while at < file.count {
      let length = Int(try reader.integer(UInt32.self, at: at))
      let typed = Array(try reader.slice(at: at + 4, count: length + 4))
      result.append(
        Chunk(
          type: String(decoding: typed.prefix(4), as: UTF8.self), body: Array(typed.dropFirst(4)),
          checksum: try reader.integer(at: at + 8 + length),
          computed: typed.withUnsafeBytes { Deflate.crc32($0) }))
      at += 12 + length
    }
    return result
  }

  /// The pixels of an 8-bit RGB file, by the five filters of the standard.
  private func pixels(_ chunks: [Chunk], width: Int, height: Int) throws -> [UInt8] {
    let packed = chunks.filter { $0.type == "IDAT" }.flatMap(\.body)
    let rows = try Deflate.inflate(
      Array(packed.dropFirst(2).dropLast(4)), count: (width * 3 + 1) * height)
    var out = [UInt8](repeating: 0, count: width * 3 * height)
    for y in 0..<height {
      for i in 0..<width * 3 {
        let a = i >= 3 ? Int(out[y * width * 3 + i - 3]) : 0
        let b = y > 0 ? Int(out[(y - 1) * width * 3 + i]) : 0
        let c = i >= 3 && y > 0 ? Int(out[(y - 1) * width * 3 + i - 3]) : 0
        let p = a + b - c
        let paeth =
          abs(p - a) <= abs(p - b) && abs(p - a) <= abs(p - c)
          ? a : abs(p - b) <= abs(p - c) ? b : c
        let predicted = [0, a, b, (a + b) / 2, paeth][Int(rows[y * (width * 3 + 1)])]
        out[y * width * 3 + i] = UInt8((Int(rows[y * (width * 3 + 1) + 1 + i]) + predicted) & 255)
      }
    }
    return out
  }

  private var picture: Raster {
    var raster = Raster(width: 7, height: 5, filledWith: Colour(hex: 0x102030))
    for x in 0..<7 { raster[x, 2] = Colour(UInt8(x * 30), 200, UInt8(255 - x * 9)) }
    raster[6, 4] = .white
    return raster
  }

  @Test("a file has the signature, a header of its size, and no chunk with a wrong checksum")
  func structure() throws {
    let file = try PNGFile.encode(picture)
    #expect(file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let chunks = try chunks(file)
    #expect(chunks.first?.type == "IHDR")
    #expect(chunks.first?.body == [0, 0, 0, 7, 0, 0, 0, 5, 8, 2, 0, 0, 0])
    #expect(chunks.last?.type == "IEND")
    for chunk in chunks { #expect(chunk.checksum == chunk.computed, "\(chunk.type)") }
  }

  @Test("the pixels come back as they went in")
  func roundTrip() throws {
    let picture = picture
    let found = try pixels(try chunks(try PNGFile.encode(picture)), width: 7, height: 5)
    #expect(found == picture.pixels.flatMap { [$0.red, $0.green, $0.blue] })
  }

  @Test("a Latin-1 text is a tEXt chunk, any other an iTXt chunk in UTF-8")
  func texts() throws {
    let file = try PNGFile.encode(
      picture, texts: [PNGFile.Text("Case", "K7Q2 0.4×0.6"), PNGFile.Text("Bones", "diz kapağı")])
    let chunks = try chunks(file)
    let plain = try #require(chunks.first { $0.type == "tEXt" })
    #expect(plain.body == Array("Case\0K7Q2 0.4".utf8) + [0xD7] + Array("0.6".utf8))
    let wide = try #require(chunks.first { $0.type == "iTXt" })
    #expect(wide.body == Array("Bones\0\0\0\0\0diz kapağı".utf8))
  }

  @Test("pixels a metre are written, and the time never is")
  func scale() throws {
    let chunks = try chunks(try PNGFile.encode(picture, pixelsPerMetre: 4878.05))
    #expect(chunks.first { $0.type == "pHYs" }?.body == [0, 0, 0x13, 0x0E, 0, 0, 0x13, 0x0E, 1])
    #expect(!chunks.contains { $0.type == "tIME" })
    #expect(try !self.chunks(try PNGFile.encode(picture)).contains { $0.type == "pHYs" })
  }

  @Test("what libpng refuses becomes an error in words, and the program goes on")
  func refused() throws {
    // libpng takes at most a million pixels a side.
    let wide = Raster(width: 1_000_001, height: 1, filledWith: .black)
    #expect(throws: PNGFile.Failure.self) { try PNGFile.encode(wide) }
    #expect(try !PNGFile.encode(picture).isEmpty)
  }
}
