import Files
import Foundation
import Meshing
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("PLY")
struct PLYTests {
  private let header = SurfaceHeader(code: "K7Q2", side: .left, bone: "tibia", frame: .ras)
  private let tetrahedron = Mesh(
    positions: [[0, 0, 0], [1.5, 0, 0], [0, 2.25, 0], [0, 0, -3.125]],
    triangles: [0, 1, 2, 0, 3, 1, 0, 2, 3, 1, 3, 2])

  private var content: PLYFile.Content {
    PLYFile.Content(
      mesh: tetrahedron, doubt: [0, 0.25, 0.5, 1], deviation: [0, -1.5, 0.125, 2],
      comments: ["deviation mm, signed"])
  }

  private func text(_ lines: String) -> [UInt8] { Array(lines.utf8) }

  /// A triangle as a plain program writes it.
  private let plain = """
    ply
    format ascii 1.0
    element vertex 3
    property double x
    property double y
    property double z
    property uchar red
    element face 1
    property list uchar uint vertex_index
    end_header
    0 0 0 255
    1.5 0 0 12
    0 -2.25e0 0.1 0
    3 0 1 2

    """

  @Test("the header says form, units, frame, code, side, bone and columns, line by line")
  func headerText() {
    let bytes = PLYFile.encode(content, header: header)
    let wanted = """
      ply
      format binary_little_endian 1.0
      comment \(Program.nameAndVersion); research use only
      comment UNITS mm
      comment SPACE RAS
      comment CODE K7Q2
      comment SIDE left
      comment BONE tibia
      comment deviation mm, signed
      element vertex 4
      property float x
      property float y
      property float z
      property float doubt
      property float deviation
      element face 4
      property list uchar int vertex_indices
      end_header

      """
    #expect(bytes.starts(with: text(wanted)))
    #expect(bytes.count == wanted.utf8.count + 4 * 20 + 4 * 13)
  }

