import Files
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("DICOM series writer")
struct DICOMSeriesWriterTests {
  @Test(
    "what is written reads back voxel by voxel", arguments: DICOMSeriesWriter.Compression.allCases)
  func roundTrip(compression: DICOMSeriesWriter.Compression) throws {
    let ct = try DICOMPhantom.volume()
    let folder = try TemporaryFolder()
    try DICOMSeriesWriter.write(
      ct, side: .right, uidRoot: "a", to: folder.path, compression: compression)
    let reading = try DICOMSeriesReader.read(folder.path)
    #expect(reading.volume.size == ct.size)
    #expect(reading.volume.voxels == ct.voxels)
    #expect(
      reading.volume.geometry.greatestCornerDistance(to: ct.geometry, size: ct.size) < 1e-9)
    #expect(reading.facts.side == .right)
    #expect(reading.facts.intercepts == -1024 ... -1024)
    #expect(reading.facts.transferSyntaxes == [name(compression)])
  }

  private func name(_ compression: DICOMSeriesWriter.Compression) -> String {
    switch compression {
    case .none: "explicit little endian"
    case .jpegLS: "JPEG-LS lossless"
    case .jpegLossless: "JPEG lossless"
    }
  }

  @Test("values below -1024 are stored signed and kept")
  func signedValues() throws {
    var ct = try DICOMPhantom.volume()
    ct.voxels[0] = .min
    ct.voxels[1] = .max
    let folder = try TemporaryFolder()
    try DICOMSeriesWriter.write(ct, side: nil, uidRoot: "a", to: folder.path)
    let reading = try DICOMSeriesReader.read(folder.path)
    #expect(reading.volume.voxels == ct.voxels)
    #expect(reading.facts.side == nil)
    #expect(reading.facts.intercepts == 0...0)
  }

  @Test("the same volume and root give the same bytes, another root gives other UIDs")
  func deterministic() throws {
    for compression in DICOMSeriesWriter.Compression.allCases {
      let once = try DICOMPhantom.files(compression: compression)
      #expect(try DICOMPhantom.files(compression: compression) == once)
      #expect(try DICOMPhantom.files(root: "other", compression: compression) != once)
    }
  }

  @Test(
    "pictures of odd and tiny sizes keep their values",
    arguments: DICOMSeriesWriter.Compression.allCases)
  func tinySizes(compression: DICOMSeriesWriter.Compression) throws {
    for (x, y) in [(1, 1), (1, 3), (3, 1), (5, 7), (17, 2), (13, 11)] {
      let size = GridSize(x, y, 3)
      let voxels = (0..<size.count).map { Int16(truncatingIfNeeded: $0 &* 7919) / 16 }
      let ct = Volume(size: size, geometry: .unit, voxels: voxels)
      let folder = try TemporaryFolder()
      try DICOMSeriesWriter.write(
        ct, side: nil, uidRoot: "tiny", to: folder.path, compression: compression)
      #expect(try DICOMSeriesReader.read(folder.path).volume.voxels == voxels, "\(x)×\(y)")
    }
  }

  @Test("the preamble is 128 zeros")
  func preamble() throws {
    let file = try DICOMPhantom.files(slices: 1)[0]
    #expect(Array(file[..<128]) == [UInt8](repeating: 0, count: 128))
  }

  @Test("an existing slice is not replaced")
  func existing() throws {
    let folder = try TemporaryFolder()
    let ct = try DICOMPhantom.volume()
    try DICOMSeriesWriter.write(ct, side: nil, uidRoot: "a", to: folder.path)
    #expect(throws: FileError.exists(path: folder.path + "/slice-0001.dcm")) {
      try DICOMSeriesWriter.write(ct, side: nil, uidRoot: "a", to: folder.path)
    }
  }

  @Test("UIDs are decimal, at most 64 characters, and differ")
  func uids() {
    let uids = (0..<100).map { DICOMUID.from("root/\($0)") }
    #expect(Set(uids).count == 100)
    for uid in uids {
      #expect(uid.hasPrefix("2.25.") && uid.utf8.count <= 64)
      #expect(!uid.hasPrefix("2.25.0"))
    }
  }
}
