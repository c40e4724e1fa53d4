import Files
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("DICOM series reader")
struct DICOMSeriesReaderTests {
  private func read(_ files: [[UInt8]], series: Int? = nil) throws -> DICOMSeriesReading {
    let folder = try DICOMPhantom.folder(files)
    return try DICOMSeriesReader.read(folder.path, series: series)
  }

  private func refusal(_ files: [[UInt8]]) -> String {
    DICOMPhantom.message { _ = try read(files) }
  }

  @Test("names and file order do not matter")
  func shuffled() throws {
    let reading = try read(DICOMPhantom.files().reversed())
    #expect(reading.volume.voxels == (try DICOMPhantom.volume().voxels))
    #expect(reading.facts.duplicates == 0)
  }

  @Test("one and four workers give the same voxels", arguments: [1, 4])
  func workers(count: Int) throws {
    let folder = try DICOMPhantom.folder(DICOMPhantom.files(compression: .jpegLS))
    let series = try DICOMFolderScan.scan(folder.path).choose()
    let reading = try DICOMSeriesReader.read(series, workers: count)
    #expect(reading.volume.voxels == (try DICOMPhantom.volume().voxels))
  }

  @Test("a missing slice is refused and named by its place")
  func missingSlice() throws {
    var files = try DICOMPhantom.files()
    files.remove(at: 4)
    let message = refusal(files)
    #expect(message.contains("1.250 mm expected, 2.500 mm between"))
    // Slice 4 lies at -410 + 4 × 1.25.
    #expect(message.contains("One slice is probably missing, at z -405.00."))
  }

