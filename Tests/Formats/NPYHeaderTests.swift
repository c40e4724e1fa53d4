import Testing

@testable import Formats

@Suite("The header of .npy")
struct NPYHeaderTests {
  private func bytes(_ text: String, version: UInt8 = 1) -> [UInt8] {
    let count = text.utf8.count
    let length: [UInt8] =
      version == 1
      ? [UInt8(count & 255), UInt8(count >> 8)] : [UInt8(count & 255), UInt8(count >> 8), 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(text.utf8)
  }

  @Test("NumPy's own header, byte for byte")
  func numpy() throws {
    let text =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (5, 30, 101, 122), }"
      + String(repeating: " ", count: 47) + "\n"
    let header = NPYHeader(kind: .float, width: 4, shape: [5, 30, 101, 122])
    #expect(header.bytes == bytes(text))
    #expect(header.bytes.count == 128)
    #expect(try NPYHeader(header.bytes) == header)
  }

  @Test("versions 1 to 3, either order, any of the numbers", arguments: [1, 2, 3] as [UInt8])
  func versions(version: UInt8) throws {
    for (descr, kind, width) in [
      ("<f4", NPYHeader.Kind.float, 4), ("<f2", .float, 2), ("|u1", .unsigned, 1),
      ("<u2", .unsigned, 2), ("<i2", .signed, 2), ("<i8", .signed, 8), ("|b1", .bool, 1),
    ] {
      let header = try NPYHeader(
        bytes("{\"shape\": (3L,), 'fortran_order': True,'descr': '\(descr)'}\n", version: version))
      #expect(header.kind == kind && header.width == width)
      #expect(header.shape == [3] && header.isFortranOrder && !header.isBigEndian)
    }
    #expect(
      try NPYHeader(
        bytes("{'descr': '>f4', 'fortran_order': False, 'shape': ()}", version: version)
      )
      .isBigEndian)
  }

  @Test("Python objects and records are refused by their reason")
  func objects() {
    let rest = ", 'fortran_order': False, 'shape': (2,), }"
    #expect(throws: NPYHeader.Failure.objects) { try NPYHeader(bytes("{'descr': '|O'" + rest)) }
    #expect(throws: NPYHeader.Failure.objects) { try NPYHeader(bytes("{'descr': 'O8'" + rest)) }
    for type in ["<c8", "<U5", "<f16", "<f3", "|f4", "f", "", "<M8[ns]"] {
      #expect(throws: NPYHeader.Failure.self) {
        try NPYHeader(bytes("{'descr': '\(type)'" + rest))
      }
    }
    #expect(throws: NPYHeader.Failure.type("a record")) {
      try NPYHeader(bytes("{'descr': [('a', '<f4')]" + rest))
    }
  }

  @Test("every truncation and every odd text is refused")
  func malformed() {
    let good = NPYHeader(kind: .float, width: 4, shape: [2, 3]).bytes
    for count in 0..<good.count {
      #expect(throws: NPYHeader.Failure.self) { try NPYHeader(Array(good[..<count])) }
    }
    for text in [
      "", "{", "{}", "{'descr': '<f4'}", "{'shape': (-1,)}", "{'shape': (99999999999999999999,)}",
      "{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}", "__import__('os')",
      "{'x': 1}", "{'descr: <f4}",
    ] {
      #expect(throws: NPYHeader.Failure.self, "\(text)") { try NPYHeader(bytes(text)) }
    }
  }

  @Test("a product that overflows is no count")
  func overflow() throws {
    let header = try NPYHeader(
      bytes("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}"))
    #expect(header.count == nil)
    #expect(NPYHeader(kind: .float, width: 4, shape: [2, 3]).count == 6)
  }
}
