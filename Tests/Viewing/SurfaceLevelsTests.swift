import Canvas
import Meshing
import Testing
import Volumes

@testable import Viewing

@Suite("Surfaces made coarser for large pixels")
struct SurfaceLevelsTests {
  /// A ball of 20 mm and a plate of 0.8 mm beside it, in voxels of 0.4 mm.
  private static func labels() throws -> Volume<UInt8> {
    let size = GridSize(120, 120, 120)
    var volume = Volume<UInt8>(
      size: size,
      geometry: try Geometry(spacing: [0.4, 0.4, 0.4], origin: PatientPoint(30, -20, 100)),
      filledWith: 0)
    for offset in 0..<size.count {
      let index = size.index(offset)
      let (x, y, z) = (index.x - 60, index.y - 60, index.z - 60)
      if x * x + y * y + z * z <= 50 * 50 { volume.voxels[offset] = 1 }
      if (114...115).contains(index.x), (10...110).contains(index.y), (10...110).contains(index.z) {
        volume.voxels[offset] = 2
      }
    }
    return volume
  }

  @Test("every level is a closed surface that lies within its cells of the first")
  func closed() throws {
    let labels = try Self.labels()
    let mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    let levels = SurfaceLevels(mesh, isClosed: true).levels
    #expect(levels.count >= 5)
    for (finer, level) in zip(levels, levels.dropFirst()) {
      #expect(level.shape.triangles.count < finer.shape.triangles.count)
      #expect(level.corners.count == levels[level.parent].shape.positions.count)
      // Every directed edge has its reverse, as often: nothing can be seen through.
      var edges: [UInt64: Int] = [:]
      for triangle in 0..<level.shape.triangles.count / 3 {
        for corner in 0..<3 {
          let a = UInt64(level.shape.triangles[3 * triangle + corner])
          let b = UInt64(level.shape.triangles[3 * triangle + (corner + 1) % 3])
          edges[min(a, b) << 32 | max(a, b), default: 0] += a < b ? 1 : -1
        }
      }
      #expect(edges.values.allSatisfy { $0 == 0 })
      let middle = SIMD3<Float>(30 + 24, -20 + 24, 100 + 24)
      for position in level.shape.positions {
        let offset = position - middle
        let radius = (offset * offset).sum().squareRoot()
        #expect(abs(radius - 20) < 0.4 + level.cell, "cell \(level.cell)")
      }
    }
  }

  @Test(
    "what is drawn coarse covers what is drawn fine within a pixel, without holes",
    arguments: SurfaceOrientation.Standard.allCases)
  func silhouette(_ side: SurfaceOrientation.Standard) throws {
    let labels = try Self.labels()
    for bone: UInt8 in 1...2 {
      let mesh = try SurfaceExtraction.mesh(of: [bone], in: labels).mesh
      let levels = SurfaceLevels(mesh, isClosed: true)
      for scale in [1.5, 2, 3] {
        let request = SurfaceRequest(
          orientation: SurfaceOrientation(side).turned(yaw: 0.3, pitch: 0.2),
          centre: labels.geometry.point(VoxelIndex(60, 60, 60)), mmPerPixel: scale, width: 64,
          height: 60)
        let number = levels.number(for: request)
        #expect(number > 0 && Double(levels.levels[number].cell) <= scale / 2)
        func covered(_ number: Int) -> [Bool] {
          let part = ReadyPart(
            shape: levels.levels[number].shape, colour: .white, heat: nil, isSolid: number > 0)
          return SurfaceRenderer.render([part], request, background: .black).pixels
            .map { $0 != .black }
        }
        let (fine, coarse) = (covered(0), covered(number))
        #expect(fine.contains(true))
        for row in 1..<59 {
          for column in 1..<63 {
            let near = (-1...1).flatMap { dy in (-1...1).map { 64 * (row + dy) + column + $0 } }
            let here = 64 * row + column
            if near.allSatisfy({ fine[$0] }) { #expect(coarse[here], "a hole at \(column),\(row)") }
            if !near.contains(where: { fine[$0] }) { #expect(!coarse[here], "\(column),\(row)") }
          }
        }
      }
    }
  }

  @Test("light and colour of a coarse picture are those of the fine one, but for a rim")
  func light() throws {
    let labels = try Self.labels()
    let mesh = try SurfaceExtraction.mesh(of: [1], in: labels).mesh
    let levels = SurfaceLevels(mesh, isClosed: true)
    let request = SurfaceRequest(
      orientation: SurfaceOrientation(.anterior),
      centre: labels.geometry.point(VoxelIndex(60, 60, 60)), mmPerPixel: 1.5, width: 40, height: 40)
    let values = mesh.positions.map { $0.z > 124 ? UInt8(255) : 0 }
    let all = levels.values(values, neutral: 0)
    func picture(_ number: Int) -> Raster {
      let part = ReadyPart(
        shape: levels.levels[number].shape, colour: SurfaceMemory.neutral,
        heat: SurfaceHeat(all[number], .amberToMagenta), isSolid: number > 0)
      return SurfaceRenderer.render([part], request, background: .black)
    }
    let (fine, coarse) = (picture(0), picture(levels.number(for: request)))
    for row in 0..<40 {
      for column in 0..<40 {
        let (dx, dy) = (Double(column) - 19.5, Double(row) - 19.5)
        // Inside by two pixels, and off the border of the values.
        guard (dx * dx + dy * dy).squareRoot() * 1.5 < 16.5, abs(dy) > 2 else { continue }
        let (a, b) = (fine[column, row], coarse[column, row])
        #expect(abs(Int(a.red) - Int(b.red)) < 24, "\(column),\(row)")
        #expect(abs(Int(a.green) - Int(b.green)) < 24 && abs(Int(a.blue) - Int(b.blue)) < 24)
      }
    }
  }

  @Test("of the values that are gathered the one furthest from neutral stays")
  func values() throws {
    let mesh = try SurfaceExtraction.mesh(of: [1], in: try Self.labels()).mesh
    let levels = SurfaceLevels(mesh, isClosed: true)
    var values = [UInt8](repeating: 128, count: mesh.positions.count)
    (values[700], values[3000]) = (20, 255)
    for level in levels.values(values, neutral: 128) {
      #expect(level.count { $0 == 20 } == 1 && level.count { $0 == 255 } == 1)
      #expect(level.allSatisfy { [20, 128, 255].contains($0) })
    }
    #expect(levels.values([1, 2], neutral: 0).allSatisfy { $0.isEmpty })
  }

  @Test("small surfaces, open ones and those with corners that are no numbers have one level")
  func ends() throws {
    let mesh = try SurfaceExtraction.mesh(of: [1], in: try Self.labels()).mesh
    #expect(SurfaceLevels(mesh, isClosed: false).levels.count == 1)
    #expect(SurfaceLevels(Mesh(), isClosed: true).levels.count == 1)
    var broken = mesh
    broken.positions[5].y = .nan
    #expect(SurfaceLevels(broken, isClosed: true).levels.count == 1)
  }
}
