public import Canvas
internal import Meshing
internal import Volumes

/// Draws surfaces by software: orthographic, with a depth buffer, two lights, no GPU.
///
/// Light is worked out at the corners and interpolated, after Gouraud, "Continuous shading of curved
/// surfaces", 1971. The same input gives the same picture, bit for bit.
public enum SurfaceRenderer {
  /// The picture that `request` asks for.
  public static func render(
    _ parts: [SurfacePart], _ request: SurfaceRequest, background: Colour = Theme.dark.pane
  ) -> Raster {
    render(
      parts.map { ReadyPart(shape: SurfaceShape($0.mesh), colour: $0.colour, heat: $0.heat) },
      request, background: background)
  }

  /// The picture of parts that were made ready.
  static func render(
    _ parts: [ReadyPart], _ request: SurfaceRequest, background: Colour
  ) -> Raster {
    var fine = request
    fine.width *= request.samples
    fine.height *= request.samples
    fine.mmPerPixel /= Double(request.samples)
    fine.samples = 1
    var raster = Raster(width: fine.width, height: fine.height, filledWith: background)
    var depths = [Float](repeating: -.infinity, count: fine.width * fine.height)
    for part in parts {
      draw(part, fine, into: &raster, depths: &depths)
    }
    return raster.averaged(by: request.samples)
  }

  /// How far towards the viewer a part lies where it is drawn on a pixel, in mm above the view's
  /// centre; nil where it is not.
  static func height(of part: ReadyPart, _ request: SurfaceRequest, column: Int, row: Int) -> Float?
  {
    // The same picture with that pixel alone.
    var one = request
    let across = Double(column) + 0.5 - Double(request.width) / 2
    let down = (Double(row) + 0.5 - Double(request.height) / 2) * request.pixelAspect
    one.centre.vector +=
      (request.orientation.right * across + request.orientation.down * down) * request.mmPerPixel
    (one.width, one.height, one.samples) = (1, 1, 1)
    var raster = Raster(width: 1, height: 1, filledWith: .black)
    var depths: [Float] = [-.infinity]
    draw(part, one, into: &raster, depths: &depths)
    return depths[0] > -.infinity ? depths[0] : nil
  }

  private static func draw(
    _ part: ReadyPart, _ request: SurfaceRequest, into raster: inout Raster,
    depths: inout [Float]
  ) {
    // Without values every corner has the value 0, which is not looked up.
    let (values, colours, shares) =
      part.heat.map { ($0.values, $0.colours, $0.shares) } ?? ([], [], [])
    draw(
      part, corners: seen(part.shape.positions.span, request), values: values.span,
      ramp: colours.span, shares: shares.span, SurfaceLight(request.orientation),
      width: request.width, height: request.height, into: &raster, depths: &depths)
  }

  /// The corners on the screen: pixels across, pixels down, mm towards the viewer.
  private static func seen(
    _ positions: Span<SIMD3<Float>>, _ request: SurfaceRequest
  ) -> [SIMD3<Float>] {
    let right = request.orientation.right / request.mmPerPixel
    let down = request.orientation.down / (request.mmPerPixel * request.pixelAspect)
    let viewer = request.orientation.towardsViewer
    // The columns of the matrix that turns an offset in the patient into a place on the screen.
    let columns = (
      SIMD3<Float>(Float(right.x), Float(down.x), Float(viewer.x)),
      SIMD3<Float>(Float(right.y), Float(down.y), Float(viewer.y)),
      SIMD3<Float>(Float(right.z), Float(down.z), Float(viewer.z))
    )
    // A scanner's table may put the patient a metre from the origin: what is subtracted first keeps
    // the products small. The centre's rest that a float cannot hold is far below a pixel.
    let centre = SIMD3<Float>(request.centre.vector)
    let middle = SIMD3(Float(request.width) / 2, Float(request.height) / 2, 0)
    return [SIMD3<Float>](unsafeUninitializedCapacity: positions.count) { buffer, count in
      for corner in 0..<positions.count {
        let offset = positions[corner] - centre
        buffer.initializeElement(
          at: corner,
          to: columns.0 * offset.x + columns.1 * offset.y + columns.2 * offset.z + middle)
      }
      count = positions.count
    }
  }

