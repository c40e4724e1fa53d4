import Canvas
import Files
import Foundation
import Meshing
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("3MF")
struct ThreeMFTests {
  private let parts = [
    ThreeMFFile.Part(
      name: "femur",
      mesh: Mesh(
        positions: [[0, 0, 0], [1.5, 0, 0], [0, -2.25, 0], [0, 0, 3]],
        triangles: [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]), colour: Colour(hex: 0x56B4E9)),
    ThreeMFFile.Part(
      name: "a < \"b\" & c", mesh: Mesh(positions: [[7, 8, 9]], triangles: [0, 0, 0]),
      colour: Colour(hex: 0x000AFF)),
  ]

  private func entries(_ bytes: [UInt8]) throws -> [String: String] {
    let folder = try TemporaryFolder()
    let path = folder.path("a.3mf")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let archive = try ZipArchive(path)
    var entries: [String: String] = [:]
    for entry in archive.entries {
      let content = try ZipEntryStream(archive, entry).read(count: entry.count)
      entries[entry.name] = String(decoding: content, as: UTF8.self)
    }
    return entries
  }

  private func encode(_ parts: [ThreeMFFile.Part]) throws -> [UInt8] {
    try ThreeMFFile.encode(parts, code: "K7Q2", side: .right, frame: .lps)
  }

  @Test("the archive holds the three files of the format, and the model what was given")
  func model() throws {
    let entries = try entries(encode(parts))
    #expect(
      Set(entries.keys) == ["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"])
    #expect(entries["_rels/.rels"]?.contains("Target=\"/3D/3dmodel.model\"") == true)
    let model = try #require(entries["3D/3dmodel.model"])
    for line in [
      "<model unit=\"millimeter\" ",
      "<metadata name=\"Title\">K7Q2 right</metadata>",
      "<metadata name=\"Description\">UNITS mm; SPACE LPS; CODE K7Q2; SIDE right</metadata>",
      "<base name=\"femur\" displaycolor=\"#56B4E9\"/>",
      "<base name=\"a &lt; &quot;b&quot; &amp; c\" displaycolor=\"#000AFF\"/>",
      "<object id=\"2\" type=\"model\" name=\"femur\" pid=\"1\" pindex=\"0\">",
      "<object id=\"3\" type=\"model\" name=\"a &lt; &quot;b&quot; &amp; c\" pid=\"1\" pindex=\"1\">",
      "<vertex x=\"0.0\" y=\"-2.25\" z=\"0.0\"/>",
      "<triangle v1=\"1\" v2=\"2\" v3=\"3\"/>",
      "<item objectid=\"2\"/>", "<item objectid=\"3\"/>",
    ] { #expect(model.contains(line), "\(line)") }
    #expect(model.components(separatedBy: "<vertex ").count == 1 + 5)
    #expect(model.components(separatedBy: "<triangle ").count == 1 + 5)
  }

  @Test("the same bones give the same bytes, and the only dates are the format's first")
  func deterministic() throws {
    let bytes = try encode(parts)
    #expect(try encode(parts) == bytes)
    // Midnight, 1 January 1980: the time and the date of the first entry.
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
  }

  @Test("every truncation is no archive")
  func truncations() throws {
    let bytes = try encode(parts)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: (any Error).self) { try entries(Array(bytes.prefix(count))) }
    }
  }

  @Test("a control character in a name cannot break the XML")
  func control() throws {
    var part = parts[0]
    part.name = "a\u{0}\u{B}b"
    #expect(try entries(encode([part]))["3D/3dmodel.model"]?.contains("name=\"a__b\"") == true)
  }
}
