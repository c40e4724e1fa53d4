import Files
import Testing

@Suite("Deflate")
struct DeflateTests {
  private let text = Array("the quick brown fox jumps over the lazy dog, again and again".utf8)

  @Test("gzip and raw deflate come back")
  func roundTrip() throws {
    for level: Int32 in [1, 6] {
      #expect(try Deflate.gunzip(Deflate.gzip(text, level: level), limit: text.count) == text)
      let raw = Deflate.deflate(text, level: level)
      #expect(try Deflate.inflate(raw, count: text.count) == text)
    }
    #expect(try Deflate.gunzip(Deflate.gzip([]), limit: 10).isEmpty)
  }

  @Test("members one after the other are one text; zeros after the last are padding")
  func members() throws {
    let file = Deflate.gzip(Array(text[..<9])) + Deflate.gzip(Array(text[9...]))
    #expect(try Deflate.gunzip(file + [0, 0, 0], limit: 100) == text)
    #expect(try Deflate.gunzipPrefix(file, count: 20) == Array(text[..<20]))
    #expect(try Deflate.gunzipPrefix(file, count: 1000) == text)
    #expect(throws: Deflate.Failure.damaged) { try Deflate.gunzip(file + [1, 2], limit: 100) }
  }

  @Test("more than the limit is refused, and so is every truncation")
  func limits() {
    let file = Deflate.gzip(text)
    #expect(throws: Deflate.Failure.tooLong(limit: text.count - 1)) {
      try Deflate.gunzip(file, limit: text.count - 1)
    }
    for count in 0..<file.count {
      #expect(throws: Deflate.Failure.self) {
        try Deflate.gunzip(Array(file[..<count]), limit: 100)
      }
    }
    #expect(throws: Deflate.Failure.self) {
      try Deflate.inflate(Deflate.deflate(text), count: text.count + 1)
    }
  }

  @Test("a gzip header with a name, a comment and extra bytes")
  func fancyHeader() throws {
    let plain = Deflate.gzip(text)
    let extra: [UInt8] = [3, 0, 1, 2, 3] + Array("name\0".utf8) + Array("comment\0".utf8)
    var file = Array(plain[..<10]) + extra + plain[10...]
    file[3] = 4 | 8 | 16
    #expect(try Deflate.gunzipPrefix(file, count: 5) == Array(text[..<5]))
    #expect(try Deflate.gunzip(file, limit: 100) == text)
  }

  @Test("a stream inflated byte by byte, and its end")
  func stream() throws {
    let raw = Deflate.deflate(text)
    let inflater = Inflater()
    var offset = 0
    var out: [UInt8] = []
    while !inflater.ended { out += try inflater.next(raw, at: &offset, room: 1) }
    #expect(out == text && offset == raw.count)
    let damaged = Inflater()
    var start = 0
    #expect(throws: Deflate.Failure.damaged) {
      try damaged.next([0xFF, 0xFF, 0xFF], at: &start, room: 10)
    }
  }

  @Test("CRC-32 of the standard's example")
  func checksum() {
    #expect(Array("123456789".utf8).withUnsafeBytes { Deflate.crc32($0) } == 0xCBF4_3926)
  }
}
