public import Canvas
public import Meshing
public import Volumes

/// A mesh and the colour it is drawn in.
public struct SurfacePart: Hashable, Sendable {
  /// The surface.
  public let mesh: Mesh
  /// Its colour in full light.
  public let colour: Colour

  /// Values at the corners that are drawn as heat over the colour; nil for none.
  public let heat: SurfaceHeat?

  /// Pairs a mesh with a colour, and with heat over it.
  public init(_ mesh: Mesh, _ colour: Colour, heat: SurfaceHeat? = nil) {
    self.mesh = mesh
    self.colour = colour
    self.heat = heat
  }
}

/// Values at a mesh's corners and the colours they are drawn in.
public struct SurfaceHeat: Hashable, Sendable {
  /// One value 0...255 a corner; a triangle with a corner that has none shows no heat.
  public let values: [UInt8]
  /// The colour of each of the values 0...255.
  let colours: [Colour]
  /// How much of each is laid over the surface's own colour, in 256ths.
  let shares: [Int]

  /// Pairs doubt with colours.
  public init(_ values: [UInt8], _ ramp: HeatRamp) {
    (self.values, colours, shares) = (values, ramp.colours, ramp.shares)
  }

  /// Pairs change with colours; 128 stands for none.
  public init(_ values: [UInt8], _ ramp: ChangeRamp) {
    (self.values, colours, shares) = (values, ramp.colours, ramp.shares)
  }
}

/// How surfaces are to be seen: from where, how large, on how many pixels.
public struct SurfaceRequest: Hashable, Sendable {
  /// From where.
  public var orientation: SurfaceOrientation
  /// The place in the patient that lies in the middle of the screen.
  public var centre: PatientPoint
  /// Millimetres from pixel to pixel across.
  public var mmPerPixel: Double
  /// How many times taller than wide a pixel is.
  public var pixelAspect: Double
  /// Pixels across.
  public var width: Int
  /// Pixels down.
  public var height: Int
  /// Samples along each side of a pixel: 1 for terminal cells, 2 for pictures.
  public var samples: Int

  /// Takes place and scale.
  public init(
    orientation: SurfaceOrientation, centre: PatientPoint, mmPerPixel: Double,
    pixelAspect: Double = 1, width: Int, height: Int, samples: Int = 1
  ) {
    precondition(mmPerPixel > 0 && pixelAspect > 0, "a pixel needs a size")
    precondition(width > 0 && height > 0 && samples > 0, "a view needs at least one pixel")
    self.orientation = orientation
    self.centre = centre
    self.mmPerPixel = mmPerPixel
    self.pixelAspect = pixelAspect
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// The view that shows all parts as large as they fit, with `margin` (share of a side) round them.
  public init(
    fitting parts: [SurfacePart], orientation: SurfaceOrientation, pixelAspect: Double = 1,
    width: Int, height: Int, samples: Int = 1, margin: Double = 0.04
  ) {
    var low = SIMD3<Double>(repeating: .infinity)
    var high = -low
    let axes = [orientation.right, orientation.down, orientation.towardsViewer]
    for part in parts {
      for position in part.mesh.positions {
        let place = SIMD3<Double>(position)
        let seen = SIMD3(dot(place, axes[0]), dot(place, axes[1]), dot(place, axes[2]))
        guard seen.sum().isFinite else { continue }
        low = pointwiseMin(low, seen)
        high = pointwiseMax(high, seen)
      }
    }
    if low.x > high.x { (low, high) = (.zero, .zero) }
    let middle = (low + high) / 2
    let room = 1 - 2 * margin
    let scale = max(
      (high.x - low.x) / (Double(width) * room),
      (high.y - low.y) / (Double(height) * pixelAspect * room), 1e-3)
    self.init(
      orientation: orientation,
      centre: PatientPoint(axes[0] * middle.x + axes[1] * middle.y + axes[2] * middle.z),
      mmPerPixel: scale, pixelAspect: pixelAspect, width: width, height: height, samples: samples)
  }

  /// The place on the screen, in pixels from the upper left corner, and the height towards the viewer
  /// in mm above the centre, of a place in the patient.
  public func pixel(of point: PatientPoint) -> (place: SIMD2<Double>, height: Double) {
    let offset = point.vector - centre.vector
    let place = SIMD2(
      dot(offset, orientation.right) / mmPerPixel + Double(width) / 2,
      dot(offset, orientation.down) / (mmPerPixel * pixelAspect) + Double(height) / 2)
    return (place, dot(offset, orientation.towardsViewer))
  }
}
