internal import Canvas
public import Volumes

extension Session {
  /// Where everything lies on the screen.
  public var layout: ScreenLayout {
    ScreenLayout(
      columns: screen.columns, rows: screen.rows, focus: screen.focus,
      isMaximised: screen.isMaximised)
  }

  /// How many times taller than wide half a cell is.
  public var pixelAspect: Double { screen.cellAspect / 2 }

  /// What a plane's pane shows; nil when it is not on the screen.
  public func planeView(_ plane: Plane) -> PlaneView? {
    guard let rect = layout.picture(of: Pane(plane)) else { return nil }
    let geometry = labels.volume.geometry
    let axes = PlaneAxes(plane, geometry)
    var centre = screen.middles[plane] ?? firstMiddle
    centre.vector[axes.through] = Double(view.cursor[axes.through])
    let view = PlaneView(
      axes: axes, size: labels.volume.size, spacing: geometry.spacing, centre: centre,
      mmPerPixel: mmPerPixel(plane), pixelAspect: pixelAspect, width: rect.width,
      height: 2 * rect.height)
    return isEditing && screen.pointer == .cells ? view.snappedToCells : view
  }

  /// Millimetres from pixel to pixel across in a plane.
  public func mmPerPixel(_ plane: Plane) -> Double {
    screen.scales[plane] ?? fittingScale(framedBox, plane)
  }

  /// The bones as they are now, or the whole volume when there are none.
  static func framing(_ tally: LabelTally, _ labels: LabelMap) -> VoxelBox {
    let box = tally.box(of: labels.table.entries.lazy.map(\.value))
    return box.isEmpty ? VoxelBox(labels.volume.size) : box
  }

  /// The middle of the first view.
  var firstMiddle: GridPoint {
    let box = framedBox
    return GridPoint(
      Double(box.lower.x + box.upper.x - 1) / 2, Double(box.lower.y + box.upper.y - 1) / 2,
      Double(box.lower.z + box.upper.z - 1) / 2)
  }

  /// The scale at which a box fits into a plane's pane, or the one it would have with the focus, with a
  /// small margin; 1 without a screen.
  func fittingScale(_ box: VoxelBox, _ plane: Plane) -> Double {
    let alone = ScreenLayout(
      columns: screen.columns, rows: screen.rows, focus: Pane(plane),
      isMaximised: screen.isMaximised)
    guard let rect = layout.picture(of: Pane(plane)) ?? alone.picture(of: Pane(plane)) else {
      return 1
    }
    let geometry = labels.volume.geometry
    let axes = PlaneAxes(plane, geometry)
    let extent = box.size
    let across = Double(extent[axes.across]) * geometry.spacing[axes.across]
    let down = Double(extent[axes.down]) * geometry.spacing[axes.down]
    return max(
      smallestScale, 1.06 * across / Double(rect.width),
      1.06 * down / (Double(2 * rect.height) * pixelAspect))
  }

  /// The smallest scale: eight pixels a voxel.
  var smallestScale: Double { labels.volume.geometry.spacing.min() / 8 }

  /// The largest scale of a plane: all of its slice is seen.
  func largestScale(_ plane: Plane) -> Double {
    fittingScale(VoxelBox(labels.volume.size), plane)
  }

  /// How the surface pane is drawn; nil when it is not on the screen.
  ///
  /// The scale comes from the sphere round the bones, so that it does not change while they turn.
  public var surfaceRequest: SurfaceRequest? {
    guard let rect = layout.picture(of: .surface) else { return nil }
    let geometry = labels.volume.geometry
    let box = framedBox
    let extent = box.size
    var square = 0.0
    for axis in 0..<3 {
      let length = Double(extent[axis]) * geometry.spacing[axis]
      square += length * length
    }
    let pixels = min(Double(rect.width), Double(2 * rect.height) * pixelAspect)
    // Bones are long: a sphere leaves more room at their sides than they need.
    let scale = 0.86 * square.squareRoot() / max(pixels, 1) / screen.surface.magnification
    let orientation = screen.surface.orientation
    let middle =
      geometry.point(firstMiddle).vector - orientation.right * screen.surface.shift.x
      - orientation.down * screen.surface.shift.y
    return SurfaceRequest(
      orientation: orientation, centre: PatientPoint(middle), mmPerPixel: max(scale, 1e-3),
      pixelAspect: pixelAspect, width: rect.width, height: 2 * rect.height)
  }
}
