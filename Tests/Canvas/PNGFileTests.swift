import TestKit
import Testing

@testable import Canvas

@Suite("PNG files")
struct PNGFileTests {
  private func chunks(_ file: [UInt8]) throws -> [PNGReading.Chunk] { try PNGReading(file).chunks }

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
    let found = try PNGReading(try PNGFile.encode(picture))
    #expect(found.width == 7 && found.height == 5)
    #expect(try found.pixels() == picture.pixels.flatMap { [$0.red, $0.green, $0.blue] })
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
