import Meshing
import Synchronization
import TestKit
import Testing
import Viewing
import Volumes

@testable import Running

@Suite struct SurfaceMakingTests {
  /// The block around a bone with only its voxels.
  private func job(_ bone: UInt8, _ labels: Volume<UInt8>, version: Int = 0) -> SurfaceJob {
    let box = LabelBounds(of: labels).box(of: [bone]).grown(by: 6)
      .intersection(VoxelBox(labels.size))
    var voxels: [UInt8] = []
    for z in box.lower.z..<box.upper.z {
      for y in box.lower.y..<box.upper.y {
        for x in box.lower.x..<box.upper.x {
          let value = labels[VoxelIndex(x, y, z)]
          voxels.append(value == bone ? value : 0)
        }
      }
    }
    let block = Volume(
      size: box.size, geometry: labels.geometry.translated(to: box.lower), voxels: voxels)
    return SurfaceJob(bone: bone, version: version, block: block, doubt: nil)
  }

  @Test("a surface made of a block is the one made of the whole volume", arguments: [1, 2, 3, 4])
  func sameAsWhole(_ bone: UInt8) throws {
    var labels = LoopBench.labels().volume
    let seed = UInt64.random(in: 0...UInt64.max)
    print("surface of a block: seed \(seed)")
    var dice = SeededGenerator(seed: seed)
    for at in labels.voxels.indices where Int.random(in: 0..<20, using: &dice) == 0 {
      labels.voxels[at] = UInt8.random(in: 0...4, using: &dice)
    }
    let shown = try ShownSurface.made(by: job(bone, labels, version: 5))
    let whole = try SurfaceExtraction.mesh(of: [bone], in: labels).mesh
    #expect(shown.mesh.triangles == whole.triangles, "seed \(seed)")
    let furthest =
      zip(shown.mesh.positions, whole.positions)
      .map { ($0 - $1) }.map { ($0 * $0).sum().squareRoot() }.max() ?? .infinity
    #expect(furthest < 1e-3, "seed \(seed): \(furthest) mm apart")
    let facts = MeshFacts(of: whole)
    #expect(shown.summary.isClosed && shown.summary.isManifold && shown.summary.version == 5)
    #expect(shown.summary.parts == facts.componentCount)
    #expect(shown.summary.triangles == facts.triangleCount)
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
    let box = Box()
    let workshop = SurfaceWorkshop { action in
      if case .surfaceMade(let bone, let shown) = action { box.add(bone, shown.summary.version) }
    }
    workshop.order((1...4).map { job(UInt8($0), labels) })
    workshop.order([job(4, labels, version: 1)])
    let limit = ContinuousClock.now + .seconds(30)
    while Set(box.all.map(\.0)).count < 4 || !box.all.contains(where: { $0 == (4, 1) }) {
      try #require(ContinuousClock.now < limit, "only \(box.all)")
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(box.all.count <= 5)
  }

  private final class Box: Sendable {
    private let answers = Mutex<[(UInt8, Int)]>([])
    func add(_ bone: UInt8, _ version: Int) { answers.withLock { $0.append((bone, version)) } }
    var all: [(UInt8, Int)] { answers.withLock { $0 } }
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
