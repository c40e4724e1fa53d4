internal import Canvas
internal import Volumes

/// Draws the border of what a dab at the cursor would reach, so that what is seen is what is painted.
enum BrushOutline {
  /// Lays the outline over a slice; at the least one pixel is drawn.
  static func draw(_ dab: Dab, _ view: PlaneView, _ colour: Colour, over raster: inout Raster) {
    let columns = voxels(
      dab, axis: view.axes.across, step: view.acrossStep, centre: view.centreAcross,
      count: view.width)
    let rows = voxels(
      dab, axis: view.axes.down, step: view.downStep, centre: view.centreDown, count: view.height)
    guard !columns.isEmpty, !rows.isEmpty else { return }
    // One pixel more at each side, so that every pixel inside has neighbours to be held against.
    let stride = columns.count + 2
    var inside = [Bool](repeating: false, count: stride * (rows.count + 2))
    var voxel = dab.centre
    for (row, down) in rows.enumerated() {
      for (column, across) in columns.enumerated() {
        voxel[view.axes.across] = across.voxel
        voxel[view.axes.down] = down.voxel
        inside[(row + 1) * stride + column + 1] =
          view.size.contains(voxel) && dab.contains(voxel)
      }
    }
    for (row, down) in rows.enumerated() {
      for (column, across) in columns.enumerated() {
        let at = (row + 1) * stride + column + 1
        guard inside[at] else { continue }
        let isInner =
          inside[at - 1] && inside[at + 1] && inside[at - stride] && inside[at + stride]
        if !isInner { raster[across.pixel, down.pixel] = colour }
      }
    }
  }

  /// The pixels near the dab along one axis, each with the voxel that it shows.
  ///
  /// The pixel in which the cursor's voxel lies shows that voxel, also where the picture is so small
  /// that it would be passed over.
  private static func voxels(
    _ dab: Dab, axis: Int, step: Double, centre: Double, count: Int
  ) -> [(pixel: Int, voxel: Int)] {
    let own = Crosshair.pixels(dab.centre[axis], step: step, centre: centre, count: count)
    let reach = Int((dab.reach[axis] / abs(step)).rounded(.up)) + 1
    let first = max(0, own.lowerBound - reach)
    let last = min(count - 1, own.upperBound + reach)
    guard first <= last else { return [] }
    return (first...last).map { pixel in
      let place = centre + (Double(pixel) + 0.5 - Double(count) / 2) * step
      let voxel = Int((place + 0.5).rounded(.down))
      return (pixel, own.contains(pixel) ? dab.centre[axis] : voxel)
    }
  }
}
