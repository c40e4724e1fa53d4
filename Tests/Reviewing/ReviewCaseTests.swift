import Editing
import Testing
import Volumes

@testable import Reviewing

@Suite struct ReviewCaseTests {
  @Test("statistics count voxels, mm³, and what was added and removed since the AI")
  func statistics() throws {
    var labels = try CaseFixture.labels()
    let ai = BrickedLabels(labels.volume)
    // 5 × 7 voxels in three slices of the femur, in four of the tibia; 0.4 · 0.5 · 1.25 = 0.25 mm³.
    let edit = Edit(
      name: "x",
      runs: [
        Edit.Run(start: 0, count: 2, before: 0, after: 1),
        Edit.Run(start: 2 * 13 + 3, count: 5, before: 1, after: 7),
      ])
    try edit.apply(to: &labels)
    let rows = ReviewCase(code: "K7Q2", ai: ai, labels: labels).statistics.rows
    #expect(rows.map(\.name) == ["femur", "tibia", "patella", "fibula", "label 7"])
    #expect(rows.map(\.voxels) == [102, 140, 0, 0, 5])
    #expect(abs(rows[1].volume - 35) < 1e-9)
    #expect(rows.map(\.added) == [2, 0, 0, 0, 5])
    #expect(rows.map(\.removed) == [5, 0, 0, 0, 0])
    #expect(LabelStatistics(labels).rows[0].added == nil)
  }

  @Test("changes are counted over several bricks")
  func slabs() {
    var volume = Volume<UInt8>(size: GridSize(3, 5, 70), geometry: .unit, filledWith: 0)
    let ai = BrickedLabels(volume)
    for z in [0, 31, 32, 69] { volume[VoxelIndex(2, 4, z)] = 3 }
    let rows = LabelStatistics(LabelMap(volume: volume, table: .knee), ai: ai).rows
    #expect(rows[2].added == 4 && rows[2].removed == 0)
  }
}
