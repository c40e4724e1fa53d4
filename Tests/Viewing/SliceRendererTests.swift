import Canvas
import Testing
import Volumes

@testable import Viewing

@Suite("Slices as pictures")
struct SliceRendererTests {
  /// Greys are HU: 0 is black, 255 white.
  private static let plainWindow = GreyWindow(width: 255, level: 127.5)

  /// A view of one axial slice on an upright grid, `scale` pixels a millimetre, the whole slice.
  private func axial(
    _ size: GridSize, _ spacing: SIMD3<Double> = [1, 1, 1], mmPerPixel: Double = 1,
    aspect: Double = 1, width: Int, height: Int
  ) throws -> SliceRequest {
    let geometry = try Geometry(spacing: spacing, origin: PatientPoint(0, 0, 0))
    let view = PlaneView(
      axes: PlaneAxes(.axial, geometry), size: size, spacing: spacing,
      centre: GridPoint(Double(size.x - 1) / 2, Double(size.y - 1) / 2, 0), mmPerPixel: mmPerPixel,
      pixelAspect: aspect, width: width, height: height)
    var request = SliceRequest(view)
    request.window = Self.plainWindow
    return request
  }

  private func ct(_ size: GridSize, _ values: [Int16]) -> Volume<Int16> {
    Volume(size: size, geometry: .unit, voxels: values)
  }

  private func labels(_ size: GridSize, _ values: [UInt8]) -> LabelMap {
    LabelMap(volume: Volume(size: size, geometry: .unit, voxels: values), table: .knee)
  }

  private func greys(_ raster: Raster) -> [UInt8] { raster.pixels.map(\.red) }

  @Test("at a pixel a voxel every pixel is its voxel")
  func identity() throws {
    let size = GridSize(3, 2, 1)
    let request = try axial(size, width: 3, height: 2)
    let raster = SliceRenderer.render(
      request, ct: ct(size, [10, 20, 30, 40, 50, 60]), labels: nil)
    #expect(greys(raster) == [10, 20, 30, 40, 50, 60])
  }

