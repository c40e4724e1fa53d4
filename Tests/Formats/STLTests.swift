import Files
import Meshing
import Testing
import Volumes

@testable import Formats

@Suite("STL")
struct STLTests {
  private let header = SurfaceHeader(code: "K7Q2", side: .right, bone: "patella")
  private let tetrahedron = Mesh(
    positions: [[0, 0, 0], [1.5, 0, 0], [0, 2.25, 0], [0, 0, -3.125]],
    triangles: [0, 1, 2, 0, 3, 1, 0, 2, 3, 1, 3, 2])

  private func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }

  @Test("the header is 80 bytes of ASCII, with units, frame, code, side and bone")
  func headerText() {
    let bytes = STLFile.encode(tetrahedron, header: header)
    let text = String(decoding: bytes.prefix(80), as: UTF8.self)
    #expect(text.hasPrefix("Condyle "))
    #expect(text.contains(" UNITS=mm SPACE=LPS K7Q2 right patella "))
    #expect(text.utf8.count == 80 && text.allSatisfy(\.isASCII))
  }

  @Test("a long or strange name is cut and made ASCII, an unknown side says so")
  func strangeNames() {
    let long = SurfaceHeader(
      code: "K7Q2", side: nil,
      bone: "fibule externe\u{1B}[31m épaisse" + String(repeating: "x", count: 90))
    #expect(long.line.contains("K7Q2 unknown fibule_externe_[31m__paissex"))
    let bytes = STLFile.encode(Mesh(), header: long)
    #expect(long.line.utf8.count > 80 && long.line.utf8.starts(with: bytes.prefix(80)))
    #expect(bytes.prefix(80).allSatisfy { (0x20...0x7E).contains($0) })
    #expect(bytes.count == 84)
  }

  @Test("count, normal and corners lie where the format puts them")
  func layout() {
    let bytes = STLFile.encode(tetrahedron, header: header)
    #expect(bytes.count == 84 + 4 * 50)
    #expect(word(bytes, 80) == 4)
    // The first triangle lies in the plane z = 0 and turns from x to y: its normal is +z.
    let first = (0..<12).map { Float(bitPattern: word(bytes, 84 + 4 * $0)) }
    #expect(first == [0, 0, 1, 0, 0, 0, 1.5, 0, 0, 0, 2.25, 0])
    #expect(bytes[84 + 48] == 0 && bytes[84 + 49] == 0)
  }

  @Test("a triangle without area gets the normal 0, 0, 0")
  func noArea() {
    let mesh = Mesh(positions: [[0, 0, 0], [1, 1, 1], [2, 2, 2]], triangles: [0, 1, 2])
    let bytes = STLFile.encode(mesh, header: header)
    #expect((0..<3).allSatisfy { word(bytes, 84 + 4 * $0) == 0 })
  }

  @Test("what was written reads back as the same triangles, equal corners joined")
  func roundTrip() throws {
    let read = try STLFile.decode(STLFile.encode(tetrahedron, header: header))
    #expect(read.positions.count == 4)
    #expect(
      read.triangles.map { read.positions[Int($0)] }
        == tetrahedron.triangles.map { tetrahedron.positions[Int($0)] })
    #expect(MeshFacts(of: read).isManifold)
    #expect(try STLFile.decode(STLFile.encode(Mesh(), header: header)) == Mesh())
  }

  @Test("a surface of random labels stays a closed two-manifold through a file")
  func manifoldThroughFile() throws {
    let size = GridSize(7, 6, 5)
    let geometry = try Geometry(spacing: [0.3, 0.4, 0.9], origin: PatientPoint(-200, 150, 1200))
    let voxels = (0..<size.count).map { _ in UInt8.random(in: 0...1) }
    let labels = Volume(size: size, geometry: geometry, voxels: voxels)
    let mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    let read = try STLFile.decode(STLFile.encode(mesh, header: header))
    #expect(read.positions.count == mesh.positions.count, "voxels \(voxels)")
    #expect(MeshFacts(of: read, findingSelfIntersections: false).isManifold, "voxels \(voxels)")
  }

  @Test("every truncation is refused, and so is a byte too many")
  func truncations() {
    let bytes = STLFile.encode(tetrahedron, header: header)
    for count in 0..<bytes.count {
      #expect(throws: STLFailure.self) { try STLFile.decode(Array(bytes.prefix(count))) }
    }
    #expect(throws: STLFailure.wrongSize(bytes: 285, triangles: 4, expected: 284)) {
      try STLFile.decode(bytes + [0])
    }
    #expect(throws: STLFailure.tooShort(bytes: 83)) {
      try STLFile.decode(Array(bytes.prefix(83)))
    }
  }

  @Test("a count that the file cannot hold is refused before memory is asked for")
  func hugeCount() {
    var bytes = STLFile.encode(tetrahedron, header: header)
    for place in 80..<84 { bytes[place] = 0xFF }
    #expect(throws: STLFailure.self) { try STLFile.decode(bytes) }
  }

  @Test("the text form is refused by its name")
  func textForm() {
    let text = "solid a\n" + String(repeating: " facet normal 0 0 1\n", count: 9) + "endsolid a\n"
    #expect(throws: STLFailure.textForm) { try STLFile.decode(Array(text.utf8)) }
  }

  @Test("a coordinate that is no number is refused with its triangle")
  func notFinite() {
    var mesh = tetrahedron
    mesh.positions[3].y = .nan
    let bytes = STLFile.encode(mesh, header: header)
    #expect(throws: STLFailure.notFinite(triangle: 1)) { try STLFile.decode(bytes) }
  }

  @Test("every failure says what to do next")
  func messages() {
    for failure: STLFailure in [
      .tooShort(bytes: 3), .wrongSize(bytes: 90, triangles: 1, expected: 134), .textForm,
      .notFinite(triangle: 2),
    ] {
      #expect(failure.message.count > 40 && failure.exitStatus == .badData)
    }
  }
}
