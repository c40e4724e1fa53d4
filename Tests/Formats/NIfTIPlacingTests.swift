import Formats
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("Where a NIfTI volume lies")
struct NIfTIPlacingTests {
  @Test("the sform is in RAS, the geometry in LPS")
  func sform() throws {
    var file = NIfTIBytes()
    file.sform = [[-2, 0, 0, 10], [0, 3, 0, 20], [0, 0, 4, 30]]
    let geometry = try NIfTIImage(file.bytes, path: "a").geometry
    #expect(geometry.origin == PatientPoint(-10, -20, 30))
    #expect(geometry.spacing == [2, 3, 4])
    #expect(geometry.direction.rowMajor == [1, 0, 0, 0, -1, 0, 0, 0, 1])
  }

  @Test("the qform: identity, half a turn about z, and handedness in pixdim[0]")
  func qform() throws {
    var file = NIfTIBytes()
    (file.sformCode, file.qformCode) = (0, 1)
    file.pixdim = [1, 2, 3, 4]
    file.quaternionOffset = [5, 6, 7]
    let plain = try NIfTIImage(file.bytes, path: "a").geometry
    #expect(plain.origin == PatientPoint(-5, -6, 7))
    #expect(plain.direction.rowMajor == [-1, 0, 0, 0, -1, 0, 0, 0, 1])
    file.quaternion = [0, 0, 1]
    let turned = try NIfTIImage(file.bytes, path: "a").geometry
    #expect(turned.direction == .identity)
    file.pixdim[0] = -1
    let mirrored = try NIfTIImage(file.bytes, path: "a").geometry
    #expect(mirrored.direction.rowMajor == [1, 0, 0, 0, 1, 0, 0, 0, -1])
  }

  @Test("a quarter turn about z takes i to anterior")
  func quarter() throws {
    var file = NIfTIBytes()
    (file.sformCode, file.qformCode) = (0, 1)
    file.quaternion = [0, 0, 0.5.squareRoot()]
    let step = try NIfTIImage(file.bytes, path: "a").geometry.columns[0]
    // RAS +y is LPS -y.
    #expect(length(step - [0, -1, 0]) < 1e-6)
  }

  @Test("sform and qform apart: a notice, the sform, or the one that fits the CT")
  func apart() throws {
    var file = NIfTIBytes()
    file.qformCode = 1
    file.sformCode = 1
    file.quaternionOffset = [0.5, 0, 0]
    let alone = try NIfTIImage(file.bytes, path: "a")
    #expect(alone.geometry.origin == PatientPoint(0, 0, 0))
    #expect(alone.notices.count == 1)
    #expect(alone.notices[0].contains("0.5 mm"))
    let ct = try Geometry(
      columns: Matrix3(columns: [-1, 0, 0], [0, -1, 0], [0, 0, 1]), origin: PatientPoint(-0.5, 0, 0)
    )
    let fitting = try NIfTIImage(file.bytes, path: "a", matching: (ct, GridSize(3, 4, 5)))
    #expect(fitting.geometry.origin == PatientPoint(-0.5, 0, 0))
    #expect(fitting.notices[0].contains("the qform is used"))
    file.quaternionOffset = [0.009, 0, 0]
    #expect(try NIfTIImage(file.bytes, path: "a").notices.isEmpty)
  }

  @Test("neither sform nor qform: spacing alone, with a notice")
  func neither() throws {
    var file = NIfTIBytes()
    file.sformCode = 0
    file.pixdim = [1, 0.5, 0.6, 0.7]
    let image = try NIfTIImage(file.bytes, path: "a")
    #expect(length(image.geometry.spacing - [0.5, 0.6, 0.7]) < 1e-6)
    #expect(image.notices.count == 1)
  }

  @Test("metres and micrometres become millimetres")
  func units() throws {
    var file = NIfTIBytes()
    file.units = 1
    file.sform = [[0.002, 0, 0, 0.01], [0, 0.002, 0, 0], [0, 0, 0.002, 0]]
    let metres = try NIfTIImage(file.bytes, path: "a")
    #expect(length(metres.geometry.spacing - [2, 2, 2]) < 1e-6)
    #expect(abs(metres.geometry.origin.vector.x + 10) < 1e-6)
    #expect(metres.notices.count == 1)
    file.units = 3 + 8
    file.sform = [[500, 0, 0, 0], [0, 500, 0, 0], [0, 0, 500, 0]]
    #expect(try NIfTIImage(file.bytes, path: "a").geometry.spacing == [0.5, 0.5, 0.5])
  }

  @Test("a matrix that cannot be used is refused, or replaced by the other one with a notice")
  func hostile() throws {
    let bad: [[[Double]]] = [
      [[.nan, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
      [[1, 0, 0, .infinity], [0, 1, 0, 0], [0, 0, 1, 0]],
      [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
      [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0]],
      [[1e6, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
      [[1, 0.5, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
    ]
    for sform in bad {
      var file = NIfTIBytes()
      file.sform = sform
      #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
      file.qformCode = 1
      let image = try NIfTIImage(file.bytes, path: "a")
      #expect(image.notices.count == 1)
      #expect(image.geometry.spacing == [1, 1, 1])
    }
  }

  @Test("rotation and quaternion are inverse to each other, also near half a turn")
  func quaternions() {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<500 {
      var vector = SIMD3(
        Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator),
        Double.random(in: -1...1, using: &generator))
      let norm = length(vector)
      let wanted = [0.1, 0.5, 0.9, 0.9999].randomElement(using: &generator) ?? 0.5
      vector *= wanted / max(norm, 1e-3)
      guard length(vector) < 0.99995 else { continue }
      let back = Quaternion.components(of: Quaternion.rotation(vector))
      #expect(length(back - vector) < 1e-9, "seed 20, \(vector)")
    }
  }
}