  @Test("numbers lie where the format puts them: the second corner, the first triangle")
  func layout() {
    let bytes = PLYFile.encode(content, header: header)
    let data = Array(bytes.suffix(4 * 20 + 4 * 13))
    func word(_ at: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(data[at + $1]) << (8 * $1) } }
    let second = (0..<5).map { Float(bitPattern: word(20 + 4 * $0)) }
    #expect(second == [1.5, 0, 0, 0.25, -1.5])
    #expect(data[80] == 3)
    #expect([word(81), word(85), word(89)] == [0, 1, 2])
  }

  @Test("what was written reads back bit for bit, with doubt and deviation or without")
  func roundTrip() throws {
    let all = try PLYFile.decode(PLYFile.encode(content, header: header))
    #expect(all.mesh == content.mesh)
    #expect(all.doubt == content.doubt && all.deviation == content.deviation)
    #expect(all.comments == header.comments + content.comments)
    for bare in [
      PLYFile.Content(mesh: tetrahedron), PLYFile.Content(mesh: tetrahedron, doubt: [0, 0, 1, 1]),
      PLYFile.Content(mesh: tetrahedron, deviation: [1, 2, 3, 4]), PLYFile.Content(mesh: Mesh()),
    ] {
      let read = try PLYFile.decode(PLYFile.encode(bare, header: header))
      #expect(read.mesh == bare.mesh && read.doubt == bare.doubt)
      #expect(read.deviation == bare.deviation)
    }
  }

  @Test("random surfaces read back bit for bit")
  func random() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("PLY round trip: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let count = Int.random(in: 1...60, using: &dice)
      func number() -> Float { Float.random(in: -500...500, using: &dice) }
      let mesh = Mesh(
        positions: (0..<count).map { _ in SIMD3(number(), number(), number()) },
        triangles: (0..<3 * Int.random(in: 0...80, using: &dice)).map { _ in
          UInt32.random(in: 0..<UInt32(count), using: &dice)
        })
      let meant = PLYFile.Content(mesh: mesh, deviation: mesh.positions.map { _ in number() })
      let read = try PLYFile.decode(PLYFile.encode(meant, header: header))
      #expect(read.mesh == meant.mesh && read.deviation == meant.deviation, "seed \(seed)")
    }
  }

  @Test("every truncation of either form is refused, and so is more than is promised")
  func truncations() throws {
    for whole in [PLYFile.encode(content, header: header), text(plain)] {
      _ = try PLYFile.decode(whole)
      for count in 0..<whole.count {
        #expect(throws: PLYFailure.self, "\(count) bytes of \(whole.count)") {
          try PLYFile.decode(Array(whole.prefix(count)))
        }
      }
    }
    #expect(throws: PLYFailure.tooLong(bytes: 1)) {
      try PLYFile.decode(PLYFile.encode(content, header: header) + [0])
    }
    #expect(throws: PLYFailure.tooLong(bytes: 2)) { try PLYFile.decode(text(plain + "4\n")) }
  }

  @Test("a plain text file of another program reads: other columns are passed over")
  func plainText() throws {
    let read = try PLYFile.decode(text(plain))
    #expect(read.mesh.positions == [[0, 0, 0], [1.5, 0, 0], [0, -2.25, 0.1]])
    #expect(read.mesh.triangles == [0, 1, 2])
    #expect(read.doubt == nil && read.deviation == nil && read.comments.isEmpty)
    let windows = plain.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try PLYFile.decode(text(windows)) == read)
  }

  @Test("elements and lists that are not ours are passed over, wherever they stand")
  func otherElements() throws {
    let lines = """
      ply
      format ascii 1.0
      element edge 2
      property list uchar int ends
      property float weight
      element face 1
      property uchar flags
      property list uchar int vertex_indices
      property list uchar float texcoord
      element vertex 3
      property float z
      property float doubt
      property float y
      property float x
      end_header
      2 5 6 0.5
      0 0.25
      9 3 2 1 0 6 0 0 1 0 1 1
      3 0.5 2 1
      6 0.25 5 4
      9 1 8 7

      """
    let read = try PLYFile.decode(text(lines))
    #expect(read.mesh.positions == [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(read.mesh.triangles == [2, 1, 0] && read.doubt == [0.5, 0.25, 1])
  }

  @Test(
    "counts that the file cannot hold are refused before memory is asked for",
    arguments: ["vertex", "face", "edge"])
  func hugeCounts(_ element: String) {
    for form in ["ascii", "binary_little_endian"] {
      let lines = """
        ply
        format \(form) 1.0
        element \(element) 4611686018427387904
        property float x
        property float y
        property float z
        end_header
        0 0 0

        """
      #expect(throws: PLYFailure.cutOff(element: element, bytes: lines.utf8.count)) {
        try PLYFile.decode(text(lines))
      }
      let nothing = """
        ply
        format \(form) 1.0
        element \(element) 9000000000000000000
        end_header

        """
      #expect(throws: PLYFailure.self) { try PLYFile.decode(text(nothing)) }
    }
    var list = text(
      "ply\nformat binary_little_endian 1.0\nelement face 1\n"
        + "property list uint double vertex_indices\nproperty list uint char more\nend_header\n")
    list += [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(throws: PLYFailure.self) { try PLYFile.decode(list) }
  }

  @Test("what is no surface of triangles is refused by its reason")
  func refusals() {
    func refuse(_ change: (String, String), _ failure: PLYFailure) {
      #expect(throws: failure) {
        try PLYFile.decode(text(plain.replacingOccurrences(of: change.0, with: change.1)))
      }
    }
    refuse(("ply\n", "plx\n"), .noHeader)
    refuse(("ascii", "binary_big_endian"), .form("binary_big_endian 1.0"))
    refuse(("format ascii 1.0\n", ""), .form(""))
    refuse(("element vertex 3", "element vertex -3"), .badLine("element vertex -3"))
    refuse(("uchar red", "colour red"), .badLine("property colour red"))
    refuse(("3 0 1 2", "4 0 1 2 0"), .notATriangle(face: 0))
    refuse(("3 0 1 2", "3 0 1 3"), .noSuchCorner(face: 0, corners: 3))
    refuse(("3 0 1 2", "3 0 1 -1"), .noSuchCorner(face: 0, corners: 3))
    refuse(("1.5 0", "nan 0"), .notFinite(vertex: 1))
    refuse(("1.5 0", "1,5 0"), .notANumber("1,5"))
    refuse(("3 0 1 2", "3 0 1 1.5"), .notANumber("1.5"))
    refuse(
      ("double z", "double h"), .notASurface("its corners have no x, y and z, or have them twice"))
    refuse(("vertex_index", "corners"), .notASurface("its faces name no corners"))
    refuse(("element vertex", "element point"), .notASurface("it has no corners"))
  }

  @Test("every failure says what to do next, and nothing from a file gets through unsafe")
  func messages() {
    for failure: PLYFailure in [
      .noHeader, .badLine("x"), .form("y"), .notASurface("z"), .cutOff(element: "face", bytes: 3),
      .tooLong(bytes: 1), .openEnd, .notANumber("q"), .notFinite(vertex: 1), .notATriangle(face: 2),
      .noSuchCorner(face: 1, corners: 2),
    ] {
      #expect(failure.message.count > 40 && failure.exitStatus == .badData)
    }
    #expect(throws: PLYFailure.badLine("·[31m")) {
      try PLYFile.decode(text("ply\n\u{1B}[31m\nend_header\n"))
    }
  }
}
