internal import Volumes

extension PlaneView {
  /// The view at which every voxel is whole rows of cells high and begins at the edge of one.
  ///
  /// A mouse that tells whole cells cannot tell a cell's two pixels apart: where they are two voxels, one
  /// of them cannot be hit. Views in which a pixel covers more than a voxel stay as they are.
  public var snappedToCells: PlaneView {
    let pixels = 1 / abs(downStep)
    guard pixels >= 0.999 else { return self }
    let rows = max(1, (pixels / 2).rounded())
    var view = self
    view.mmPerPixel = spacing[axes.down] / (2 * rows * pixelAspect)
    // Edges lie halfway between centres; a row of cells is two pixels.
    let half = Double(view.height) / 2 * view.downStep
    let top = centreDown - half - 0.5
    view.centreDown = (top * rows).rounded() / rows + 0.5 + half
    return view
  }
}
