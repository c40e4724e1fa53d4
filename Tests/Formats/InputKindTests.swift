import Files
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("What an input is")
struct InputKindTests {
  private func kind(_ bytes: [UInt8], _ name: String = "a.bin") throws -> InputKind {
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    try OutputFile.write(bytes, to: path)
    return try InputKind.recognise(path)
  }

  @Test("each kind is told by its content, whatever its name")
  func kinds() throws {
    var sqlite = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    #expect(try kind(sqlite) == .unknown)
    sqlite.replaceSubrange(68..<72, with: Array("CndL".utf8))
    #expect(try kind(sqlite) == .caseFile)
    var file = NIfTIBytes()
    #expect(try kind(file.bytes, "a.dcm") == .nifti)
    #expect(try kind(Deflate.gzip(file.bytes), "a.npz") == .nifti)
    (file.version, file.isBigEndian) = (2, true)
    #expect(try kind(file.bytes) == .nifti)
    file.magic = "ni"
    #expect(try kind(file.bytes) == .niftiPair)
    #expect(try kind([UInt8](repeating: 0, count: 128) + Array("DICM".utf8)) == .dicom)
    #expect(try kind(NPZWriter.bytes(key: "x", shape: [1]) { _ in [1] }) == .npz)
    #expect(try kind(Array(#" {"labels": {"a": 1}}"#.utf8)) == .datasetJSON)
    #expect(try kind(Array(#"{"plans": 1}"#.utf8), "dataset.json") == .unknown)
    #expect(try kind(Array("NRRD0004\n".utf8)) == .later(name: "NRRD"))
    #expect(try kind(Array("ObjectType = Image\n".utf8)) == .later(name: "MetaImage"))
    #expect(try kind([]) == .empty)
    #expect(try kind(Array("hello".utf8), "a.nii.gz") == .unknown)
    #expect(try kind(Deflate.gzip(Array("hello".utf8)), "a.nii.gz") == .unknown)
    let folder = try TemporaryFolder()
    #expect(try InputKind.recognise(folder.path) == .folder)
  }

  @Test("what cannot be an input is refused by its name; missing files and devices too")
  func refusals() throws {
    for kind in [InputKind.unknown, .empty, .niftiPair, .later(name: "NRRD")] {
      #expect(throws: InputKind.Refusal(path: "a", kind: kind)) { try kind.requireUsable("a") }
    }
    #expect(InputKind.Refusal(path: "a", kind: .later(name: "NRRD")).message.contains("NRRD"))
    #expect(throws: Never.self) { try InputKind.dicom.requireUsable("a") }
    #expect(throws: FileError.notAFile(path: "/dev/null")) {
      try InputKind.recognise("/dev/null")
    }
    #expect(throws: FileError.missing(path: "/nowhere/a")) {
      try InputKind.recognise("/nowhere/a")
    }
  }

  @Test("nnU-Net's names are taken apart and paired")
  func names() throws {
    let ct = try #require(NNUNetName("/data/in/knee_07_0000.nii.gz"))
    #expect((ct.folder, ct.stem, ct.channel) == ("/data/in/", "knee_07", 0))
    #expect(NNUNetName("a.txt") == nil)
    #expect(NNUNetName("_0000.nii.gz")?.channel == nil)
    #expect(NNUNetName("knee_2024.nii.gz")?.channel == 2024)
    let cases = NNUNetName.cases([
      "in/A_0000.nii.gz", "in/B_0000.nii.gz", "out/A.nii.gz", "out/A.npz", "out/C.nii.gz",
    ])
    #expect(cases.count == 1)
    #expect(cases[0].ct == "in/A_0000.nii.gz")
    #expect(cases[0].labels == "out/A.nii.gz")
    #expect(cases[0].probabilities == "out/A.npz")
  }

  @Test("the role of a volume by its numbers, and by its name where they leave a choice")
  func roles() throws {
    func role(_ values: [Double], _ type: NIfTIType, _ name: String = "a.nii") throws -> NIfTIRole {
      var file = NIfTIBytes()
      file.type = type
      file.dim = [3, values.count, 1, 1, 1, 1, 1, 1]
      file.values = values
      return try NIfTIImage(file.bytes, path: name).role()
    }
    let hundreds = (0..<300).map { Double($0) }
    #expect(try role([-1000, 0, 40], .int16) == .ct)
    #expect(try role(hundreds, .int16) == .ct)
    #expect(try role([0, 0, 1, 4], .uint8) == .labels)
    #expect(try role([0, 1, 0], .float32) == .labels)
    #expect(try role([0, 0.25, 1], .float32) == .uncertainty)
    #expect(try role([0, 300.5, 1], .float64) == .ct)
    #expect(try role(Array(hundreds[..<200]), .uint8, "knee_uncertainty.nii") == .uncertainty)
    #expect(try role([0, 7, 9], .uint8, "in/K_0000.nii.gz") == .ct)
    #expect(try role([0, 7, 9], .uint8, "knee_ct_output.nii.gz") == .labels)
    #expect(try role(Array(hundreds[..<200]), .uint8, "ct.nii.gz") == .ct)
    #expect(try role([0, 0, 0], .uint8, "mask.nii.gz") == .labels)
    for ambiguous in [Array(hundreds[..<200]), [0, 0, 0]] {
      #expect(throws: NIfTIError.self) { try role(ambiguous, .uint8) }
    }
    #expect(throws: NIfTIError.self) { try role([0, 2.5], .float32) }
  }
}
