import Meshing
import Reviewing
import Testing
import Viewing
import Volumes

@testable import Running

@Suite("Surfaces measured against the AI's")
struct ChangeMakingTests {
  /// Boxes of 1 mm voxels in a volume of more than one brick and more than one slab.
  private func labels(_ boxes: [(UInt8, VoxelBox)]) throws -> Volume<UInt8> {
    var volume = Volume<UInt8>(
      size: GridSize(50, 44, 70),
      geometry: try Geometry(spacing: [1, 1, 1], origin: PatientPoint(-20, 5, 300)), filledWith: 0)
    for (value, box) in boxes {
      for z in box.lower.z..<box.upper.z {
        for y in box.lower.y..<box.upper.y {
          for x in box.lower.x..<box.upper.x { volume[VoxelIndex(x, y, z)] = value }
        }
      }
    }
    return volume
  }

  private func box(_ low: [Int], _ high: [Int]) -> VoxelBox {
    VoxelBox(
      lower: VoxelIndex(low[0], low[1], low[2]), upper: VoxelIndex(high[0], high[1], high[2]))
  }

  private func shown(
    _ bone: UInt8, _ labels: Volume<UInt8>, version: Int, reference: SurfaceDistance? = nil
  ) throws -> ShownSurface {
    let block = LabelBlock(labels)
    let surface = try #require(try BrickSurface(of: [bone], in: block, box: block.box))
    return ShownSurface(
      surface,
      of: SurfaceJob(
        bone: bone, version: version, block: block, edited: nil, doubt: nil, reference: reference))
  }

  @Test("a bone that grew by 3 mm on one side lies 3 mm outside there; one the AI has not, nowhere")
  func grown() throws {
    let ai = try labels([
      (1, box([10, 10, 20], [30, 30, 50])), (2, box([35, 10, 5], [45, 30, 20])),
    ])
    let now = try labels([
      (1, box([10, 10, 20], [30, 33, 50])), (2, box([35, 10, 5], [45, 30, 20])),
      (3, box([2, 2, 60], [6, 6, 66])),
    ])
    let surfaces = try [1, 2, 3].reduce(into: [UInt8: ShownSurface]()) {
      $0[$1] = try shown($1, now, version: 4)
    }
    let measured = MeasuredChange.made(
      by: ChangeJob(
        surfaces: surfaces, references: [:], ai: BrickedLabels(ai), geometry: ai.geometry))
    let grown = try #require(measured[1]?.change)
    #expect(grown.version == 4)
    // The filter rounds edges and lifts the faces beside them by up to an eighth of a voxel, so places
    // near the edges miss the 3 mm, or nothing, by a little.
    let range = try #require(grown.range)
    #expect(abs(range.upperBound - 3) < 0.1 && range.lowerBound > -0.15, "\(range)")
    let same = try #require(measured[2]?.change.range)
    #expect(same == 0...0)
    #expect(measured[3]?.change.range == nil)
    // The AI's front stands at y 9.5, that is 14.5 mm; 2 mm before it is outside.
    let reference = try #require(measured[1]?.reference)
    #expect(abs(reference.signedDistance(from: [0, 12.5, 335]) - 2) < 0.05)
    // What was made before is used as it is.
    let again = MeasuredChange.made(
      by: ChangeJob(
        surfaces: surfaces.filter { $0.key == 1 }, references: [1: SurfaceDistance(to: Mesh())],
        ai: BrickedLabels(ai), geometry: ai.geometry))
    #expect(again.count == 1 && again[1]?.change.range == nil)
  }

  @Test("a job that brings the AI's surface along comes back with the distances from it")
  func attached() throws {
    let labels = try labels([(1, box([10, 10, 20], [30, 30, 50]))])
    let plain = try shown(1, labels, version: 1)
    #expect(plain.change == nil)
    let made = try shown(1, labels, version: 2, reference: SurfaceDistance(to: plain.mesh))
    #expect(made.change?.version == 2 && made.change?.range == 0...0)
  }

  @Test("a ring has one tunnel and no open edge, a box has none")
  func tunnels() throws {
    let ring = try labels([
      (1, box([10, 10, 20], [30, 30, 30])), (0, box([16, 16, 20], [24, 24, 30])),
    ])
    let checks = SurfaceChecks(of: try shown(1, ring, version: 0).mesh)
    #expect(checks.tunnels == 1 && checks.openEdges == 0 && checks.cavities == 0)
    let solid = try labels([(1, box([10, 10, 20], [30, 30, 30]))])
    #expect(SurfaceChecks(of: try shown(1, solid, version: 0).mesh).tunnels == 0)
    let hollow = try labels([
      (1, box([10, 10, 20], [30, 30, 40])), (0, box([16, 16, 25], [24, 24, 33])),
    ])
    let found = SurfaceChecks(of: try shown(1, hollow, version: 0).mesh)
    #expect(found.parts == 1 && found.cavities == 1)
  }
}