  @Test("two missing slices are both named")
  func missingSlices() throws {
    var files = try DICOMPhantom.files()
    files.removeSubrange(4...5)
    #expect(
      refusal(files).contains("2 slices are probably missing, at z -405.00, z -403.75."))
  }

  @Test("a gap off by 0.5 % is silent, by 4 % is told, by 8 % is refused")
  func gaps() throws {
    func files(_ offset: Double) throws -> [[UInt8]] {
      var files = try DICOMPhantom.files()
      for at in 5..<9 { files[at] = DICOMPhantom.moving(files[at], by: [0, 0, offset]) }
      return files
    }
    let quiet = try read(files(0.005 * 1.25))
    #expect(!quiet.warnings.contains { $0.contains("gaps") })
    let told = try read(files(0.04 * 1.25))
    #expect(told.warnings.contains { $0.contains("Slice gaps differ by up to 0.050 mm") })
    // (last - first) / (N - 1) = (8 × 1.25 + 0.05) / 8.
    #expect(abs(told.volume.geometry.spacing.z - 1.25625) < 1e-9)
    #expect(refusal(try files(0.08 * 1.25)).contains("1.350 mm between"))
  }

  @Test("small differences that add up to more than half a slice are refused")
  func drift() throws {
    let one = try DICOMPhantom.files(slices: 1)[0]
    // Each gap is within 4 %, but half way up the slice lies 0.73 mm from a regular grid.
    let files = (0..<60).map { at in
      let z = 1.25 * Double(at) + 0.05 * Double(max(0, at - 30))
      return DICOMPhantom.moving(one, by: [0, 0, z])
    }
    #expect(refusal(files).contains("Slice spacing is not uniform: with"))
  }

  @Test("a file copied twice is dropped and told")
  func copied() throws {
    let files = try DICOMPhantom.files()
    let reading = try read(files + [files[3]])
    #expect(reading.volume.size.z == 9)
    #expect(reading.facts.duplicates == 1)
    #expect(reading.warnings.contains { $0.contains("1 file repeats another slice") })
  }

  @Test("the same pixels under another UID at the same place are dropped too")
  func copiedWithNewUID() throws {
    let files = try DICOMPhantom.files()
    let copy = DICOMPhantom.setting(0x08, 0x18, "2.25.77", in: files[3])
    #expect(try read(files + [copy]).facts.duplicates == 1)
  }

  @Test("two different slices at one place are refused and named")
  func samePlace() throws {
    var files = try DICOMPhantom.files()
    let place = DICOMPhantom.position(files[3]).map { "\($0)" }.joined(separator: "\\")
    files.append(
      DICOMPhantom.setting(
        0x20, 0x32, place, in: DICOMPhantom.setting(0x08, 0x18, "2.25.77", in: files[5])))
    let message = refusal(files)
    #expect(message.contains("lie at the same place but hold different pixels"))
    #expect(message.contains("z -406.25"))
  }

  @Test("two acquisitions at the same places are two series")
  func acquisitions() throws {
    let first = try DICOMPhantom.files()
    let second = try first.enumerated().map { at, file in
      let other = try DICOMPhantom.files(root: "second")[at]
      let uid = String(
        decoding: other[try #require(DICOMPhantom.value(0x08, 0x18, in: other))], as: UTF8.self)
      return DICOMPhantom.setting(
        0x20, 0x12, "2", in: DICOMPhantom.setting(0x08, 0x18, String(uid.prefix(40)), in: file))
    }
    let message = refusal(first + second)
    #expect(message.contains("There are 2 CT series; choose one with --series N"))
    #expect(message.contains("acquisition 1") && message.contains("acquisition 2"))
    #expect(try read(first + second, series: 2).volume.size.z == 9)
  }

  @Test("a gantry tilt is refused with its angle")
  func tilt() throws {
    let files = try DICOMPhantom.files().enumerated().map { at, file in
      DICOMPhantom.moving(file, by: [0, 0.25 * Double(at), 0])
    }
    // atan(0.25 / 1.25) = 11.3°.
    let message = refusal(files)
    #expect(message.contains("sheared by 11.3° (gantry tilt)"))
    #expect(message.contains("0.250 mm beside the one before, 2.000 mm in all"))
  }

  @Test("a slice without a position, an orientation or pixel spacing is refused")
  func missingGeometry() throws {
    let tags: [(UInt16, UInt16, String)] = [
      (0x20, 0x32, "position (0020,0032) is missing"),
      (0x28, 0x30, "pixel spacing"),
    ]
    for (group, element, words) in tags {
      var files = try DICOMPhantom.files()
      files[2] = DICOMPhantom.removing(group, element, in: files[2])
      #expect(refusal(files).contains(words))
    }
    let turned = try DICOMPhantom.files().map { DICOMPhantom.removing(0x20, 0x37, in: $0) }
    #expect(refusal(turned).contains("orientation (0020,0037) is missing"))
    let skew = try DICOMPhantom.files().map {
      DICOMPhantom.setting(0x20, 0x37, "1\\0\\0\\0.1\\1\\0", in: $0)
    }
    #expect(refusal(skew).contains("not two unit vectors at a right angle"))
  }

  @Test("pixel spacing that differs on one slice is refused")
  func pixelSpacing() throws {
    var files = try DICOMPhantom.files()
    files[6] = DICOMPhantom.setting(0x28, 0x30, "0.75\\0.51", in: files[6])
    #expect(refusal(files).contains("differ in pixel spacing"))
  }

  @Test("each slice has its own slope and intercept, rounded to whole HU")
  func slopes() throws {
    var files = try DICOMPhantom.files()
    files[1] = DICOMPhantom.setting(
      0x28, 0x1053, "0.5", in: DICOMPhantom.setting(0x28, 0x1052, "-512", in: files[1]))
    let reading = try read(files)
    let original = try DICOMPhantom.volume().voxels
    // (HU + 1024) × 0.5 - 512 = HU / 2.
    for at in 35..<70 {
      #expect(abs(Double(reading.volume.voxels[at]) - Double(original[at]) / 2) <= 0.5)
    }
    #expect(reading.volume.voxels[..<35] == original[..<35])
    #expect(reading.facts.slopes == 0.5...1)
    #expect(reading.warnings.contains { $0.contains("rounded to whole HU (slope 0.5 to 1.0)") })
  }

  @Test("values beyond 16 bits are cut, and told")
  func clamping() throws {
    let files = try DICOMPhantom.files().map { DICOMPhantom.setting(0x28, 0x1053, "30", in: $0) }
    let reading = try read(files)
    #expect(reading.volume.voxels.max() == .max)
    #expect(reading.warnings.contains { $0.contains("HU were cut to -32768 to 32767") })
  }

  @Test("MONOCHROME1 changes nothing")
  func monochrome1() throws {
    let files = try DICOMPhantom.files().map {
      DICOMPhantom.setting(0x28, 0x04, "MONOCHROME1", in: $0)
    }
    #expect(try read(files).volume.voxels == (try DICOMPhantom.volume().voxels))
  }

  @Test("values that are not declared as HU are told")
  func unit() throws {
    let files = try DICOMPhantom.files().map { DICOMPhantom.setting(0x28, 0x1054, "US", in: $0) }
    #expect(try read(files).warnings.contains { $0.contains("not declared as Hounsfield") })
  }

  @Test("a volume without air is told to be perhaps uncalibrated, one with air is not")
  func calibration() throws {
    #expect(try !read(DICOMPhantom.files()).warnings.contains { $0.contains("calibrated") })
    let shifted = try DICOMPhantom.files().map {
      DICOMPhantom.setting(0x28, 0x1052, "0", in: $0)
    }
    #expect(try read(shifted).warnings.contains { $0.contains("No voxel is below -200 HU") })
    let half = try DICOMPhantom.files().map {
      DICOMPhantom.setting(0x28, 0x1052, "-724", in: $0)
    }
    #expect(try read(half).warnings.contains { $0.contains("near -690 HU") })
  }

  @Test("two sides in the header make the side unknown")
  func sides() throws {
    var files = try DICOMPhantom.files()
    #expect(try read(files).facts.side == .left)
    files[0] = DICOMPhantom.setting(0x20, 0x60, "R", in: files[0])
    let reading = try read(files)
    #expect(reading.facts.side == nil)
    #expect(reading.warnings.contains { $0.contains("names both sides") })
  }

  @Test("a single slice takes its extent from the thickness, and says so")
  func singleSlice() throws {
    let reading = try read([DICOMPhantom.files()[0]])
    #expect(reading.volume.size.z == 1)
    #expect(abs(reading.volume.geometry.spacing.z - 1.25) < 1e-12)
    #expect(reading.warnings.contains { $0.contains("taken from the thickness tag") })
  }

  @Test(
    "a file cut short is refused at every length, and never crashes",
    arguments: DICOMSeriesWriter.Compression.allCases)
  func cutShort(compression: DICOMSeriesWriter.Compression) throws {
    let files = try DICOMPhantom.files(slices: 3, compression: compression)
    for length in stride(from: 0, to: files[1].count, by: 13) {
      let folder = try TemporaryFolder()
      let path = folder.path("cut")
      try OutputFile.write(Array(files[1][..<length]), to: path)
      let message = DICOMPhantom.message { _ = try DICOMSeriesReader.read(path) }
      #expect(message != "nothing was thrown", "\(length) of \(files[1].count) bytes")
      #expect(!message.hasPrefix("not explained"))
    }
  }

  @Test("a series with one damaged file says so")
  func damagedNeighbour() throws {
    var files = try DICOMPhantom.files()
    files[8] = Array(files[8][..<300])
    let folder = try DICOMPhantom.folder(files)
    let reading = try DICOMSeriesReader.read(folder.path)
    #expect(reading.volume.size.z == 8)
    #expect(reading.warnings.contains { $0.contains("1 unreadable DICOM file in the folder") })
  }
}
