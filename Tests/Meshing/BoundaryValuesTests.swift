import Testing
import Volumes

@testable import Meshing

@Suite("boundaries finer than the labels")
struct BoundaryValuesTests {
  private static let size = GridSize(30, 29, 28)
  private static let centre = SIMD3<Double>(14.3, 13.8, 14.1)

  private static func depth(_ v: VoxelIndex, radius: Double = 9) -> Double {
    let away = SIMD3(Double(v.x), Double(v.y), Double(v.z)) - centre
    return radius - (away * away).sum().squareRoot()
  }

  private static let ball = Shapes.volume(size) { depth($0) > 0 ? 1 : 0 }

  /// The greatest distance of a surface's corners from the true ball.
  private func error(_ boundary: BoundaryValues?) throws -> Double {
    let labels = Self.ball
    let mesh = try SurfaceExtraction.mesh(
      of: [1], in: labels, bounds: LabelBounds(of: labels), boundary: boundary
    ).mesh
    let facts = MeshFacts(of: mesh)
    #expect(facts.isManifold && facts.selfIntersections == 0 && facts.genus == 0)
    return mesh.positions.map { place in
      let away = SIMD3<Double>(place) - Self.centre
      return abs((away * away).sum().squareRoot() - 9)
    }.max() ?? .infinity
  }

  @Test("probabilities that pass one half on a ball bring its surface six times nearer")
  func hesitation() throws {
    // p of the bone over a voxel and a half, so that 1 - |2p - 1| is the hesitation.
    let doubt = Shapes.volume(Self.size) { voxel in
      let p = min(1, max(0, 0.5 + Self.depth(voxel) / 3))
      return UInt8((255 * (1 - abs(2 * p - 1))).rounded())
    }
    let finer = try error(BoundaryValues(hesitation: doubt, labels: Self.ball, ai: nil))
    let plain = try error(nil)
    #expect(finer < 0.05 && plain > 6 * finer, "\(finer) against \(plain)")
  }

  @Test("grey values do the same where they agree with the labels")
  func grey() throws {
    var ct = Volume<Int16>(size: Self.size, geometry: .unit, filledWith: 0)
    for at in 0..<Self.size.count {
      let voxel = Self.size.index(at)
      ct[voxel] = Int16((min(1, max(-1, Self.depth(voxel) / 1.5)) * 500).rounded()) + 200
    }
    let finer = try error(
      BoundaryValues(ct: ct, threshold: 200, labels: Self.ball, ai: nil))
    #expect(finer < 0.05)
    // A threshold that all voxels pass agrees with no edge, so the field decides everywhere.
    let none = try error(
      BoundaryValues(ct: ct, threshold: -500, labels: Self.ball, ai: nil))
    #expect(try none == error(nil))
  }

  @Test(
    "by hand: shares along one edge, kept away from the voxel centres; no word where one end was painted"
  )
  func shares() {
    let labels = Volume<UInt8>(
      size: GridSize(4, 1, 1), geometry: .unit, voxels: [1, 1, 0, 0])
    let doubt = Volume<UInt8>(
      size: GridSize(4, 1, 1), geometry: .unit, voxels: [0, 155, 205, 255])
    let values = BoundaryValues(hesitation: doubt, labels: labels, ai: nil)
    // 255 - 155 = 100 inside, 255 - 205 = 50 outside.
    #expect(values.share(1, 2, isLowInside: true) == 100.0 / 150)
    #expect(values.share(0, 3, isLowInside: true) == 0.98)
    let painted = BoundaryValues(hesitation: doubt, labels: labels, ai: [1, 0, 0, 0])
    #expect(painted.share(1, 2, isLowInside: true) == nil)
    #expect(painted.share(0, 2, isLowInside: true) != nil)
    let ct = Volume<Int16>(
      size: GridSize(4, 1, 1), geometry: .unit, voxels: [500, 300, 100, 250])
    let grey = BoundaryValues(ct: ct, threshold: 200, labels: labels, ai: nil)
    #expect(grey.share(1, 2, isLowInside: true) == 0.5)
    #expect(grey.share(2, 1, isLowInside: false) == 0.5)
    // 250 HU outside contradicts a threshold of 200.
    #expect(grey.share(0, 3, isLowInside: true) == nil)
  }
}
