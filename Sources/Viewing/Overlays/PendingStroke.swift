internal import Canvas
internal import Editing
internal import Volumes

/// Tints what the stroke in hand has changed so far, which is not on disk yet.
enum PendingStroke {
  /// The share of the tint in 256ths.
  private static let share = 120

  /// Lays the changed voxels of the slice over it: as a tint, or with the colour of a gap as small squares.
  static func draw(
    _ runs: [Edit.Run], _ view: PlaneView, _ colour: Colour, gap: Colour? = nil,
    over raster: inout Raster
  ) {
    let (size, axes) = (view.size, view.axes)
    let width = size[axes.across]
    var changed = [Bool](repeating: false, count: width * size[axes.down])
    // The lines of the plane between which something changed.
    var (top, bottom) = (Int.max, -1)
    for run in runs {
      // Row by row, so that a row of another slice is passed over as a whole.
      var start = run.start
      while start < run.start + run.count {
        let first = start % size.x
        let row = start / size.x
        let end = min(run.start + run.count, (row + 1) * size.x)
        var low = VoxelIndex(first, row % size.y, row / size.y)
        var count = end - start
        start = end
        if axes.through == 0 {
          guard view.slice >= first, view.slice < first + count else { continue }
          (low.x, count) = (view.slice, 1)
        } else if low[axes.through] != view.slice {
          continue
        }
        let step = axes.across == 0 ? 1 : width
        let at = low[axes.down] * width + low[axes.across]
        for voxel in 0..<count { changed[at + voxel * step] = true }
        top = min(top, low[axes.down])
        bottom = max(bottom, low[axes.down] + (axes.down == 0 ? count - 1 : 0))
      }
    }
    if bottom < top { return }
    // The voxel of every column and row once: a stroke is drawn anew with every move.
    let across = SampleTable(
      centre: view.centreAcross, step: view.acrossStep, pixels: view.width, voxels: width,
      sampling: .nearest
    ).nearest
    let down = SampleTable(
      centre: view.centreDown, step: view.downStep, pixels: view.height,
      voxels: size[axes.down], sampling: .nearest
    ).nearest
    let (columns, isChanged) = (across.span, changed.span)
    var pixels = raster.pixels.mutableSpan
    for row in 0..<view.height where down[row] >= top && down[row] <= bottom {
      let (line, start) = (down[row] &* width, row &* view.width)
      for column in 0..<view.width {
        let voxel = columns[column]
        guard voxel >= 0, isChanged[line &+ voxel] else { continue }
        let at = start &+ column
        if let gap {
          pixels[at] = (column / 2 &+ row / 2) % 2 == 0 ? colour : gap
        } else {
          pixels[at] = pixels[at].mixed(with: colour, share: share)
        }
      }
    }
  }
}
