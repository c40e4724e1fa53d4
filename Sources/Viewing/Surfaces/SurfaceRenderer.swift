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
    var fine = request
    fine.width *= request.samples
    fine.height *= request.samples
    fine.mmPerPixel /= Double(request.samples)
    fine.samples = 1
    var raster = Raster(width: fine.width, height: fine.height, filledWith: background)
    var depths = [Float](repeating: -.infinity, count: fine.width * fine.height)
    for part in parts {
      let corners = SeenCorners(part.mesh, fine)
      draw(
        part.mesh.triangles.span, corners.places.span, corners.light.span, part.colour,
        width: fine.width, height: fine.height, into: &raster, depths: &depths)
    }
    return raster.averaged(by: request.samples)
  }

  private static func draw(
    _ triangles: Span<UInt32>, _ places: Span<SIMD3<Float>>, _ light: Span<Float>,
    _ colour: Colour, width: Int, height: Int, into raster: inout Raster, depths: inout [Float]
  ) {
    var pixels = raster.pixels.mutableSpan
    var depth = depths.mutableSpan
    let count = places.count
    for triangle in 0..<triangles.count / 3 {
      let (a, b, c) = (
        Int(triangles[3 &* triangle]), Int(triangles[3 &* triangle &+ 1]),
        Int(triangles[3 &* triangle &+ 2])
      )
      if a >= count || b >= count || c >= count { continue }
      fill(
        (places[a], places[b], places[c]), (light[a], light[b], light[c]), colour, width: width,
        height: height, &pixels, &depth)
    }
  }

  /// One triangle; corners hold pixels across, pixels down, and mm towards the viewer.
  private static func fill(
    _ corners: (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>), _ light: (Float, Float, Float),
    _ colour: Colour, width: Int, height: Int, _ pixels: inout MutableSpan<Colour>,
    _ depth: inout MutableSpan<Float>
  ) {
    let (a, b, c) = corners
    let low = pointwiseMin(pointwiseMin(a, b), c)
    let high = pointwiseMax(pointwiseMax(a, b), c)
    // A corner that is not a number fails every comparison, and the triangle is left out.
    guard low.x < Float(width), low.y < Float(height), high.x > 0, high.y > 0,
      (low + high).sum().isFinite
    else { return }
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    guard area != 0, area.isFinite else { return }
    // Counter-clockwise from outside is clockwise here, where rows grow downwards.
    let isFront = area < 0
    let firstColumn = Int(max(low.x - 0.5, 0).rounded(.up))
    let lastColumn = Int((min(high.x, Float(width)) - 0.5).rounded(.down))
    let firstRow = Int(max(low.y - 0.5, 0).rounded(.up))
    let lastRow = Int((min(high.y, Float(height)) - 0.5).rounded(.down))
    guard firstColumn <= lastColumn, firstRow <= lastRow else { return }
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
        let shade = isFront ? wa * light.0 + wb * light.1 + wc * light.2 : 0.18
        pixels[at] = Colour(
          lit(colour.red, shade), lit(colour.green, shade), lit(colour.blue, shade))
      }
    }
  }

  /// A part of a colour in a light of 0...1.25; above 1 it goes towards white.
  private static func lit(_ part: UInt8, _ light: Float) -> UInt8 {
    let value = Float(part) * min(light, 1) + (255 - Float(part)) * max(light - 1, 0)
    return UInt8(min(max(value, 0), 255) + 0.5)
  }
}

/// A mesh's corners as they are seen: places on the screen and how much light they get.
struct SeenCorners {
  /// Pixels across, pixels down, mm towards the viewer.
  let places: [SIMD3<Float>]
  /// The light at each corner; 1 is the part's own colour.
  let light: [Float]

  /// Projects a mesh.
  init(_ mesh: Mesh, _ request: SurfaceRequest) {
    let right = SIMD3<Float>(request.orientation.right)
    let down = SIMD3<Float>(request.orientation.down)
    let viewer = SIMD3<Float>(request.orientation.towardsViewer)
    let centre = request.centre.vector
    let across = Float(1 / request.mmPerPixel)
    let downwards = Float(1 / (request.mmPerPixel * request.pixelAspect))
    let middle = SIMD2(Float(request.width) / 2, Float(request.height) / 2)
    places = mesh.positions.map { position in
      // In double: a scanner's table may put the patient a metre from the origin.
      let offset = SIMD3<Float>(SIMD3<Double>(position) - centre)
      return SIMD3(
        (offset * right).sum() * across + middle.x, (offset * down).sum() * downwards + middle.y,
        (offset * viewer).sum())
    }
    // The key light comes from above on the left, the weaker one from below on the right.
    let key = Self.unit(viewer * 0.78 - right * 0.42 - down * 0.46)
    let fill = Self.unit(viewer * 0.45 + right * 0.8 + down * 0.3)
    light = Self.normals(mesh).map { normal in
      let strong = max((normal * key).sum(), 0)
      let weak = max((normal * fill).sum(), 0)
      let gleam = strong * strong * strong * strong
      return 0.2 + 0.66 * strong + 0.2 * weak + 0.12 * gleam * gleam * gleam
    }
  }

  /// The mean normals of the triangles round each corner, weighted by their areas; length 1 or 0.
  static func normals(_ mesh: Mesh) -> [SIMD3<Float>] {
    let count = mesh.positions.count
    var sums = [SIMD3<Float>](repeating: .zero, count: count)
    let positions = mesh.positions.span
    let triangles = mesh.triangles.span
    var sum = sums.mutableSpan
    for triangle in 0..<triangles.count / 3 {
      let (a, b, c) = (
        Int(triangles[3 &* triangle]), Int(triangles[3 &* triangle &+ 1]),
        Int(triangles[3 &* triangle &+ 2])
      )
      if a >= count || b >= count || c >= count { continue }
      let u = positions[b] - positions[a]
      let v = positions[c] - positions[a]
      let normal = SIMD3(
        u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
      sum[a] += normal
      sum[b] += normal
      sum[c] += normal
    }
    return sums.map(unit)
  }

  private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    let square = (vector * vector).sum()
    return square > 0 && square.isFinite ? vector / square.squareRoot() : .zero
  }
}
