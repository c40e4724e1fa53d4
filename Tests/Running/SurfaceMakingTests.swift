import Meshing
import Synchronization
import TestKit
import Testing
import Viewing
import Volumes

@testable import Running

@Suite struct SurfaceMakingTests {
  /// The block of a bone's box.
  private func job(_ bone: UInt8, _ labels: Volume<UInt8>, version: Int = 0) -> SurfaceJob {
    let box = LabelBounds(of: labels).box(of: [bone])
    return SurfaceJob(
      bone: bone, version: version, block: LabelBlock(copying: box, of: labels), edited: nil,
      doubt: nil)
  }

  @Test("a surface made of a block is the one made of the whole volume", arguments: [1, 2, 3, 4])
  func sameAsWhole(_ bone: UInt8) async throws {
    var labels = LoopBench.labels().volume
    let seed = UInt64.random(in: 0...UInt64.max)
    print("surface of a block: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    for at in labels.voxels.indices where Int.random(in: 0..<20, using: &dice) == 0 {
      labels.voxels[at] = UInt8.random(in: 0...4, using: &dice)
    }
    let whole = try SurfaceExtraction.mesh(of: [bone], in: labels).mesh
    let answers = Answers()
    let workshop = SurfaceWorkshop { answers.add($0) }
    workshop.order([job(bone, labels, version: 5)])
    try await answers.wait { $0.checks.count >= 1 }
    let shown = try #require(answers.all.made.first)
    #expect(shown.mesh == whole, "seed \(seed)")
    #expect(shown.summary.checks == nil && shown.summary.version == 5)
    let facts = MeshFacts(of: whole)
    let checks = try #require(answers.all.checks.first)
    #expect(
      checks.isClosed && checks.isManifold
        && checks.parts == facts.componentCount - facts.cavityCount)
    #expect(shown.summary.triangles == facts.triangleCount)
    #expect(checks.facts?.selfIntersections == nil)
    // Crossing triangles are looked for afterwards.
    try await answers.wait { $0.checks.count >= 2 }
    #expect(answers.all.checks.last?.facts == facts)

    // An edit, of which only the touched bricks are given.
    let at = VoxelIndex(
      Int.random(in: 0..<labels.size.x, using: &dice),
      Int.random(in: 0..<labels.size.y, using: &dice),
      Int.random(in: 0..<labels.size.z, using: &dice))
    labels[at] = labels[at] == bone ? 0 : bone
    let edited = VoxelBox(lower: at, upper: VoxelIndex(at.x + 1, at.y + 1, at.z + 1))
    let block = LabelBlock(
      copying: BrickGrid(labels.size).voxels(neededFor: edited), of: labels)
    workshop.order([
      SurfaceJob(bone: bone, version: 6, block: block, edited: edited, doubt: nil)
    ])
    try await answers.wait { $0.made.count == 2 }
    let again = try SurfaceExtraction.mesh(of: [bone], in: labels).mesh
    #expect(answers.all.made.last?.mesh == again, "seed \(seed), \(at)")
  }

  @Test("a vertex takes the greatest doubt of the eight voxels around it")
  func hesitation() {
    var doubt = Volume<UInt8>(size: GridSize(4, 3, 3), geometry: .unit, filledWith: 10)
    doubt[VoxelIndex(2, 1, 1)] = 200
    let places: [SIMD3<Float>] = [
      [1.5, 1, 1], [1, 1, 1], [2, 1, 1], [2.5, 1.5, 0.5], [0.5, 1, 1], [3.5, 2.5, 2.5],
      [-0.5, -0.5, -0.5], [2.5, 2, 1],
    ]
    #expect(
      ShownSurface.hesitation(at: places, in: doubt) == [200, 10, 200, 200, 10, 10, 10, 10])
  }

  @Test("every job is answered, of two for one bone that wait only the later")
  func workshop() async throws {
    let labels = LoopBench.labels().volume
    let answers = Answers()
    let workshop = SurfaceWorkshop { answers.add($0) }
    workshop.order((1...4).map { job(UInt8($0), labels) })
    workshop.order([job(4, labels, version: 1)])
    try await answers.wait { all in
      Set(all.bones).count == 4 && all.made.contains { $0.summary.version == 1 }
        && all.checks.count >= 4
    }
    #expect(answers.all.made.count <= 5)
  }

  /// What a workshop answered.
  private final class Answers: Sendable {
    struct All {
      var bones: [UInt8] = []
      var made: [ShownSurface] = []
      var checks: [SurfaceChecks] = []
    }

    private let state = Mutex(All())

    var all: All { state.withLock { $0 } }

    func add(_ action: Action) {
      state.withLock { state in
        if case .surfaceMade(let bone, let shown) = action {
          state.bones.append(bone)
          state.made.append(shown)
        }
        if case .surfaceChecked(_, _, let checks, _) = action { state.checks.append(checks) }
      }
    }

    func wait(until isEnough: (All) -> Bool) async throws {
      let limit = ContinuousClock.now + .seconds(30)
      while !isEnough(all) {
        try #require(ContinuousClock.now < limit, "only \(all.made.count) surfaces")
        try await Task.sleep(for: .milliseconds(2))
      }
    }
  }

  @Test("a copy of labels in the background is the labels, whatever surrounds them")
  func copy() {
    let labels = LoopBench.labels()
    #expect(LabelCopy(labels).labels().volume == labels.volume)
    let none = LabelMap(
      volume: Volume(size: GridSize(3, 4, 5), geometry: .unit, filledWith: 0), table: .knee)
    #expect(LabelCopy(none).labels().volume == none.volume)
    var corner = none
    corner.volume[VoxelIndex(2, 3, 4)] = 3
    #expect(LabelCopy(corner).labels().volume == corner.volume)
  }
}
