public import Volumes

/// Which part of a plane fills which pixels: the only place that maps screen to voxel and back.
///
/// A place on the screen is counted in pixels from the upper left corner of the upper left pixel, so
/// that the centre of pixel (0, 0) lies at (0.5, 0.5).
public struct PlaneView: Hashable, Sendable {
  /// How the grid lies on the screen.
  public let axes: PlaneAxes
  /// The grid's voxels along each axis.
  public let size: GridSize
  /// The distance between voxel centres along i, j, k in mm.
  public let spacing: SIMD3<Double>
  /// The slice, counted from 0 along `axes.through`.
  public var slice: Int
  /// The voxel coordinate across the screen that lies in the middle of it.
  public var centreAcross: Double
  /// The voxel coordinate down the screen that lies in the middle of it.
  public var centreDown: Double
  /// Millimetres from pixel to pixel across.
  public var mmPerPixel: Double
  /// How many times taller than wide a pixel is.
  public var pixelAspect: Double
  /// Pixels across.
  public var width: Int
  /// Pixels down.
  public var height: Int

  /// Takes a centre on the grid, a scale and a number of pixels.
  public init(
    axes: PlaneAxes, size: GridSize, spacing: SIMD3<Double>, centre: GridPoint, mmPerPixel: Double,
    pixelAspect: Double = 1, width: Int, height: Int
  ) {
    precondition(mmPerPixel > 0 && pixelAspect > 0, "a pixel needs a size")
    precondition(width > 0 && height > 0, "a view needs at least one pixel")
    self.axes = axes
    self.size = size
    self.spacing = spacing
    let last = Double(size[axes.through] - 1)
    slice = Int(min(max(centre.vector[axes.through].rounded(), 0), last))
    centreAcross = centre.vector[axes.across]
    centreDown = centre.vector[axes.down]
    self.mmPerPixel = mmPerPixel
    self.pixelAspect = pixelAspect
    self.width = width
    self.height = height
  }

  /// The view that shows all of `box` as large as it fits.
  public init(
    fitting box: VoxelBox, axes: PlaneAxes, size: GridSize, spacing: SIMD3<Double>, slice: Int,
    pixelAspect: Double = 1, width: Int, height: Int
  ) {
    let extent = box.size
    let across = Double(max(1, extent[axes.across])) * spacing[axes.across]
    let down = Double(max(1, extent[axes.down])) * spacing[axes.down]
    let scale = max(across / Double(width), down / (Double(height) * pixelAspect))
    var centre = GridPoint(0, 0, 0)
    for axis in 0..<3 {
      centre.vector[axis] = Double(box.lower[axis] + box.upper[axis] - 1) / 2
    }
    centre.vector[axes.through] = Double(slice)
    self.init(
      axes: axes, size: size, spacing: spacing, centre: centre, mmPerPixel: scale,
      pixelAspect: pixelAspect, width: width, height: height)
  }

  /// Voxels from pixel to pixel across; negative where the axis runs against the screen.
  public var acrossStep: Double {
    mmPerPixel / spacing[axes.across] * (axes.acrossFlipped ? -1 : 1)
  }

  /// Voxels from pixel to pixel down; negative where the axis runs against the screen.
  public var downStep: Double {
    mmPerPixel * pixelAspect / spacing[axes.down] * (axes.downFlipped ? -1 : 1)
  }

  /// The place on the grid that lies under a place on the screen; it may lie outside the grid.
  public func gridPoint(x: Double, y: Double) -> GridPoint {
    var point = GridPoint(0, 0, 0)
    point.vector[axes.across] = centreAcross + (x - Double(width) / 2) * acrossStep
    point.vector[axes.down] = centreDown + (y - Double(height) / 2) * downStep
    point.vector[axes.through] = Double(slice)
    return point
  }

  /// The place on the screen under which a place of the grid lies, seen along the slices' axis.
  public func pixel(of point: GridPoint) -> SIMD2<Double> {
    pixel(across: point.vector[axes.across], down: point.vector[axes.down])
  }

  /// The place on the screen of two voxel coordinates in the plane.
  public func pixel(across: Double, down: Double) -> SIMD2<Double> {
    SIMD2(
      (across - centreAcross) / acrossStep + Double(width) / 2,
      (down - centreDown) / downStep + Double(height) / 2)
  }

  /// The voxel under a pixel, nil outside the grid.
  public func voxel(column: Int, row: Int) -> VoxelIndex? {
    let point = gridPoint(x: Double(column) + 0.5, y: Double(row) + 0.5)
    guard let index = point.nearestIndex, size.contains(index) else { return nil }
    return index
  }

  /// Whether a pixel covers more than one voxel in some direction, so that detail is lost.
  public var isCoarserThanData: Bool { max(abs(acrossStep), abs(downStep)) > 1.0001 }
}
