import Editing
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct LabelStateTests {
  @Test("the state after an edit is that of a full recount")
  func incremental() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var labels = try CaseFixture.labels()
    var state = LabelState.of(labels.volume)
    for _ in 0..<200 {
      let edit = randomEdit(labels, &generator)
      state = LabelState.after(edit, from: state)
      try edit.apply(to: &labels)
      #expect(state == LabelState.of(labels.volume), "seed \(seed)")
    }
  }

  @Test("background alone is 0, and place and value both count")
  func places() {
    func state(_ voxels: [UInt8]) -> UInt64 { LabelState.of(voxels.span) }
    #expect(state([0, 0, 0]) == 0)
    #expect(Set([state([1, 0]), state([0, 1]), state([2, 0]), state([0, 2]), 0]).count == 5)
  }
}
