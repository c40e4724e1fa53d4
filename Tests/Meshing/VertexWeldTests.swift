import TestKit
import Testing

@testable import Meshing

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

  @Test("whether there is anything to join is found without joining")
  func isNeeded() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var all: [SIMD3<Float>] = []
    for i in 0..<5000 {
      all.append(SIMD3(Float(i), Float.random(in: 0...9, using: &random), 0))
      if i > 4980 { #expect(!VertexWeld.isNeeded(all), "seed \(seed)") }
    }
    let twin = Int.random(in: 0..<5000, using: &random)
    #expect(VertexWeld.isNeeded(all + [all[twin]]), "seed \(seed)")
    #expect(VertexWeld.isNeeded([[1, -0.0, 2], [1, 0, 2]]))
    #expect(!VertexWeld.isNeeded([]) && !VertexWeld.isNeeded([[1, 2, 3]]))
  }
}
