internal import Canvas

extension PlaneView {
  /// The same part of the plane with the pixels of finer cells.
  func divided(_ parts: CellParts) -> PlaneView {
    guard parts != .halves else { return self }
    var view = self
    (view.width, view.height) = (width * parts.across, height / 2 * parts.down)
    view.mmPerPixel /= Double(parts.across)
    view.pixelAspect *= 2 * Double(parts.across) / Double(parts.down)
    return view
  }
}

extension SurfaceRequest {
  /// The same view with the pixels of finer cells.
  func divided(_ parts: CellParts) -> SurfaceRequest {
    guard parts != .halves else { return self }
    var request = self
    (request.width, request.height) = (width * parts.across, height / 2 * parts.down)
    request.mmPerPixel /= Double(parts.across)
    request.pixelAspect *= 2 * Double(parts.across) / Double(parts.down)
    return request
  }
}

extension Session {
  /// Into which parts the cells of the surface, and of planes that show less than the data, may be
  /// divided: never while anything can be painted, which must be seen voxel by voxel.
  var finerParts: CellParts {
    isEditing || screen.isPenDown || stroke != nil ? .halves : screen.cells.parts
  }
}
