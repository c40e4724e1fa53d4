import Files
import Meshing
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("OBJ")
struct OBJTests {
  @Test("a triangle, line by line: comments with units and frame, corners, faces from 1")
  func lines() {
    let mesh = Mesh(
      positions: [[0, 0, 0], [1.5, 0, -0.1], [0, 1e-5, 123456]], triangles: [0, 1, 2])
    let header = SurfaceHeader(code: "K7Q2", side: nil, bone: "os fabella")
    #expect(
      String(decoding: OBJFile.encode(mesh, header: header), as: UTF8.self) == """
        # \(Program.nameAndVersion); research use only
        # UNITS mm
        # SPACE LPS
        # CODE K7Q2
        # SIDE unknown
        # BONE os_fabella
        o os_fabella
        v 0.0 0.0 0.0
        v 1.5 0.0 -0.1
        v 0.0 1e-05 123456.0
        f 1 2 3

        """)
  }

  @Test("every number reads back as the very same float")
  func exact() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("OBJ numbers: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    let positions = (0..<500).map { _ in
      SIMD3<Float>(
        .random(in: -1000...1000, using: &dice), .random(in: -0.001...0.001, using: &dice),
        .random(in: -1e6...1e6, using: &dice))
    }
    let mesh = Mesh(positions: positions, triangles: [498, 10, 99])
    let text = String(
      decoding: OBJFile.encode(mesh, header: SurfaceHeader(code: "A", side: nil, bone: "b")),
      as: UTF8.self)
    let read = text.split(separator: "\n").filter { $0.hasPrefix("v ") }.map { line in
      let numbers = line.split(separator: " ").dropFirst().compactMap { Float($0) }
      return SIMD3(numbers[0], numbers[1], numbers[2])
    }
    #expect(read == positions, "seed \(seed)")
    #expect(text.hasSuffix("\nf 499 11 100\n"))
  }
}

@Suite("Surface headers")
struct SurfaceHeaderTests {
  @Test("RAS turns x and y round and nothing else; outward stays outward, and no 0 becomes -0")
  func frames() {
    let mesh = Mesh(
      positions: [[0, 0, 0], [1.5, 0, 0], [0, 2.25, 0], [0, 0, 3.125]],
      triangles: [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3])
    let turned = mesh.turned(to: .ras)
    #expect(turned.positions == [[0, 0, 0], [-1.5, 0, 0], [0, -2.25, 0], [0, 0, 3.125]])
    #expect(turned.triangles == mesh.triangles)
    #expect(turned.positions.allSatisfy { $0.x.bitPattern != (-Float(0)).bitPattern })
    #expect(MeshFacts(of: mesh).volume > 0)
    #expect(MeshFacts(of: turned).volume == MeshFacts(of: mesh).volume)
    #expect(turned.turned(to: .ras) == mesh && mesh.turned(to: .lps) == mesh)
  }

  @Test("the line names the frame")
  func line() {
    let header = SurfaceHeader(code: "K7Q2", side: .right, bone: "femur", frame: .ras)
    #expect(header.line == "\(Program.nameAndVersion) UNITS=mm SPACE=RAS K7Q2 right femur")
  }
}
