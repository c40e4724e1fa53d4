import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Formats

/// What `expected.json` of the shared data says about one NIfTI file.
private struct ExpectedVolume {
  let file: String
  let item: JSONValue

  static func all() throws -> [ExpectedVolume] {
    let json = try JSONValue(parsing: InputFile.read(SharedData.path("expected.json")))
    guard case .object(let folders)? = json["folders"] else { return [] }
    return folders.flatMap { folder -> [ExpectedVolume] in
      guard case .array(let items)? = folder.value["items"] else { return [] }
      return items.compactMap { item in
        guard case .string(let file)? = item["file"], file.hasSuffix(".nii.gz"),
          item["dims"] != nil
        else { return nil }
        return ExpectedVolume(file: file, item: item)
      }
    }
  }

  func numbers(_ key: String) -> [Double] { Self.numbers(item[key]) }

  static func numbers(_ value: JSONValue?) -> [Double] {
    switch value {
    case .array(let values)?: values.flatMap { numbers($0) }
    case .int(let value)?: [Double(value)]
    case .number(let value)?: [value]
    default: []
    }
  }
}

@Suite("NIfTI of the shared data")
struct SharedNIfTITests {
  @Test(
    "every volume has the size, place, HU and labels that other programs find",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func everyVolume() throws {
    let expected = try ExpectedVolume.all()
    #expect(expected.count >= 7)
    for one in expected {
      let image = try NIfTIImage(SharedData.path(one.file))
      let size = image.size
      #expect([size.x, size.y, size.z].map { Double($0) } == one.numbers("dims"), "\(one.file)")
      let geometry = image.geometry
      let origin = one.numbers("origin_lps")
      let spacing = one.numbers("spacing_mm")
      for axis in 0..<3 {
        #expect(abs(geometry.origin.vector[axis] - origin[axis]) < 1e-3, "\(one.file)")
        #expect(abs(geometry.spacing[axis] - spacing[axis]) < 1e-5, "\(one.file)")
      }
      // Three unit vectors: where i, j and k point.
      let axes = (0..<3).flatMap { column in (0..<3).map { geometry.direction[column][$0] } }
      for (found, wanted) in zip(axes, one.numbers("direction_lps")) {
        #expect(abs(found - wanted) < 1e-5, "\(one.file)")
      }
      if let hu = one.item["hu"] { check(hu, image, one) }
      if case .object(let labels)? = one.item["labels"] { try check(labels, image, one) }
    }
  }

  private func check(_ hu: JSONValue, _ image: NIfTIImage, _ one: ExpectedVolume) {
    let volume = image.ct().volume
    let statistics = volume.statistics()
    #expect([Double(statistics.min)] == ExpectedVolume.numbers(hu["min"]), "\(one.file)")
    #expect([Double(statistics.max)] == ExpectedVolume.numbers(hu["max"]), "\(one.file)")
    #expect(
      abs(statistics.mean - (ExpectedVolume.numbers(hu["mean"]).first ?? .nan)) < 1e-3,
      "\(one.file)")
    guard case .array(let samples)? = one.item["samples_ijk_hu"] else { return }
    for sample in samples.map({ ExpectedVolume.numbers($0).map { Int($0) } }) {
      let index = VoxelIndex(sample[0], sample[1], sample[2])
      #expect(Int(volume[index]) == sample[3], "\(one.file) at \(index)")
    }
    #expect((try? image.role()) == .ct, "\(one.file)")
  }

  private func check(
    _ labels: [JSONValue.Member], _ image: NIfTIImage, _ one: ExpectedVolume
  ) throws {
    let map = try image.labelMap().labels
    let counts = map.voxelCounts()
    for (value, count) in counts.enumerated() where count > 0 {
      let source = map.table[UInt8(value)]?.sourceValue ?? value
      let wanted = labels.first { $0.key == "\(source)" }?.value
      #expect(wanted == .int(count), "\(one.file) label \(value)")
    }
    #expect(counts.filter { $0 > 0 }.count == labels.count, "\(one.file)")
    let role = try image.role()
    #expect(role == .labels, "\(one.file)")
  }

  @Test(
    "a mask with the y axis reversed lands on the CT voxel by voxel",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func reversedMask() throws {
    let path = SharedData.path("totalsegmentator-dicom-and-mask/mask.nii.gz")
    let mask = try NIfTI.readLabels(path).labels.volume
    // The CT's grid as expected.json gives it.
    let geometry = try Geometry(
      spacing: [0.9765625, 0.9765625, 2],
      origin: PatientPoint(-249.5117188, -437.5117188, -804.5))
    let placed = try Placement.place(
      mask, onto: mask.size, geometry, background: 0, what: "label map")
    #expect(placed.relation == .reordered)
    var isSame = true
    for (j, k) in [(0, 0), (100, 3), (511, 19), (256, 10)] {
      for i in 0..<512
      where placed.volume[VoxelIndex(i, j, k)] != mask[VoxelIndex(i, 511 - j, k)] {
        isSame = false
      }
    }
    #expect(isSame)
    #expect(
      LabelMap.counts(placed.volume.voxels.span)[32] == 23_576)
  }

  @Test(
    "the mean HU under both femora is that of other programs",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func underLabels() throws {
    let folder = "totalsegmentator-metal-hip"
    let ct = try NIfTI.readCT(SharedData.path(folder + "/ct.nii.gz")).volume
    let mask = try NIfTI.readLabels(SharedData.path(folder + "/mask.nii.gz")).labels.volume
    for (label, mean) in [(75, 574.0847), (76, 175.8519)] {
      var (sum, count) = (0, 0)
      for index in 0..<ct.voxels.count where Int(mask.voxels[index]) == label {
        sum += Int(ct.voxels[index])
        count += 1
      }
      #expect(abs(Double(sum) / Double(count) - mean) < 1e-3)
    }
  }
}
