import Meshing
import TestKit
import Testing
import Volumes

@Suite("a surface in bricks")
struct BrickSurfaceTests {
  private func full(_ labels: Volume<UInt8>) throws -> Mesh {
    let box = LabelBounds(of: labels).box(of: [1])
    return try BrickSurface(of: [1], in: LabelBlock(labels), box: box)?.mesh ?? Mesh()
  }

  @Test(
    "after each of many edits it is bit for bit the surface that a full run gives", arguments: 0..<4
  )
  func localEqualsFull(round: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    // Larger than a brick along x, so that there are edges between bricks of every kind.
    let size = [
      GridSize(70, 12, 9), GridSize(9, 66, 8), GridSize(10, 7, 67), GridSize(40, 36, 34),
    ][round]
    let geometry = try Shapes.oblique(isLeftHanded: round.isMultiple(of: 2))
    var labels = Shapes.volume(size, geometry) { _ in
      Double.random(in: 0..<1, using: &random) < [0.5, 0.05, 0.95, 0.3][round] ? 1 : 0
    }
    var surface = try #require(
      try BrickSurface(of: [1], in: LabelBlock(labels), box: VoxelBox(size)))
    #expect(surface.mesh == (try full(labels)))
    var undone: [(VoxelBox, [UInt8])] = []
    for step in 0..<(round == 3 ? 60 : 320) {
      let (box, values) = edit(size, step, &undone, &random)
      let before = values.isEmpty ? [] : swap(&labels, box, values)
      if step % 3 == 0 { undone.append((box, before)) }
      let block = LabelBlock(copying: BrickGrid(size).voxels(neededFor: box), of: labels)
      let isMade = surface.update(box, from: block)
      #expect(isMade)
      // A full run takes longest; an edit that went wrong shows in later ones too.
      guard step % 5 == 0 || step > 300 else { continue }
      #expect(surface.mesh == (try full(labels)), "seed \(seed), step \(step), box \(box)")
    }
    let facts = MeshFacts(of: surface.mesh, findingSelfIntersections: false)
    #expect(facts.isManifold && facts.coincidentVertices == 0, "seed \(seed)")
  }

  // A box and its new values: noise, one value, or what an earlier edit had changed there.
  private func edit(
    _ size: GridSize, _ step: Int, _ undone: inout [(VoxelBox, [UInt8])],
    _ random: inout SeededGenerator
  ) -> (VoxelBox, [UInt8]) {
    if step % 4 == 3, let last = undone.popLast() { return last }
    func range(_ count: Int) -> Range<Int> {
      let low = Int.random(in: 0..<count, using: &random)
      return
        low..<min(count, low + Int.random(in: 1...(step % 29 == 0 ? count : 9), using: &random))
    }
    let (x, y, z) = (range(size.x), range(size.y), range(size.z))
    let box = VoxelBox(
      lower: VoxelIndex(x.lowerBound, y.lowerBound, z.lowerBound),
      upper: VoxelIndex(x.upperBound, y.upperBound, z.upperBound))
    let value: UInt8? = step % 3 == 0 ? nil : UInt8(step % 2)
    return (
      box, (0..<box.size.count).map { _ in value ?? UInt8.random(in: 0...1, using: &random) }
    )
  }

  // Writes values into a box and answers what was there.
  private func swap(
    _ labels: inout Volume<UInt8>, _ box: VoxelBox, _ values: [UInt8]
  ) -> [UInt8] {
    (0..<values.count).map { offset in
      let step = box.size.index(offset)
      let index = VoxelIndex(
        box.lower.x + step.x, box.lower.y + step.y, box.lower.z + step.z)
      defer { labels[index] = values[offset] }
      return labels[index]
    }
  }

  @Test("a bone erased whole leaves nothing, and comes back the same")
  func emptied() throws {
    let labels = Shapes.ball(GridSize(40, 35, 33), radius: 14)
    var surface = try #require(
      try BrickSurface(of: [1], in: LabelBlock(labels), box: VoxelBox(labels.size)))
    let before = surface.mesh
    let nothing = Volume<UInt8>(size: labels.size, geometry: labels.geometry, filledWith: 0)
    let isEmptied = surface.update(VoxelBox(labels.size), from: LabelBlock(nothing))
    #expect(isEmptied)
    #expect(surface.mesh == Mesh())
    let isBack = surface.update(VoxelBox(labels.size), from: LabelBlock(labels))
    #expect(isBack)
    #expect(surface.mesh == before && !before.triangles.isEmpty)
  }

  @Test("two threads make the same surface as one")
  func threads() throws {
    let labels = Shapes.ball(GridSize(70, 68, 66), try Shapes.anisotropic(), radius: 31)
    let bounds = LabelBounds(of: labels)
    let one = try SurfaceExtraction.mesh(of: [1], in: labels, bounds: bounds)
    let two = try SurfaceExtraction.mesh(of: [1], in: labels, bounds: bounds, threads: 2)
    #expect(one.mesh == two.mesh)
  }

  @Test("work that is cancelled changes nothing")
  func cancelled() throws {
    let labels = Shapes.ball(GridSize(20, 20, 20), radius: 7)
    #expect(
      try BrickSurface(
        of: [1], in: LabelBlock(labels), box: VoxelBox(labels.size), isCancelled: { true }) == nil)
    var surface = try #require(
      try BrickSurface(of: [1], in: LabelBlock(labels), box: VoxelBox(labels.size)))
    let before = surface.mesh
    let nothing = Volume<UInt8>(size: labels.size, geometry: labels.geometry, filledWith: 0)
    let isDone = surface.update(VoxelBox(labels.size), from: LabelBlock(nothing)) { true }
    #expect(!isDone)
    #expect(surface.mesh == before)
  }

  @Test("the distance it states is at least the true one, and at most half a voxel")
  func distance() throws {
    let labels = Shapes.ball(GridSize(30, 31, 29), try Shapes.anisotropic(), radius: 11)
    let surface = try #require(
      try BrickSurface(
        of: [1], in: LabelBlock(labels), box: VoxelBox(labels.size), measuringDistance: true))
    let stated = try #require(surface.greatestDistance)
    let exact = try #require(SurfaceDeviation(of: surface.mesh, from: [1], in: labels).max)
    #expect(stated >= exact - 1e-5 && stated < exact + 0.05)
    // Half the longest edge of a voxel, 0.8 mm.
    #expect(stated <= 0.4)
  }

  @Test("only bricks near an edit are touched")
  func bricks() {
    let grid = BrickGrid(GridSize(128, 128, 128))
    let middle = VoxelBox(lower: VoxelIndex(44, 44, 44), upper: VoxelIndex(55, 55, 55))
    // Four voxels further on each side is still one brick of 32³: 40...58 of 32...63.
    #expect(grid.voxels(neededFor: middle).size == GridSize(41, 41, 41))
    let corner = VoxelBox(lower: VoxelIndex(31, 31, 31), upper: VoxelIndex(32, 32, 32))
    #expect(grid.voxels(neededFor: corner).size == GridSize(73, 73, 73))
  }
}
