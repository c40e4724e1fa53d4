import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Formats

/// Real files with facts from other readers; see the README beside them.
@Suite(
  "DICOM shared data",
  .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
struct DICOMSharedDataTests {
  /// What the shared facts say about one CT.
  struct Expected: Sendable {
    var path: String
    var size: GridSize
    var spacing: [Double]?
    var inPlaneSpacing: [Double]?
    var origin: [Double]
    var direction: [[Double]]
    var range: ClosedRange<Int>
    var mean: Double
    var paddingVoxels: Int?
    var samples: [[Int]]
  }

  /// All single-frame CT series and files that lie on a regular grid.
  static func expected() throws -> [Expected] {
    let data = try Data(contentsOf: URL(fileURLWithPath: SharedData.path("expected.json")))
    let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let folders = try #require(root["folders"] as? [String: [String: Any]])
    let items = folders.values.flatMap { $0["items"] as? [[String: Any]] ?? [] }
    return items.filter { item in
      item["kind"] as? String == "ct"
        && ["DICOM", "DICOM, one file per slice"].contains(item["format"] as? String ?? "")
    }.compactMap(expected)
  }

  private static func expected(_ item: [String: Any]) -> Expected? {
    guard let path = (item["folder"] ?? item["file"]) as? String,
      let dims = item["dims"] as? [Int], let hu = item["hu"] as? [String: Any],
      let least = hu["min"] as? Int, let greatest = hu["max"] as? Int,
      let mean = hu["mean"] as? Double, let origin = item["origin_lps"] as? [Double],
      let direction = item["direction_lps"] as? [[Double]],
      let samples = item["samples_ijk_hu"] as? [[Int]]
    else { return nil }
    return Expected(
      path: path, size: GridSize(dims[0], dims[1], dims[2]),
      spacing: item["spacing_mm"] as? [Double],
      inPlaneSpacing: item["in_plane_spacing_mm"] as? [Double], origin: origin,
      direction: direction, range: least...greatest, mean: mean,
      paddingVoxels: hu["padding_voxels"] as? Int, samples: samples)
  }

  @Test("every regular CT has the size, grid and values that other readers found")
  func regularSeries() throws {
    let all = try Self.expected()
    // 6 syntaxes, 5 series, CT_small twice, J2K mismatch, CT5N.
    #expect(all.count >= 13)
    for expected in all {
      let reading = try DICOMSeriesReader.read(SharedData.path(expected.path))
      try compare(reading, expected)
    }
  }

  private func compare(_ reading: DICOMSeriesReading, _ expected: Expected) throws {
    let volume = reading.volume
    let geometry = volume.geometry
    try #require(volume.size == expected.size, "\(expected.path)")
    for (axis, mm) in (expected.spacing ?? expected.inPlaneSpacing ?? []).enumerated() {
      #expect(abs(geometry.spacing[axis] - mm) < 1e-5, "\(expected.path) spacing \(axis)")
    }
    for axis in 0..<3 {
      #expect(abs(geometry.origin.vector[axis] - expected.origin[axis]) < 1e-3, "\(expected.path)")
      for row in 0..<3 {
        let found = geometry.direction[axis][row]
        #expect(abs(found - expected.direction[axis][row]) < 1e-4, "\(expected.path) direction")
      }
    }
    var sum = 0
    for value in volume.voxels { sum &+= Int(value) }
    #expect(reading.facts.range == expected.range, "\(expected.path)")
    #expect(abs(Double(sum) / Double(volume.size.count) - expected.mean) < 1e-3, "\(expected.path)")
    if let count = expected.paddingVoxels {
      #expect(reading.facts.paddingVoxels == count, "\(expected.path)")
    }
    for sample in expected.samples {
      let index = VoxelIndex(sample[0], sample[1], sample[2])
      #expect(Int(volume[index]) == sample[3], "\(expected.path) at \(index)")
    }
  }

  @Test("six transfer syntaxes of one slice give the same voxels")
  func syntaxes() throws {
    let scan = try DICOMFolderScan.scan(SharedData.path("one-slice-six-syntaxes"))
    let headers = try scan.choose().headers
    #expect(Set(headers.map(\.transferSyntax.name)).count == 6)
    let volumes = try headers.map {
      try DICOMSeriesReader.read(DICOMSeries(headers: [$0], notices: [])).volume
    }
    for volume in volumes.dropFirst() { #expect(volume == volumes[0]) }
  }

  @Test(
    "what is not one CT volume is refused, with the reason",
    arguments: [
      ("ct-tilted-variable-gap", "sheared by 18.5°"),
      ("ct-tilted-variable-gap", "up to 2.342 mm beside the one before, 48.211 mm in all"),
      ("ct-tilted-variable-gap", "from 1.081 to 6.999 mm"),
      ("dicom-seg-highdicom/source-ct-from-pydicom", "1.250 mm expected, 202.500 mm between"),
      ("dicom-odd/dicomdir/77654033/CT2", "161 slices are probably missing"),
      ("dicom-odd/dicomdir/77654033/CR1", "a computed radiograph (CR), not CT"),
      ("dicom-odd/dicomdir/98892001/CT2N", "2 files are skipped: a localizer"),
      ("dicom-odd/dicomdir/98892003", "17 files are skipped: an MR image, not CT"),
      ("dicom-odd/dicomdir/TINY_ALPHA", "50 files are skipped: no pixel data"),
      ("dicom-odd/dicomdir/DICOMDIR", "a DICOMDIR, an index of files"),
      ("dicom-odd/eCT_Supplemental.dcm", "Enhanced (multi-frame) CT, which is not read yet"),
      ("dicom-odd/no_meta.dcm", "a DICOM data set without its file header"),
      ("dicom-odd/charsets", "12 files are skipped: a secondary capture, not CT"),
      ("dicom-odd/liver-seg-encodings/liver_deflate.dcm", "a DICOM segmentation (SEG), not CT"),
      ("dicom-seg-dcmqi/liver.dcm", "a DICOM segmentation (SEG), not CT"),
      ("dicom-seg-dcmqi/sparse-labelmap-ppv5.dcm", "a DICOM label map segmentation (SEG)"),
      ("dicom-seg-dcmqi/23x38x3/multiframe", "legacy converted multi-frame CT"),
      ("dicom-seg-highdicom/not-ct", "8 files are skipped: a microscopy image, not CT"),
      ("dicom-seg-highdicom/not-ct/sr_document.dcm", "a structured report (SR)"),
      ("knee-vhf-crop", "not a DICOM file"),
    ])
  func refusals(path: String, words: String) {
    let message = DICOMPhantom.message {
      _ = try DICOMSeriesReader.read(SharedData.path(path))
    }
    #expect(message.contains(words), "\(message)")
  }

  @Test("an uncalibrated series is told to be one")
  func uncalibrated() throws {
    let reading = try DICOMSeriesReader.read(SharedData.path("head-ct-93-slices"))
    #expect(reading.warnings.contains { $0.contains("No voxel is below -200 HU") })
  }

  @Test("no message names a patient")
  func noNames() throws {
    for file in ["CT_small.dcm", "dicomdir/98892001/CT5N", "J2K_pixelrep_mismatch.dcm"] {
      let scan = try DICOMFolderScan.scan(SharedData.path("dicom-odd/" + file))
      let text = scan.series.map(\.description).joined() + scan.skippedSummary.joined()
      for name in ["CompressedSamples", "Doe", "Anonymized"] {
        #expect(!text.contains(name))
      }
    }
  }

  @Test("a real series without one slice, with one twice, or with one cut short is noticed")
  func spoilt() throws {
    let source = SharedData.path("head-ct-93-slices")
    let files = try (40...52).map { try InputFile.read("\(source)/CTHead\($0).dcm") }
    #expect(try read(files).volume.size == GridSize(64, 64, 13))
    #expect(try read(files + [files[5]]).facts.duplicates == 1)
    var spoilt = files
    spoilt.remove(at: 5)
    // CTHead45 lies at 44 × 1.5 mm.
    #expect(
      DICOMPhantom.message { _ = try read(spoilt) }
        .contains("1.500 mm expected, 3.000 mm between"))
    #expect(
      DICOMPhantom.message { _ = try read(spoilt) }
        .contains("One slice is probably missing, at z 66.00"))
    spoilt = files
    spoilt[5] = Array(files[5].dropLast(100))
    #expect(DICOMPhantom.message { _ = try read(spoilt) }.contains("is cut short"))
  }

  private func read(_ files: [[UInt8]]) throws -> DICOMSeriesReading {
    let folder = try DICOMPhantom.folder(files)
    return try DICOMSeriesReader.read(folder.path)
  }
}
