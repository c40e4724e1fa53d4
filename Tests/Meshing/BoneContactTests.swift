import Meshing
import TestKit
import Testing
import Volumes

@Suite("contact between bones")
struct BoneContactTests {
  /// Two blocks of 2 × 3 × 4 voxels, the second `gap` voxels beyond the first along x.
  private func blocks(gap: Int, _ geometry: Geometry) -> Volume<UInt8> {
    Shapes.volume(GridSize(12, 7, 8), geometry) { index in
      guard (2..<5).contains(index.y), (3..<7).contains(index.z) else { return 0 }
      if (3..<5).contains(index.x) { return 1 }
      return (5 + gap..<7 + gap).contains(index.x) ? 2 : 0
    }
  }

  @Test("two blocks side by side: 12 faces of 0.5 × 0.8 mm, and where they are")
  func sideBySide() throws {
    let geometry = try Shapes.oblique(isLeftHanded: true)
    let contacts = BoneContact.all(in: blocks(gap: 0, geometry))
    let contact = try #require(contacts.first)
    #expect(contacts.count == 1 && contact.first == 1 && contact.second == 2)
    #expect(contact.faces.x == 12 && contact.faces.y == 0 && contact.faces.z == 0)
    #expect(abs(contact.area - 12 * 0.5 * 0.8) < 1e-9)
    #expect(
      contact.box == VoxelBox(lower: VoxelIndex(4, 2, 3), upper: VoxelIndex(6, 5, 7)))
    #expect(length(contact.centre.vector - [4.5, 3, 4.5]) < 1e-9)
    #expect(contact.point.distance(to: geometry.point(GridPoint(4.5, 3, 4.5))) < 1e-9)
  }

  @Test("one voxel between them is no contact, nor is an edge in common")
  func apart() throws {
    #expect(BoneContact.all(in: blocks(gap: 1, try Shapes.anisotropic())).isEmpty)
    let edge = Shapes.volume(GridSize(4, 4, 4)) { index in
      index == VoxelIndex(1, 1, 1) ? 1 : index == VoxelIndex(2, 2, 1) ? 2 : 0
    }
    #expect(BoneContact.all(in: edge).isEmpty)
  }

  @Test("a voxel let into a block touches it on five sides, each by its own area")
  func letIn() throws {
    let labels = Shapes.volume(GridSize(5, 5, 5), try Shapes.anisotropic()) { index in
      index == VoxelIndex(2, 2, 3) ? 7 : index.z < 4 ? 3 : 0
    }
    let contact = try #require(BoneContact.all(in: labels).first)
    #expect(contact.first == 3 && contact.second == 7)
    #expect(contact.faces.x == 2 && contact.faces.y == 2 && contact.faces.z == 1)
    #expect(abs(contact.area - (2 * 0.4 + 2 * 0.32 + 0.2)) < 1e-9)
    // The four sides lie at z = 3, the floor half a voxel below.
    let z = (3 * 1.44 + 2.5 * 0.2) / 1.64
    #expect(length(contact.centre.vector - [2, 2, z]) < 1e-9)
  }

  @Test("parts of one bone do not touch each other, but what they touch is the bone's")
  func parts() {
    let labels = Shapes.volume(GridSize(9, 3, 3)) { index in
      index.x < 3 ? 1 : index.x < 6 ? 9 : 2
    }
    var wholes = (0...255).map { UInt8($0) }
    wholes[9] = 1
    #expect(BoneContact.all(in: labels).map { [$0.first, $0.second] } == [[1, 9], [2, 9]])
    let joined = BoneContact.all(in: labels, wholes: wholes)
    #expect(joined.map { [$0.first, $0.second] } == [[1, 2]] && joined.first?.faces.all == 9)
  }

  @Test("eight voxels at a time find what one at a time finds")
  func random() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let size = GridSize(
        Int.random(in: 1...21, using: &random), Int.random(in: 1...6, using: &random),
        Int.random(in: 1...6, using: &random))
      let labels = Shapes.volume(size) { _ in UInt8.random(in: 0...3, using: &random) }
      var wanted: [String: Int] = [:]
      for at in 0..<size.count {
        let here = size.index(at)
        for axis in 0..<3 {
          var there = here
          there[axis] += 1
          guard size.contains(there) else { continue }
          let (a, b) = (labels[here], labels[there])
          if a != b, a != 0, b != 0 { wanted["\(min(a, b))-\(max(a, b)) \(axis)", default: 0] += 1 }
        }
      }
      var found: [String: Int] = [:]
      for contact in BoneContact.all(in: labels) {
        for (axis, count) in [contact.faces.x, contact.faces.y, contact.faces.z].enumerated()
        where count > 0 {
          found["\(contact.first)-\(contact.second) \(axis)"] = count
        }
      }
      #expect(found == wanted, "seed \(seed), \(size)")
    }
  }
}
