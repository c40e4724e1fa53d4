import Files
import Testing

@Suite("Bytes, digests and safe text")
struct BytesTests {
  @Test("numbers in both byte orders")
  func numbers() throws {
    let bytes: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0, 0, 0x80, 0x3F]
    let little = ByteReader(bytes)
    let big = ByteReader(bytes, isBigEndian: true)
    #expect(try little.integer(UInt16.self, at: 1) == 0x0302)
    #expect(try big.integer(UInt32.self, at: 0) == 0x0102_0304)
    #expect(try little.float(at: 4) == 1)
    #expect(try little.text(at: 0, count: 8).utf8.count == 4)
  }

  @Test("reads beyond the bytes are refused, at any offset")
  func bounds() {
    let reader = ByteReader([1, 2, 3])
    for offset in [-1, 2, 3, Int.max, Int.min] {
      #expect(throws: ByteReader.OutOfBounds.self) { try reader.integer(UInt16.self, at: offset) }
    }
    #expect(throws: ByteReader.OutOfBounds.self) { try reader.slice(at: 1, count: 3) }
    #expect(throws: ByteReader.OutOfBounds.self) { try reader.slice(at: 1, count: -1) }
    #expect(throws: ByteReader.OutOfBounds.self) { try reader.slice(at: 1, count: .max) }
    #expect(throws: ByteReader.OutOfBounds.self) { try ByteReader([]).double(at: 0) }
  }

  @Test("SHA-256 of the standard's examples")
  func digests() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(SHA256.digest(of: [UInt8]()).hex == empty)
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    var hash = SHA256()
    hash.update("a")
    hash.update(Array("bc".utf8))
    #expect(hash.finish().hex == abc)
    #expect(Digest(hex: abc)?.hex == abc)
    #expect(Digest(hex: "12") == nil && Digest(hex: String(repeating: "g", count: 64)) == nil)
  }

  @Test("escape sequences, reversed text and invisible characters become visible dots")
  func safeText() {
    #expect(SafeText.cleaned("a\u{1B}[31mb\u{202E}c\u{200B}d") == "a·[31mb·c·d")
    #expect(SafeText.cleaned(String(repeating: "x", count: 70)).count == 65)
    #expect(SafeText.cleaned("e\u{301}\u{301}\u{301}").unicodeScalars.count == 3)
    #expect(SafeText.cleaned("Ünal 山田") == "Ünal 山田")
    #expect(SafeText.path("a\nb") == "a\\u{a}b")
  }

  @Test("a text of combining marks alone is cut too")
  func marks() {
    let marks = String(repeating: "\u{301}", count: 5000)
    #expect(SafeText.cleaned(marks).unicodeScalars.count <= 2)
  }

  @Test("every exit code is the one of sysexits.h")
  func exits() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 66, 73, 74, 75])
  }
}
