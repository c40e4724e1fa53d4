internal import Canvas
internal import Volumes

/// Draws the cursor: two thin lines that leave its voxel free, and a mark at the voxel's corners.
enum Crosshair {
  /// Pixels between the voxel and the lines.
  private static let gap = 2

  /// Lays the cursor over a slice; without a colour for the lines only the mark is drawn.
  ///
  /// - Parameter gap: what lies between the dashes of lines in the mark's colour, where a line that only
  ///   lightens what lies under it could not be seen; nil for such lines.
  static func draw(
    at cursor: VoxelIndex, _ view: PlaneView, line: Colour?, mark: Colour,
    gap: Colour? = nil, over raster: inout Raster
  ) {
    let columns = pixels(
      cursor[view.axes.across], step: view.acrossStep, centre: view.centreAcross, count: view.width)
    let rows = pixels(
      cursor[view.axes.down], step: view.downStep, centre: view.centreDown, count: view.height)
    if let line {
      drawLines(columns, rows, gap.map { (mark, $0) } ?? (line, nil), over: &raster)
    }
    for y in [rows.lowerBound - 1, rows.upperBound + 1] {
      for x in [columns.lowerBound - 1, columns.upperBound + 1] {
        guard x >= 0, x < raster.width, y >= 0, y < raster.height else { continue }
        raster[x, y] = mark
      }
    }
  }

  private static func drawLines(
    _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>, _ look: (line: Colour, gap: Colour?),
    over raster: inout Raster
  ) {
    func drawn(_ pixel: Colour, _ place: Int) -> Colour {
      guard let gap = look.gap else { return pixel.mixed(with: look.line, share: 64) }
      return place % 4 < 2 ? look.line : gap
    }
    let column = (columns.lowerBound + columns.upperBound) / 2
    let row = (rows.lowerBound + rows.upperBound) / 2
    if column >= 0, column < raster.width {
      for y in 0..<raster.height where y < rows.lowerBound - gap || y > rows.upperBound + gap {
        raster[column, y] = drawn(raster[column, y], y)
      }
    }
    if row >= 0, row < raster.height {
      for x in 0..<raster.width where x < columns.lowerBound - gap || x > columns.upperBound + gap {
        raster[x, row] = drawn(raster[x, row], x)
      }
    }
  }

  /// The pixels whose centres lie in a voxel along one axis; at least the one in which its centre
  /// lies.
  static func pixels(_ voxel: Int, step: Double, centre: Double, count: Int) -> ClosedRange<Int> {
    let middle = (Double(voxel) - centre) / step + Double(count) / 2
    let half = abs(0.5 / step)
    // A place far outside is held where it is still outside.
    func held(_ place: Double) -> Int { Int(min(max(place, -1e6), 1e6)) }
    let first = held((middle - half - 0.5).rounded(.up))
    let last = held((middle + half - 0.5).rounded(.up)) - 1
    if first <= last { return first...last }
    let one = held(middle.rounded(.down))
    return one...one
  }
}
