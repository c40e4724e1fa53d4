import Files
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("DICOM folder scan")
struct DICOMFolderScanTests {
  @Test("two series in one folder are listed and can be chosen by number")
  func mixed() throws {
    let folder = try DICOMPhantom.folder(
      DICOMPhantom.files() + DICOMPhantom.files(slices: 4, root: "b"))
    let scan = try DICOMFolderScan.scan(folder.path)
    #expect(scan.series.map(\.count).sorted() == [4, 9])
    let message = DICOMPhantom.message { _ = try scan.choose() }
    #expect(message.contains("1) series 1, 'Synthetic knee', "))
    #expect(message.contains("2) "))
    #expect(try scan.choose(1).count == scan.series[0].count)
    #expect(throws: DICOMError.noSuchSeries(number: 3, count: 2)) { try scan.choose(3) }
    #expect(throws: DICOMError.noSuchSeries(number: 0, count: 2)) { try scan.choose(0) }
  }

  @Test("a localizer in the series is left out and named")
  func localizer() throws {
    var files = try DICOMPhantom.files()
    files[0] = DICOMPhantom.setting(0x08, 0x08, "ORIGINAL\\PRIMARY\\LOCALIZER", in: files[0])
    let folder = try DICOMPhantom.folder(files)
    let scan = try DICOMFolderScan.scan(folder.path)
    #expect(scan.series.map(\.count) == [8])
    #expect(scan.skippedSummary == ["1 file is skipped: a localizer (scout), not a slice"])
  }

  @Test("slices of another orientation are another series")
  func orientations() throws {
    var files = try DICOMPhantom.files()
    files[0] = DICOMPhantom.setting(0x20, 0x37, "1\\0\\0\\0\\0\\-1", in: files[0])
    let folder = try DICOMPhantom.folder(files)
    #expect(try DICOMFolderScan.scan(folder.path).series.map(\.count).sorted() == [1, 8])
  }

  @Test("folders below are searched, and other files are skipped with a reason")
  func recursive() throws {
    let folder = try TemporaryFolder()
    try OutputFile.makeFolder(folder.path("a/b"))
    let files = try DICOMPhantom.files(slices: 2)
    try OutputFile.write(files[0], to: folder.path("a/one"))
    try OutputFile.write(files[1], to: folder.path("a/b/two"))
    try OutputFile.write(Array("hello".utf8), to: folder.path("a/readme.dcm"))
    let scan = try DICOMFolderScan.scan(folder.path)
    #expect(scan.series.map(\.count) == [2])
    #expect(scan.skipped.map(\.reason) == ["not a DICOM file"])
  }

  @Test("other kinds of object are refused by name")
  func kinds() throws {
    let kinds = [
      "1.2.840.10008.5.1.4.1.1.4": "an MR image",
      "1.2.840.10008.5.1.4.1.1.66.4": "a DICOM segmentation (SEG)",
      "1.2.840.10008.5.1.4.1.1.2.1": "Enhanced (multi-frame) CT",
      "1.2.3.4": "class 1.2.3.4",
    ]
    for (uid, words) in kinds {
      let file = DICOMPhantom.setting(0x08, 0x16, uid, in: try DICOMPhantom.files(slices: 1)[0])
      let folder = try DICOMPhantom.folder([file])
      let message = DICOMPhantom.message { _ = try DICOMFolderScan.scan(folder.path).choose() }
      #expect(message.contains(words))
    }
  }

  @Test("an undecodable transfer syntax is refused by name")
  func syntax() throws {
    let file = DICOMPhantom.setting(
      0x02, 0x10, "1.2.840.10008.1.2.4.201", in: try DICOMPhantom.files(slices: 1)[0])
    let folder = try DICOMPhantom.folder([file])
    let message = DICOMPhantom.message { _ = try DICOMSeriesReader.read(folder.path) }
    #expect(message.contains("High-Throughput JPEG 2000 lossless, for which there is no decoder"))
  }

  @Test("sequences nested far beyond a slice are refused, at any depth below are read")
  func nesting() throws {
    let file = try DICOMPhantom.files(slices: 1)[0]
    let pixels = try #require(DICOMPhantom.value(0x7FE0, 0x10, in: file)).lowerBound - 8
    for (depth, isRead) in [(32, true), (50_000, false)] {
      let opening: [UInt8] = [
        0x29, 0, 0x10, 0x10, 83, 81, 0, 0, 255, 255, 255, 255, 254, 255, 0, 0xE0, 255, 255, 255,
        255,
      ]
      let closing: [UInt8] = [
        254, 255, 0x0D, 0xE0, 0, 0, 0, 0, 254, 255, 0xDD, 0xE0, 0, 0, 0, 0,
      ]
      var nested = Array(file[..<pixels])
      for _ in 0..<depth { nested += opening }
      for _ in 0..<depth { nested += closing }
      let folder = try DICOMPhantom.folder([nested + file[pixels...]])
      let message = DICOMPhantom.message { _ = try DICOMSeriesReader.read(folder.path) }
      #expect(
        isRead
          ? message == "nothing was thrown"
          : message.contains("made of 50000 nested items, more than one slice has"))
    }
  }

  @Test("a series description cannot reach the terminal with control characters")
  func description() throws {
    let file = DICOMPhantom.setting(
      0x08, 0x103E, "bone\u{1B}]0;x\u{07}\u{9B}31m", in: try DICOMPhantom.files(slices: 1)[0])
    let folder = try DICOMPhantom.folder([file])
    let text = try DICOMFolderScan.scan(folder.path).choose().description
    #expect(text.contains("1 slice, 7×5"))
    #expect(!text.unicodeScalars.contains { SafeText.isUnsafe($0) })
  }

  @Test("nothing, an empty folder and a pipe are told apart")
  func nothing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.missing(path: folder.path("absent"))) {
      try DICOMFolderScan.scan(folder.path("absent"))
    }
    #expect(
      DICOMPhantom.message { _ = try DICOMFolderScan.scan(folder.path).choose() }
        .contains("it holds no files"))
    #expect(throws: FileError.notAFile(path: "/dev/null")) {
      try DICOMFolderScan.scan("/dev/null")
    }
  }
}
