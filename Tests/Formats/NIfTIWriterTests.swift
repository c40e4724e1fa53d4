import Files
import Formats
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("Writing NIfTI")
struct NIfTIWriterTests {
  /// An oblique grid turned by random angles, left-handed when asked.
  private func oblique(_ generator: inout SeededGenerator, mirrored: Bool) throws -> Geometry {
    let vector = SIMD3(
      Double.random(in: -0.55...0.55, using: &generator),
      Double.random(in: -0.55...0.55, using: &generator),
      Double.random(in: -0.55...0.55, using: &generator))
    let rotation = Quaternion.rotation(vector)
    return try Geometry(
      spacing: [0.4, 0.7, 1.3], origin: PatientPoint(-12.5, 30.25, 41),
      direction: mirrored ? rotation.scalingColumns(by: [1, 1, -1]) : rotation)
  }

  @Test("an oblique CT comes back with every voxel, and its affine to 1e-6")
  func obliqueCT() throws {
    var generator = SeededGenerator(seed: 8)
    let size = GridSize(3, 5, 7)
    for round in 0..<40 {
      let geometry = try oblique(&generator, mirrored: round % 2 == 1)
      let voxels = (0..<size.count).map { _ in Int16.random(in: .min ... .max, using: &generator) }
      let ct = Volume(size: size, geometry: geometry, voxels: voxels)
      let image = try NIfTIImage(NIfTI.bytes(ct: ct), path: "a")
      #expect(image.ct().volume.voxels == voxels, "seed 8, round \(round)")
      // 41 mm in 32 bits is exact to 2e-6 mm; the columns are exact to 1e-7.
      for column in 0..<3 {
        #expect(length(image.geometry.columns[column] - geometry.columns[column]) < 1e-6)
      }
      #expect(image.geometry.origin.distance(to: geometry.origin) < 1e-6)
      #expect(image.notices.isEmpty)
    }
  }

  @Test("the qform says the same as the sform")
  func qformAgrees() throws {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<40 {
      let geometry = try oblique(&generator, mirrored: round % 2 == 1)
      let size = GridSize(4, 3, 2)
      let ct = Volume<Int16>(size: size, geometry: geometry, filledWith: 0)
      var bytes = NIfTI.bytes(ct: ct, compressed: false)
      #expect(bytes[252] == 1 && bytes[254] == 1)
      bytes[254] = 0
      let read = try NIfTIImage(bytes, path: "a").geometry
      #expect(read.greatestCornerDistance(to: geometry, size: size) < 0.005, "seed 9, \(round)")
    }
  }

  @Test("labels come back; a source value above 255 makes the file uint16")
  func labels() throws {
    let size = GridSize(2, 3, 1)
    let table = LabelTable([
      LabelEntry(value: 1, name: "femur"), LabelEntry(value: 2, name: "tibia", sourceValue: 700),
    ])
    var map = LabelMap(
      volume: Volume(size: size, geometry: .unit, voxels: [0, 1, 2, 1, 0, 2]), table: table)
    let large = try NIfTIImage(#require(NIfTI.bytes(labels: map)), path: "a")
    #expect(large.storedType == .uint16)
    #expect(large.ct().volume.voxels == [0, 1, 700, 1, 0, 700])
    #expect(try large.labelMap(table: table).labels.volume.voxels == [0, 1, 2, 1, 0, 2])
    // A large value that no voxel has needs no room.
    map.volume.voxels = [0, 1, 0, 1, 0, 0]
    let small = try NIfTIImage(#require(NIfTI.bytes(labels: map)), path: "a")
    #expect(small.storedType == .uint8)
  }

  @Test("a doubt map comes back exactly, as fractions of 255")
  func doubt() throws {
    let volume = Volume<UInt8>(
      size: GridSize(16, 16, 1), geometry: .unit, voxels: (0...255).map { UInt8($0) })
    let image = try NIfTIImage(NIfTI.bytes(uncertainty: volume), path: "a")
    #expect(try image.uncertainty().volume.voxels == volume.voxels)
  }

  @Test("the same volume gives the same bytes, and they name program and version only")
  func deterministic() throws {
    let ct = Volume<Int16>(size: GridSize(3, 2, 2), geometry: .unit, filledWith: 5)
    let bytes = NIfTI.bytes(ct: ct, compressed: false)
    #expect(bytes == NIfTI.bytes(ct: ct, compressed: false))
    let text = String(decoding: bytes[148..<228].prefix { $0 != 0 }, as: UTF8.self)
    #expect(text == Program.nameAndVersion)
    #expect(bytes.count == 352 + 24)
    // No time in the gzip header, and no name.
    #expect(Array(NIfTI.bytes(ct: ct)[3..<8]) == [0, 0, 0, 0, 0])
  }
}
