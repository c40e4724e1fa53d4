import Foundation
import Meshing
import TestKit
import Testing
import Volumes

@testable import Formats

/// Whole knees; sizes and counts were found with another program's connected components.
@Suite("anatomy of whole knees")
struct KneeAnatomyTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the sample knee: its island, hole, missing slices and bridge are found, and nothing else")
  func sample() throws {
    let path = Self.repository.appendingPathComponent("Samples/knee/knee.nii.gz").path
    let limits = try #require(
      try BoneLimits.read(from: [Self.repository.appendingPathComponent("Themes").path]))
    let labels = try NIfTI.readLabels(path).labels
    let facts = AnatomyFacts(of: labels, header: .right, limits: limits)
    let bones = facts.bones
    #expect(bones.map(\.kind) == [.femur, .tibia, .patella, .fibula])
    #expect(bones.map(\.voxelCount) == [339_902, 220_173, 41_441, 20_961])
    #expect(
      bones.map { $0.parts.map(\.voxelCount) } == [
        [339_902], [219_937, 236], [41_441], [14_931, 6_030],
      ])
    #expect(bones.map { $0.cavities.map(\.part.voxelCount) } == [[], [667], [], []])
    #expect(bones.map { $0.cuts.map(\.towards) } == [["S"], ["I"], [], ["I"]])
    #expect(bones.map { $0.cuts.map(\.voxelCount) } == [[1_406], [1_335], [], [230]])
    // The island stands apart behind the tibia, too.
    let empty = bones.flatMap(\.emptySlices)
    #expect(empty.map(\.slices) == [63..<75, 26..<30] && empty.map(\.axis) == [1, 2])
    let (island, hole) = (bones[1].parts[1].point, bones[1].cavities[0].part.point)
    #expect(island.distance(to: PatientPoint(-72.217, 55.990, -472.907)) < 1.5)
    #expect(hole.distance(to: PatientPoint(-110.307, 17.941, -442.159)) < 1.5)
    #expect(facts.contacts.map { [$0.first, $0.second] } == [[1, 3]])
    let bridge = try #require(facts.contacts.first)
    #expect(bridge.faces.x == 12 && bridge.faces.y == 77 && bridge.faces.z == 12)
    #expect(bridge.point.distance(to: PatientPoint(-93.345, -13.687, -406.515)) < 6)
    let leg = try #require(facts.legs.first)
    #expect(leg.missing.isEmpty && leg.orders.count == 5)
    #expect(leg.orders.allSatisfy { $0.holds } && leg.laterality.agreement == .agree)
    #expect(leg.shafts.allSatisfy { $0.isCut && $0.length > 40 })
    #expect(facts.sizes.count == 7 && facts.sizes.allSatisfy { $0.isWithin }, "\(facts.sizes)")
  }

  @Test(
    "a real knee by a threshold: what is of one piece, what is cut, and how the pieces lie",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func real() throws {
    let ct = try NIfTI.readCT(SharedData.path("knee-vhf-crop/knee-ct.nii.gz")).volume
    let dense = Volume(
      size: ct.size, geometry: ct.geometry, voxels: ct.voxels.map { $0 >= 200 ? 2 : 0 } as [UInt8])
    let all = AnatomyFacts(of: LabelMap(volume: dense, table: .knee))
    let bone = try #require(all.bones.first)
    #expect(bone.voxelCount == 109_538 && bone.parts.count == 385)
    #expect(bone.parts.prefix(4).map(\.voxelCount) == [87_891, 19_150, 1_228, 475])
    #expect(bone.cavities.count == 88)
    #expect(bone.cuts.map(\.towards) == ["I", "S"])
    #expect(bone.cuts.map(\.voxelCount) == [525, 2_640])
    #expect(bone.cuts.map(\.isExpected) == [true, false])

    // The three largest pieces are the tibia, to which the threshold joins the fibula, the femur and
    // the patella.
    var labels = Volume<UInt8>(size: ct.size, geometry: ct.geometry, filledWith: 0)
    for (part, value) in zip(bone.parts, [2, 1, 3] as [UInt8]) {
      Self.paint(value, in: &labels, from: part.voxel, where: dense)
    }
    let facts = AnatomyFacts(of: LabelMap(volume: labels, table: .knee))
    #expect(facts.bones.map(\.voxelCount) == [19_150, 87_891, 1_228])
    #expect(facts.bones.map { $0.cuts.map(\.towards) } == [["S"], ["I"], ["S"]])
    #expect(facts.bones.map { $0.cuts.map(\.isExpected) } == [[true], [true], [false]])
    #expect(facts.contacts.isEmpty)
    let leg = try #require(facts.legs.first)
    #expect(leg.missing == [.fibula] && leg.laterality.agreement == .unknown)
    func offset(_ relation: LegFacts.Relation) -> Double { leg.order(relation)?.offset ?? 0 }
    #expect(abs(offset(.femurAboveTibia) - 50.618) < 0.001)
    #expect(abs(offset(.patellaBeforeFemur) - 41.119) < 0.001)
    #expect(abs(offset(.patellaBeforeTibia) - 53.491) < 0.001)
    // The eminence of the tibia reaches 7 mm higher than the condyles reach down.
    #expect(abs((leg.jointLine ?? 0) - 491) < 1e-3)
    #expect(leg.shafts.map { ($0.length * 100).rounded() } == [850, 11_250])
  }

  /// Gives what hangs together with a voxel a value.
  private static func paint(
    _ value: UInt8, in labels: inout Volume<UInt8>, from seed: VoxelIndex,
    where source: Volume<UInt8>
  ) {
    let size = labels.size
    var waiting = [seed]
    labels[seed] = value
    while let here = waiting.popLast() {
      for axis in 0..<3 {
        for step in [-1, 1] {
          var there = here
          there[axis] += step
          guard size.contains(there), source[there] != 0, labels[there] == 0 else { continue }
          labels[there] = value
          waiting.append(there)
        }
      }
    }
  }
}
