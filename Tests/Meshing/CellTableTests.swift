import Testing

@testable import Meshing

@Suite("the table of cells")
struct CellTableTests {
  let table = CellTable.standard

  @Test("the lower corner of an edge is where its definition puts it")
  func lowerCorners() {
    for edge in 0..<12 {
      let axis = edge / 4
      let corner = (edge & 1) << ((axis + 1) % 3) | (edge >> 1 & 1) << ((axis + 2) % 3)
      #expect(CellTable.lowerCorner(of: edge) == corner)
      #expect(corner & 1 << axis == 0)
    }
  }

  @Test("an edge has a cycle exactly when its ends differ")
  func crossedEdges() {
    for cell in 0..<256 {
      for edge in 0..<12 {
        let low = CellTable.lowerCorner(of: edge)
        let high = low | 1 << (edge / 4)
        let isCrossed = (cell >> low & 1) != (cell >> high & 1)
        let cycle = CellTable.cycle(of: edge, in: table.cycles[cell])
        #expect((cycle == 15) == !isCrossed)
        #expect(cycle == 15 || cycle < table.cycleCounts[cell])
      }
    }
  }

  @Test(
    "the counts of the enumeration: 120 ambiguous, 92 with several cycles, 36 with one-cycle faces")
  func counts() {
    let links = (0..<256).map { CellTable.Links(pattern: $0, swappedFace: nil) }
    #expect(links.count { !$0.ambiguousFaces.isEmpty } == 120)
    #expect(links.count { $0.cycleCount > 1 } == 92)
    #expect(links.map(\.cycleCount).max() == 4)
    let oneCycle = links.filter { !$0.oneCycleFaces.isEmpty }
    #expect(oneCycle.count == 36)
    // So one swap can bring about no other.
    #expect(oneCycle.allSatisfy { $0.ambiguousFaces.count == 1 })
    #expect(table.oneCycleFaces.count { $0 >= 0 } == 36)
  }

  @Test("a swapped face has its strands in two cycles")
  func swapped() {
    for pattern in 0..<256 where table.oneCycleFaces[pattern] >= 0 {
      let face = Int(table.oneCycleFaces[pattern])
      #expect(CellTable.Links(pattern: pattern, swappedFace: face).oneCycleFaces.isEmpty)
      #expect(table.cycleCounts[256 + pattern] == table.cycleCounts[pattern] + 1)
    }
  }
}
