import Meshing
import TestKit
import Testing

@Suite("joining equal corners")
struct VertexWeldTests {
  @Test("equal corners become one, in the order of their first occurrence; -0 equals +0")
  func joins() {
    let weld = VertexWeld([[1, 0, 2], [3, 3, 3], [1, -0.0, 2], [3, 3, 3], [0, 0, 0]])
    #expect(weld.map == [0, 1, 0, 1, 2])
    #expect(weld.positions == [[1, 0, 2], [3, 3, 3], [0, 0, 0]])
    #expect(VertexWeld([]).map.isEmpty)
  }

  @Test("corners one step of a 32-bit float apart stay apart")
  func keepsApart() {
    let weld = VertexWeld([[1, 1, 1], [Float(1).nextUp, 1, 1], [1, Float(1).nextUp, 1]])
    #expect(weld.positions.count == 3)
  }

  @Test("many corners are joined as a dictionary joins them")
  func many() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let all = (0..<3000).map { _ in
      SIMD3<Float>(
        Float(Int.random(in: -6...6, using: &random)), Float(Int.random(in: 0...9, using: &random)),
        Float(Int.random(in: 0...9, using: &random)) / 3)
    }
    let weld = VertexWeld(all)
    #expect(weld.positions.count == Set(all).count, "seed \(seed)")
    #expect(weld.map.map { weld.positions[Int($0)] } == all, "seed \(seed)")
  }
}
