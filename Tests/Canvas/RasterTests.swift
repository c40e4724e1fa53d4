import Testing

@testable import Canvas

@Suite("Rasters")
struct RasterTests {
  @Test("a picture laid over another is cut at the edges")
  func place() {
    var raster = Raster(width: 4, height: 3, filledWith: .black)
    raster.place(Raster(width: 3, height: 3, filledWith: .white), x: -1, y: 2)
    raster.place(Raster(width: 2, height: 2, filledWith: .white), x: 9, y: 0)
    let white = (0..<12).filter { raster.pixels[$0] == .white }
    #expect(white == [8, 9])
  }

  @Test("averaging takes the mean of each square")
  func averaged() {
    var raster = Raster(width: 4, height: 2, filledWith: .black)
    raster[0, 0] = Colour(200, 0, 40)
    raster[1, 1] = Colour(200, 100, 0)
    let half = raster.averaged(by: 2)
    #expect(half.pixels == [Colour(100, 25, 10), .black])
  }

  @Test("a pixel is three bytes, so the memory is RGB8")
  func layout() {
    let raster = Raster(width: 2, height: 1, filledWith: Colour(1, 2, 3))
    #expect(raster.pixels.withUnsafeBytes { Array($0) } == [1, 2, 3, 1, 2, 3])
  }
}