  private static func draw(
    _ part: ReadyPart, corners: [SIMD3<Float>], values: Span<UInt8>, ramp: Span<Colour>,
    shares: Span<Int>, _ light: SurfaceLight, width: Int, height: Int, into raster: inout Raster,
    depths: inout [Float]
  ) {
    var pixels = raster.pixels.mutableSpan
    var depth = depths.mutableSpan
    let places = corners.span
    let normals = part.shape.normals.span
    let triangles = part.shape.triangles.span
    let (right, bottom) = (Float(width), Float(height))
    for triangle in 0..<triangles.count / 3 {
      let (i, j, k) = (
        Int(triangles[3 &* triangle]), Int(triangles[3 &* triangle &+ 1]),
        Int(triangles[3 &* triangle &+ 2])
      )
      let (a, b, c) = (places[i], places[j], places[k])
      // Most triangles are smaller than a pixel and hold no pixel's centre: they leave here. A corner
      // that is not a number fails a comparison, here or at the area.
      let lowY = min(a.y, b.y, c.y)
      let highY = max(a.y, b.y, c.y)
      guard lowY < bottom, highY >= 0.5 else { continue }
      let firstRow = firstCentre(lowY)
      let lastRow = Int(min(highY, bottom) - 0.5)
      if firstRow > lastRow { continue }
      let lowX = min(a.x, b.x, c.x)
      let highX = max(a.x, b.x, c.x)
      guard lowX < right, highX >= 0.5 else { continue }
      let firstColumn = firstCentre(lowX)
      let lastColumn = Int(min(highX, right) - 0.5)
      if firstColumn > lastColumn { continue }
      let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
      guard area != 0, area.isFinite, (a.z + b.z + c.z).isFinite else { continue }
      // Counter-clockwise from outside is clockwise here, where rows grow downwards.
      let isFront = area < 0
      if !isFront, part.isSolid { continue }
      for row in firstRow...lastRow {
        let y = Float(row) + 0.5
        for column in firstColumn...lastColumn {
          let x = Float(column) + 0.5
          let wa = ((b.x - x) * (c.y - y) - (b.y - y) * (c.x - x)) / area
          let wb = ((c.x - x) * (a.y - y) - (c.y - y) * (a.x - x)) / area
          let wc = 1 - wa - wb
          // Written so that a weight which is not a number leaves the pixel out.
          if !(wa >= 0 && wb >= 0 && wc >= 0) { continue }
          let z = wa * a.z + wb * b.z + wc * c.z
          let at = row &* width &+ column
          if z <= depth[at] { continue }
          depth[at] = z
          let shade =
            isFront
            ? wa * light.on(normals[i]) + wb * light.on(normals[j]) + wc * light.on(normals[k])
            : 0.18
          var colour = part.colour
          if k < values.count, j < values.count, i < values.count {
            let value =
              wa * Float(values[i]) + wb * Float(values[j]) + wc * Float(values[k]) + 0.5
            let level = Int(min(max(value, 0), 255))
            colour = colour.mixed(with: ramp[level], share: shares[level])
          }
          pixels[at] = Colour(
            SurfaceLight.lit(colour.red, shade), SurfaceLight.lit(colour.green, shade),
            SurfaceLight.lit(colour.blue, shade))
        }
      }
    }
  }
}

/// The first pixel whose centre does not lie before a place.
@inline(__always)
private func firstCentre(_ place: Float) -> Int {
  let from = place - 0.5
  guard from > 0 else { return 0 }
  // By hand: rounding up is a call into the mathematical library.
  let whole = Int(from)
  return Float(whole) < from ? whole &+ 1 : whole
}

/// The least of three.
@inline(__always)
private func min(_ a: Float, _ b: Float, _ c: Float) -> Float {
  let d = a < b ? a : b
  return d < c ? d : c
}

/// The greatest of three.
@inline(__always)
private func max(_ a: Float, _ b: Float, _ c: Float) -> Float {
  let d = a > b ? a : b
  return d > c ? d : c
}

/// A part that was made ready to be drawn.
struct ReadyPart: Sendable {
  /// The corners and triangles.
  var shape: SurfaceShape
  /// The colour in full light.
  var colour: Colour
  /// Values drawn as heat over the colour; nil for none.
  var heat: SurfaceHeat?
  /// Whether it is closed and turned outward, so that its inside is never seen and triangles that face
  /// away are left out: a line of sight goes in as often as it comes out, so none of them alone covers
  /// a pixel, not even one that coarsening has turned over.
  var isSolid = false
}
