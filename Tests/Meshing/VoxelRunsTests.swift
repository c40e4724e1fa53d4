import TestKit
import Testing
import Volumes

@testable import Meshing

@Suite("what hangs together")
struct VoxelRunsTests {
  private func box(_ size: GridSize) -> VoxelBox { VoxelBox(size) }

  @Test("a row of runs across a word's end, at both ends of the volume")
  func runs() {
    let size = GridSize(140, 1, 1)
    let labels = Shapes.volume(size) { index in
      index.x < 3 || (50..<131).contains(index.x) || index.x == 139 ? 1 : 0
    }
    let bits = BitRows(of: [1], in: labels, box: VoxelBox(size))
    let inside = VoxelRuns(bits, in: VoxelBox(size), isInside: true)
    #expect(inside.runs.map { [$0.start, $0.end] } == [[0, 3], [50, 131], [139, 140]])
    let outside = VoxelRuns(bits, in: VoxelBox(size), isInside: false)
    #expect(outside.runs.map { [$0.start, $0.end] } == [[3, 50], [131, 139]])
    #expect(inside.starts == [0, 3] && outside.starts == [0, 2])
  }

  @Test("wholes are those that a flood finds, by faces inside and by faces and edges outside")
  func flood() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let size = GridSize(
        Int.random(in: 1...70, using: &random), Int.random(in: 1...6, using: &random),
        Int.random(in: 1...6, using: &random))
      let labels = Shapes.volume(size) { _ in
        Int.random(in: 0..<10, using: &random) < (round % 2 == 0 ? 3 : 8) ? 1 : 0
      }
      let bits = BitRows(of: [1], in: labels, box: VoxelBox(size))
      for (isInside, reach) in [(true, 1), (false, 2)] {
        let runs = VoxelRuns(bits, in: VoxelBox(size), isInside: isInside)
        let found = runs.sums(runs.wholes(isInside ? .six : .eighteen))
        let wanted = Self.flood(labels, value: isInside ? 1 : 0, reach: reach)
        #expect(
          found.map { "\($0.count) \($0.sum)" }.sorted() == wanted.sorted(),
          "seed \(seed), round \(round)")
      }
    }
  }

  /// The size and the sum of the places of each whole; neighbours differ by at most 1 along each axis,
  /// and by at most `reach` altogether.
  private static func flood(_ labels: Volume<UInt8>, value: UInt8, reach: Int) -> [String] {
    var isLeft = labels.voxels.map { $0 == value }
    var wholes: [String] = []
    for seed in isLeft.indices where isLeft[seed] {
      isLeft[seed] = false
      var (waiting, count, sum) = ([seed], 0, SIMD3<Int>.zero)
      while let at = waiting.popLast() {
        let here = labels.size.index(at)
        count += 1
        sum &+= SIMD3(here.x, here.y, here.z)
        for step in 0..<27 {
          let (i, j, k) = (step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1)
          let there = VoxelIndex(here.x + i, here.y + j, here.z + k)
          guard abs(i) + abs(j) + abs(k) <= reach, labels.size.contains(there) else { continue }
          let next = labels.size.offset(there)
          guard isLeft[next] else { continue }
          isLeft[next] = false
          waiting.append(next)
        }
      }
      wholes.append("\(count) \(sum)")
    }
    return wholes
  }
}