  @Test("a voxel twice as tall fills two pixels, or one pixel twice as tall")
  func aspect() throws {
    let size = GridSize(3, 2, 1)
    let volume = ct(size, [10, 20, 30, 40, 50, 60])
    var request = try axial(size, [1, 2, 1], width: 3, height: 4)
    request.sampling = .nearest
    #expect(
      greys(SliceRenderer.render(request, ct: volume, labels: nil))
        == [10, 20, 30, 10, 20, 30, 40, 50, 60, 40, 50, 60])
    request = try axial(size, [1, 2, 1], aspect: 2, width: 3, height: 2)
    #expect(
      greys(SliceRenderer.render(request, ct: volume, labels: nil)) == [10, 20, 30, 40, 50, 60])
  }

  @Test("magnified, values run straight from centre to centre")
  func magnified() throws {
    let size = GridSize(2, 1, 1)
    var request = try axial(size, mmPerPixel: 0.25, width: 8, height: 1)
    let volume = ct(size, [0, 160])
    // Pixel centres lie at -0.375, -0.125, 0.125, … voxels.
    #expect(
      greys(SliceRenderer.render(request, ct: volume, labels: nil))
        == [0, 0, 20, 60, 100, 140, 160, 160])
    request.sampling = .nearest
    #expect(
      greys(SliceRenderer.render(request, ct: volume, labels: nil))
        == [0, 0, 0, 0, 160, 160, 160, 160])
  }

  @Test("minified, a pixel is the mean of the voxels it covers")
  func minified() throws {
    let size = GridSize(4, 2, 1)
    let request = try axial(size, mmPerPixel: 2, width: 2, height: 1)
    let volume = ct(size, [0, 100, 200, 40, 20, 80, 0, 0])
    #expect(greys(SliceRenderer.render(request, ct: volume, labels: nil)) == [50, 60])
  }

  @Test("the window runs from black at level - width/2 to white, and no value wraps")
  func window() throws {
    let size = GridSize(5, 1, 1)
    var request = try axial(size, width: 5, height: 1)
    request.window = GreyWindow(width: 2000, level: 300)
    let volume = ct(size, [.min, -700, 300, 1300, .max])
    #expect(
      greys(SliceRenderer.render(request, ct: volume, labels: nil)) == [0, 0, 128, 255, 255])
  }

  @Test("outside the volume lies the pane's colour")
  func outside() throws {
    let size = GridSize(1, 1, 1)
    let request = try axial(size, width: 3, height: 3)
    let raster = SliceRenderer.render(request, ct: ct(size, [90]), labels: labels(size, [1]))
    for y in 0..<3 {
      for x in 0..<3 where (x, y) != (1, 1) { #expect(raster[x, y] == Theme.dark.pane) }
    }
    #expect(raster[1, 1] == Theme.dark.labels[1])
  }

  @Test("an outline is one pixel wide and lies within its label; the inside stays")
  func outline() throws {
    let size = GridSize(6, 5, 1)
    var values = [UInt8](repeating: 0, count: 30)
    for y in 1...3 { for x in 1...4 { values[y * 6 + x] = 2 } }
    let request = try axial(size, width: 6, height: 5)
    let raster = SliceRenderer.render(
      request, ct: ct(size, Array(repeating: 77, count: 30)), labels: labels(size, values))
    let colour = Theme.dark.labels[2]
    let drawn = raster.pixels.map { pixel -> Character in
      if pixel == colour { return "#" }
      return pixel == Colour(grey: 77) ? "." : "?"
    }
    #expect(String(drawn) == ".......####..#..#..####.......")
  }

  @Test("a fill mixes by its opacity; hidden and invisible labels are not drawn")
  func fill() throws {
    let size = GridSize(3, 1, 1)
    var map = labels(size, [1, 2, 3])
    map.table[3]?.isVisible = false
    var request = try axial(size, width: 3, height: 1)
    request.overlay = .fill
    request.opacity = 0.5
    request.hidden = [2]
    let raster = SliceRenderer.render(request, ct: ct(size, [100, 100, 100]), labels: map)
    let grey = Colour(grey: 100)
    #expect(raster.pixels == [grey.mixed(with: Theme.dark.labels[1], share: 128), grey, grey])
    request.overlay = .off
    #expect(
      SliceRenderer.render(request, ct: ct(size, [100, 100, 100]), labels: map).pixels
        == [grey, grey, grey])
  }

  @Test("without a CT labels lie on dark ground")
  func labelsAlone() throws {
    let size = GridSize(2, 1, 1)
    var request = try axial(size, width: 2, height: 1)
    request.overlay = .fill
    request.opacity = 1
    let raster = SliceRenderer.render(request, ct: nil, labels: labels(size, [0, 4]))
    #expect(raster.pixels == [Theme.dark.pane, Theme.dark.labels[4]])
  }

  @Test("doubt shows from 0.2 on, stronger as it grows, and only when asked for")
  func heat() throws {
    let size = GridSize(4, 1, 1)
    var request = try axial(size, width: 4, height: 1)
    let doubt = Volume<UInt8>(size: size, geometry: .unit, voxels: [0, 50, 60, 255])
    let volume = ct(size, [100, 100, 100, 100])
    let off = SliceRenderer.render(request, ct: volume, labels: nil, doubt: doubt)
    #expect(greys(off) == [100, 100, 100, 100])
    request.showsHeat = true
    request.showsIsoLines = false
    let on = SliceRenderer.render(request, ct: volume, labels: nil, doubt: doubt)
    #expect(on.pixels[0].chroma == 0 && on.pixels[1].chroma == 0)
    #expect(on.pixels[2].chroma > 20 && on.pixels[3].chroma > on.pixels[2].chroma)
  }

  @Test("lines of equal doubt stand where 0.3 and 0.6 are passed")
  func isoLines() throws {
    let size = GridSize(5, 1, 1)
    var request = try axial(size, width: 5, height: 1)
    request.showsHeat = true
    let doubt = Volume<UInt8>(size: size, geometry: .unit, voxels: [10, 70, 100, 110, 200])
    let raster = SliceRenderer.render(
      request, ct: ct(size, [9, 9, 9, 9, 9]), labels: nil, doubt: doubt)
    let ramp = Theme.dark.heat
    let isPure = zip([10, 70, 100, 110, 200], raster.pixels).map { ramp.colours[$0] == $1 }
    #expect(isPure[2] && isPure[4])
    #expect(!isPure[0] && !isPure[1] && !isPure[3])
  }

  @Test(
    "a marker lies where a radiologist looks for it, however the grid lies in the patient",
    arguments: Grids.names)
  func convention(_ name: String) throws {
    let geometry = try Grids.geometry(name)
    // Moved by 2 mm to the right, the front, and upwards.
    let expectations: [(SIMD3<Double>, Plane, isAcross: Bool, isLow: Bool)] = [
      ([-2, 0, 0], .axial, true, true), ([-2, 0, 0], .coronal, true, true),
      ([2, 0, 0], .axial, true, false), ([0, -2, 0], .axial, false, true),
      ([0, -2, 0], .sagittal, true, true), ([0, 2, 0], .sagittal, true, false),
      ([0, 0, 2], .coronal, false, true), ([0, 0, 2], .sagittal, false, true),
      ([0, 0, -2], .coronal, false, false),
    ]
    for (offset, plane, isAcross, isLow) in expectations {
      let marker = try #require(Grids.voxel(geometry, offset))
      var volume = Volume<Int16>(size: Grids.size, geometry: geometry, filledWith: 0)
      volume[marker] = 255
      let axes = PlaneAxes(plane, geometry)
      let view = PlaneView(
        fitting: VoxelBox(Grids.size), axes: axes, size: Grids.size, spacing: Grids.spacing,
        slice: marker[axes.through], width: 60, height: 44)
      var request = SliceRequest(view)
      request.window = Self.plainWindow
      request.sampling = .nearest
      let raster = SliceRenderer.render(request, ct: volume, labels: nil)
      let bright = raster.pixels.indices.filter { raster.pixels[$0] == .white }
      #expect(!bright.isEmpty, "\(name) \(plane)")
      let count = Double(max(1, bright.count))
      let column = bright.reduce(0) { $0 + Double($1 % 60) } / count
      let row = bright.reduce(0) { $0 + Double($1 / 60) } / count
      let isFirstHalf = isAcross ? column < 29.5 : row < 21.5
      #expect(isFirstHalf == isLow, "\(name) \(plane) \(offset) at \(column), \(row)")
    }
  }

  @Test("a bone that goes on out of sight has no outline along the picture's edge, a cut one has")
  func outlineAtTheEdge() throws {
    let size = GridSize(8, 8, 1)
    let labels = LabelMap(
      volume: Volume(
        size: size, geometry: try Geometry(spacing: [1, 1, 1], origin: PatientPoint(0, 0, 0)),
        voxels: [UInt8](repeating: 1, count: 64)), table: .knee)
    func lines(_ pixels: Int) throws -> Int {
      let request = try axial(size, width: pixels, height: pixels)
      let raster = SliceRenderer.render(request, ct: nil, labels: labels)
      return raster.pixels.count { $0 != Theme.dark.pane }
    }
    #expect(try lines(4) == 0)
    // All of the slice: the volume ends at the edge, so 4 · 8 − 4 pixels are its outline.
    #expect(try lines(8) == 28)
  }
}
