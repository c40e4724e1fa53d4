import Editing
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct LabelStatesTests {
  @Test("numbers and counts follow edits, and their exclusive or is the state of the map")
  func incremental() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var labels = try CaseFixture.labels()
    var states = LabelStates(of: labels.volume)
    for _ in 0..<200 {
      let edit = randomEdit(labels, &generator)
      states.apply(edit)
      try edit.apply(to: &labels)
      #expect(states == LabelStates(of: labels.volume), "seed \(seed)")
      #expect(states.whole == LabelState.of(labels.volume), "seed \(seed)")
      let counts = labels.voxelCounts()
      #expect((0..<256).allSatisfy { states.voxels(of: UInt8($0)) == counts[$0] }, "seed \(seed)")
    }
  }

  @Test("bricks give the same numbers as the volume they were made of")
  func bricks() {
    for (size, seed) in [
      (GridSize(33, 7, 5), UInt64(1)), (GridSize(70, 35, 3), 2), (GridSize(1, 1, 1), 3),
    ] {
      var volume = BrickedLabelsTests.volume(size, seed: seed)
      // A whole brick of one value that is not background.
      for offset in 0..<size.count where size.index(offset).x >= 64 { volume.voxels[offset] = 3 }
      #expect(LabelStates(of: BrickedLabels(volume)) == LabelStates(of: volume))
    }
  }

  @Test("the number of one bone in its box is that of the whole pass")
  func one() throws {
    let labels = try CaseFixture.labels()
    let states = LabelStates(of: labels.volume)
    for value in [UInt8](0...3) where value > 0 {
      let found = LabelStates.number(
        of: value, in: labels.volume, within: labels.bounds(of: [value]))
      #expect(found.number == states[value] && found.voxels == states.voxels(of: value))
    }
    #expect(states[1] != 0 && states[3] == 0 && states[0] == 0)
  }
}
