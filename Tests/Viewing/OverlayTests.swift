import Canvas
import Editing
import TestKit
import Testing
import Volumes

@testable import Viewing

@Suite("Cursor and brush over a slice")
struct OverlayTests {
  private let size = GridSize(21, 21, 21)

  private func view(mmPerPixel: Double, plane: Plane = .axial, pixels: Int = 21) throws -> PlaneView
  {
    let geometry = try Geometry(spacing: [0.5, 0.5, 0.5], origin: PatientPoint(0, 0, 0))
    return PlaneView(
      axes: PlaneAxes(plane, geometry), size: size, spacing: geometry.spacing,
      centre: GridPoint(10, 10, 10), mmPerPixel: mmPerPixel, width: pixels, height: pixels)
  }

  private func drawn(_ raster: Raster, _ colour: Colour) -> Set<SIMD2<Int>> {
    Set(
      raster.pixels.indices.filter { raster.pixels[$0] == colour }.map {
        SIMD2($0 % raster.width - raster.width / 2, $0 / raster.width - raster.height / 2)
      })
  }

  private func outline(
    _ brush: Brush, mmPerPixel: Double = 0.5, plane: Plane = .axial, current: Plane = .axial
  ) throws -> Set<SIMD2<Int>> {
    let geometry = try Geometry(spacing: [0.5, 0.5, 0.5], origin: PatientPoint(0, 0, 0))
    var raster = Raster(width: 21, height: 21, filledWith: .black)
    let dab = Dab(at: VoxelIndex(10, 10, 10), brush: brush, plane: current, geometry: geometry)
    BrushOutline.draw(dab, try view(mmPerPixel: mmPerPixel, plane: plane), .white, over: &raster)
    return drawn(raster, .white)
  }

  @Test("a disc of 2 mm on voxels of ½ mm is outlined by its eight outer voxels")
  func disc() throws {
    #expect(
      try outline(Brush()) == [
        [2, 0], [-2, 0], [0, 2], [0, -2], [1, 1], [1, -1], [-1, 1], [-1, -1],
      ])
  }

  @Test("a disc is a line in the other planes, a ball is round in all")
  func otherPlanes() throws {
    for plane in [Plane.coronal, .sagittal] {
      #expect(
        try outline(Brush(), plane: plane) == [[-2, 0], [-1, 0], [0, 0], [1, 0], [2, 0]])
      #expect(
        try outline(Brush(shape: .ball), plane: plane)
          == [[2, 0], [-2, 0], [0, 2], [0, -2], [1, 1], [1, -1], [-1, 1], [-1, -1]])
    }
  }

  @Test("far away the brush is still one pixel, and a line stays a line")
  func farAway() throws {
    #expect(try outline(Brush(), mmPerPixel: 10) == [[0, 0]])
    #expect(
      try outline(Brush(diameter: 10), mmPerPixel: 2, plane: .coronal).allSatisfy { $0.y == 0 })
    #expect(try outline(Brush(diameter: 10), mmPerPixel: 2, plane: .coronal).count >= 4)
  }

  @Test("the outline is that of the voxels which a stroke would reach", arguments: 0..<40)
  func sameVoxels(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let geometry = try Grids.geometry(Grids.names[Int(seed) % Grids.names.count])
    let brush = Brush(
      shape: Brush.Shape.allCases[Int(seed) % 3],
      diameter: Double.random(in: 0.1...6, using: &generator))
    let plane = Plane.allCases[Int(seed / 3) % 3]
    let centre = VoxelIndex(
      Int.random(in: 0..<9, using: &generator), Int.random(in: 0..<11, using: &generator),
      Int.random(in: 0..<7, using: &generator))
    let dab = Dab(at: centre, brush: brush, plane: plane, geometry: geometry)
    let coverage = StrokeCoverage(
      path: [GridPoint(centre)], brush: brush, through: PlaneAxes(plane, geometry).through,
      size: Grids.size, geometry: geometry)
    let reached = Set(coverage.stretches.flatMap { Array($0) })
    for offset in 0..<Grids.size.count {
      let voxel = VoxelIndex(offset % 9, offset / 9 % 11, offset / 99)
      #expect(dab.contains(voxel) == reached.contains(offset), "\(voxel) \(brush) \(plane)")
    }
  }

  @Test(
    "the cursor's lines leave its voxel and two pixels round it free, and the corners are marked")
  func crosshair() throws {
    // Four pixels a voxel: the middle voxel covers 3 or 4 of the 41 pixels round the middle.
    let view = try view(mmPerPixel: 0.125, pixels: 41)
    var raster = Raster(width: 41, height: 41, filledWith: .black)
    let (line, mark) = (Colour(200, 100, 50), Colour(1, 2, 3))
    Crosshair.draw(at: VoxelIndex(10, 10, 10), view, line: line, mark: mark, over: &raster)
    let quarter = Colour(50, 25, 13)
    // Centres at 20.5 ± 2 pixels: columns 18 (its centre 18.5 lies on the border) to 21.
    let voxel = 18...21
    for y in 0..<41 {
      for x in 0..<41 {
        let isVertical = x == 19 && !(16...23).contains(y)
        let isHorizontal = y == 19 && !(16...23).contains(x)
        let isCorner = [17, 22].contains(x) && [17, 22].contains(y)
        let wanted: Colour = isCorner ? mark : isVertical || isHorizontal ? quarter : .black
        #expect(raster[x, y] == wanted, "\(x) \(y)")
        if voxel.contains(x), voxel.contains(y) { #expect(raster[x, y] == .black) }
      }
    }
  }

  @Test("the stroke in hand is tinted where it changed the slice, and nowhere else")
  func pending() throws {
    let start = size.offset(VoxelIndex(4, 6, 10))
    let other = size.offset(VoxelIndex(4, 6, 11))
    let runs = [
      Edit.Run(start: start, count: 3, before: 0, after: 1),
      Edit.Run(start: other, count: 2, before: 0, after: 1),
    ]
    for (plane, wanted) in [
      (Plane.axial, [SIMD2(-6, -4), SIMD2(-5, -4), SIMD2(-4, -4)]), (.coronal, []), (.sagittal, []),
    ] {
      var raster = Raster(width: 21, height: 21, filledWith: .black)
      PendingStroke.draw(runs, try view(mmPerPixel: 0.5, plane: plane), .white, over: &raster)
      let tinted = raster.pixels.indices.filter { raster.pixels[$0] != .black }
      #expect(Set(tinted) == Set(wanted.map { ($0.y + 10) * 21 + $0.x + 10 }))
    }
  }
}
