import Meshing
import TestKit
import Testing
import Volumes

@Suite("bounds of labels")
struct LabelBoundsTests {
  @Test("each value has its own box, as the one-value search finds it")
  func boxes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for width in [5, 64, 71, 139] {
      let labels = Shapes.volume(GridSize(width, 3, 4)) { index in
        // Sparse noise, and a long run of one value.
        index.x > 60 && index.y == 1 ? 9 : UInt8(max(0, Int.random(in: -40...5, using: &random)))
      }
      let bounds = LabelBounds(of: labels)
      let map = LabelMap(volume: labels, table: .knee)
      for value in 1...255 as ClosedRange<UInt8> {
        #expect(bounds.boxes[Int(value)] == map.bounds(of: [value]), "seed \(seed)")
      }
      #expect(bounds.boxes[0] == .empty)
      #expect(bounds.box(of: [1, 3, 9]) == map.bounds(of: [1, 3, 9]), "seed \(seed)")
    }
  }
}
