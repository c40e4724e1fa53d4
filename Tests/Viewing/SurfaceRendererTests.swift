import Canvas
import Meshing
import Testing
import Volumes

@testable import Viewing

@Suite("Surfaces as pictures")
struct SurfaceRendererTests {
  private static let red = Colour(200, 0, 0)
  private static let blue = Colour(0, 0, 200)

  /// A square of side 8 mm that faces the front, at `posterior` mm, its centre at the origin.
  private func square(posterior: Float, left: Float = 0) -> Mesh {
    Mesh(
      positions: [
        [left - 4, posterior, -4], [left + 4, posterior, -4], [left + 4, posterior, 4],
        [left - 4, posterior, 4],
      ], triangles: [0, 1, 2, 0, 2, 3])
  }

  private func request(
    _ side: SurfaceOrientation.Standard, samples: Int = 1
  ) -> SurfaceRequest {
    SurfaceRequest(
      orientation: SurfaceOrientation(side), centre: PatientPoint(0, 0, 0), mmPerPixel: 1,
      width: 21, height: 13, samples: samples)
  }

  @Test("the nearer triangle wins, whichever is drawn first")
  func depth() {
    let near = SurfacePart(square(posterior: -3), Self.red)
    let far = SurfacePart(square(posterior: 3), Self.blue)
    for parts in [[near, far], [far, near]] {
      let middle = SurfaceRenderer.render(parts, request(.anterior))[10, 6]
      #expect(middle.red > 100 && middle.blue == 0)
      let behind = SurfaceRenderer.render(parts, request(.posterior))[10, 6]
      #expect(behind.blue > 0 && behind.red == 0)
    }
  }

  @Test("a square of 8 mm covers 8 × 8 pixels at 1 mm a pixel, and nothing else")
  func size() {
    let part = SurfacePart(square(posterior: 0), Self.red)
    let raster = SurfaceRenderer.render([part], request(.anterior), background: .black)
    let drawn = raster.pixels.indices.filter { raster.pixels[$0] != .black }
    // The middle of 21 pixels is 10.5: columns 7...14 have their centres within 6.5...14.5 or on it.
    #expect(Set(drawn.map { $0 % 21 }).isSubset(of: Set(6...14)))
    #expect(drawn.count >= 64 && drawn.count <= 81)
  }

  @Test("the front is lit and the back, seen through a hole, is dark")
  func light() {
    let part = SurfacePart(square(posterior: 0), Self.red)
    let front = SurfaceRenderer.render([part], request(.anterior))[10, 6].red
    let back = SurfaceRenderer.render([part], request(.posterior))[10, 6].red
    #expect(front > 130 && back < 50 && back > 10)
  }

  @Test("a marker at the patient's left is on the right from the front and on the left from behind")
  func convention() {
    let part = SurfacePart(square(posterior: 0, left: 6), Self.red)
    func columns(_ side: SurfaceOrientation.Standard) -> [Int] {
      let raster = SurfaceRenderer.render([part], request(side), background: .black)
      return raster.pixels.indices.filter { raster.pixels[$0] != .black }.map { $0 % 21 }
    }
    #expect(columns(.anterior).allSatisfy { $0 > 10 } && !columns(.anterior).isEmpty)
    #expect(columns(.posterior).allSatisfy { $0 < 10 } && !columns(.posterior).isEmpty)
  }

  @Test("more samples soften the edge, and the picture is the same every time")
  func samples() {
    let part = SurfacePart(
      Mesh(positions: [[-6, 0, -4], [7, 0, -5], [1, 0, 5]], triangles: [0, 1, 2]), Self.red)
    let one = SurfaceRenderer.render([part], request(.anterior), background: .black)
    let two = SurfaceRenderer.render([part], request(.anterior, samples: 2), background: .black)
    #expect(Set(two.pixels).count > Set(one.pixels).count)
    #expect(
      two == SurfaceRenderer.render([part], request(.anterior, samples: 2), background: .black))
  }

  @Test("corners that are no numbers, lie far away or are missing draw nothing and do no harm")
  func hostile() {
    let nothing = Raster(width: 21, height: 13, filledWith: .black)
    for bad: Float in [.nan, .infinity, 3e38] {
      let part = SurfacePart(
        Mesh(positions: [[bad, 0, 0], [1, bad, 1], [0, 0, bad]], triangles: [0, 1, 2]), Self.red)
      #expect(SurfaceRenderer.render([part], request(.anterior), background: .black) == nothing)
    }
    let missing = SurfacePart(Mesh(positions: [[0, 0, 0]], triangles: [0, 1, 9, 0]), Self.red)
    #expect(SurfaceRenderer.render([missing], request(.anterior), background: .black) == nothing)
    let fitted = SurfaceRequest(
      fitting: [], orientation: SurfaceOrientation(.left), width: 4, height: 4)
    #expect(SurfaceRenderer.render([], fitted).pixels.count == 16)
  }

  @Test("fitting shows the whole surface in the middle")
  func fitting() {
    let part = SurfacePart(square(posterior: 50, left: 300), Self.red)
    let request = SurfaceRequest(
      fitting: [part], orientation: SurfaceOrientation(.anterior), width: 40, height: 20,
      margin: 0.1)
    #expect(abs(request.mmPerPixel - 0.5) < 1e-9)
    let corner = request.pixel(of: PatientPoint(296, 50, 4)).place
    #expect(abs(corner.x - 12) < 1e-6 && abs(corner.y - 2) < 1e-6)
  }
}
