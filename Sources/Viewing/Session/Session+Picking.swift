internal import Canvas
internal import Editing
internal import Reviewing
internal import Volumes

extension Session {
  /// The visible bones with a surface, in the table's order.
  var shownSurfaces: [(entry: LabelEntry, surface: ShownSurface)] {
    labels.table.entries.compactMap { entry in
      guard entry.isVisible, let surface = surfaces[entry.value], surface.summary.triangles > 0
      else { return nil }
      return (entry, surface)
    }
  }

  /// Puts the cursor onto the bone in the middle of the surface pane.
  mutating func pickMiddle() throws(CommandError) {
    try requireScreen("pick")
    guard screen.focus == .surface, let request = surfaceRequest else {
      throw CommandError(keymap.told("pick works in the surface pane; {pane next} goes there"))
    }
    pick([(request.width / 2, request.height / 2)], request)
  }

  /// Puts the cursor onto the bone under the first of some pixels that shows one, and says which.
  mutating func pick(_ pixels: [(column: Int, row: Int)], _ request: SurfaceRequest) {
    for pixel in pixels {
      guard let (bone, place) = surface(at: pixel, request) else { continue }
      let name = labels.table.name(of: bone)
      guard let voxel = voxel(of: bone, behind: place, request) else {
        message = "\(name) has changed since this surface was made; pick again when it is new"
        return
      }
      moveCursor(to: voxel, isJump: true)
      message = "picked \(name) at \(voxel)"
      return
    }
    message = "no surface lies there; the cursor stays"
  }

  /// The bone whose surface is nearest to the viewer at a pixel, and where it lies.
  private func surface(
    at pixel: (column: Int, row: Int), _ request: SurfaceRequest
  ) -> (UInt8, PatientPoint)? {
    var best: (bone: UInt8, height: Float)?
    for (entry, surface) in shownSurfaces {
      // The form that is drawn: what is seen is what is hit.
      let part = ReadyPart(
        shape: surface.levels.levels[surface.levels.number(for: request)].shape, colour: .white)
      let height = SurfaceRenderer.height(
        of: part, request, column: pixel.column, row: pixel.row)
      if let height, height > best?.height ?? -.infinity { best = (entry.value, height) }
    }
    guard let best else { return nil }
    let across = Double(pixel.column) + 0.5 - Double(request.width) / 2
    let down = (Double(pixel.row) + 0.5 - Double(request.height) / 2) * request.pixelAspect
    let orientation = request.orientation
    let offset =
      (orientation.right * across + orientation.down * down) * request.mmPerPixel
      + orientation.towardsViewer * Double(best.height)
    return (best.bone, PatientPoint(request.centre.vector + offset))
  }

  /// The bone's first voxel on the way from the viewer through a place of its surface; when the way
  /// only grazes the bone, the nearest within three voxels.
  private func voxel(
    of bone: UInt8, behind place: PatientPoint, _ request: SurfaceRequest
  ) -> VoxelIndex? {
    let volume = labels.volume
    let spacing = volume.geometry.spacing
    let way = -request.orientation.towardsViewer
    // From a voxel before the surface on, as a coarse form may lie behind the finest.
    let step = spacing.min() / 4
    let reach = spacing.max() + request.mmPerPixel
    var depth = -reach
    while depth <= 3 * reach {
      let point = volume.geometry.gridPoint(PatientPoint(place.vector + way * depth))
      if let voxel = point.nearestIndex, volume.size.contains(voxel), volume[voxel] == bone {
        return voxel
      }
      depth += step
    }
    guard let middle = volume.geometry.gridPoint(place).nearestIndex else { return nil }
    var best: (voxel: VoxelIndex, distance: Double)?
    for z in -3...3 {
      for y in -3...3 {
        for x in -3...3 {
          let voxel = VoxelIndex(middle.x + x, middle.y + y, middle.z + z)
          guard volume.size.contains(voxel), volume[voxel] == bone else { continue }
          let distance = length(volume.geometry.point(voxel).vector - place.vector)
          if distance < best?.distance ?? .infinity { best = (voxel, distance) }
        }
      }
    }
    return best?.voxel
  }
}
