public import Canvas
internal import Reviewing
internal import Volumes

/// What a pane shows, in the pixels of the terminal instead of halves of its cells.
public struct LensPicture: Sendable {
  /// The picture.
  public let raster: Raster
  /// The cells that it belongs over.
  public let rect: CellRect
}

extension ScreenRenderer {
  /// The focused pane as a picture of true pixels; nil when it shows none.
  ///
  /// The same place, scale and marks as on the screen; the CT is interpolated between voxel centres.
  ///
  /// - Parameters:
  ///   - cell: the pixels of a cell.
  ///   - most: how many pixels the picture may have; beyond, all of it becomes smaller.
  public func lens(of session: Session, cell: SIMD2<Double>, most: Int) -> LensPicture? {
    let pane = session.screen.focus
    guard let rect = session.layout.picture(of: pane) else { return nil }
    let wanted = SIMD2(Double(rect.width), Double(rect.height)) * cell
    let share = min(1, (Double(most) / (wanted.x * wanted.y)).squareRoot())
    let (width, height) = (max(1, Int(wanted.x * share)), max(1, Int(wanted.y * share)))
    // A pixel of the screen is as wide as a cell and half as high.
    let across = Double(rect.width) / Double(width)
    let down = Double(2 * rect.height) / Double(height)
    let raster: Raster?
    if let plane = pane.plane {
      raster = session.planeView(plane).map {
        var view = $0
        view.mmPerPixel *= across
        view.pixelAspect *= down / across
        (view.width, view.height) = (width, height)
        return PlanePane(session: session, plane: plane, view: view, theme: theme)
          .raster(.smooth)
      }
    } else {
      raster = session.surfaceRequest.flatMap {
        var request = $0
        request.mmPerPixel *= across
        request.pixelAspect *= down / across
        (request.width, request.height) = (width, height)
        return SurfacePane(session: session, request: request, theme: theme).raster()
      }
    }
    return raster.map { LensPicture(raster: $0, rect: rect) }
  }
}
