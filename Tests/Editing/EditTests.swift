@testable import Editing
import Testing
import Volumes

@Suite struct EditTests {
  @Test("an edit and its inverse leave every voxel as it was")
  func inverseRestores() throws {
    var labels = try Fixtures.labels()
    let before = labels.volume.voxels
    let edit = Edit(
      name: "paint",
      runs: [
        .init(start: 3, count: 2, before: 0, after: 1),
        .init(start: 40, count: 1, before: 0, after: 2),
      ])
    try edit.apply(to: &labels)
    #expect(labels.volume.voxels[3] == 1 && labels.volume.voxels[4] == 1)
    #expect(labels.volume.voxels[40] == 2)
    try edit.inverse(named: "undo").apply(to: &labels)
    #expect(labels.volume.voxels == before)
  }

  @Test("an edit that does not fit is refused and changes nothing")
  func conflictIsRefused() throws {
    var labels = try Fixtures.labels()
    labels.volume.voxels[41] = 3
    let before = labels.volume.voxels
    let edit = Edit(
      name: "paint",
      runs: [
        .init(start: 3, count: 2, before: 0, after: 1),
        .init(start: 40, count: 2, before: 0, after: 2),
      ])
    #expect(throws: EditConflict(edit: "paint", offset: 41, expected: 0, found: 3)) {
      try edit.apply(to: &labels)
    }
    #expect(labels.volume.voxels == before)
  }

  @Test(
    "a run beyond the end of the map is refused", arguments: [(-1, 1), (2430, 2), (Int.max, 3)])
  func outsideIsRefused(start: Int, count: Int) throws {
    var labels = try Fixtures.labels()
    #expect(labels.volume.voxels.count == 2431)
    let edit = Edit(name: "x", runs: [.init(start: start, count: count, before: 0, after: 1)])
    #expect(throws: EditConflict.self) { try edit.apply(to: &labels) }
  }

  @Test("the box of a run over the end of a row covers whole rows")
  func boxOverRows() {
    let size = GridSize(5, 4, 3)
    let edit = Edit(name: "x", runs: [.init(start: 8, count: 4, before: 0, after: 1)])
    #expect(
      edit.box(in: size)
        == VoxelBox(lower: VoxelIndex(0, 1, 0), upper: VoxelIndex(5, 3, 1)))
    let single = Edit(name: "x", runs: [.init(start: 21, count: 2, before: 0, after: 1)])
    #expect(
      single.box(in: size)
        == VoxelBox(lower: VoxelIndex(1, 0, 1), upper: VoxelIndex(3, 1, 2)))
  }
}
