public import Volumes

/// Lines of equal value through one slice, as closed polylines.
///
/// Marching squares, the plane case of Lorensen and Cline, "Marching cubes", 1987, over the voxel
/// centres, with everything outside the grid taken as 0. Two high corners that meet only in a diagonal
/// are kept apart. A line never leaves the squares between the voxels that it parts, so a label's
/// outline is within half a voxel of the label's own edge; an exact one follows the voxels' edges.
public enum Contours {
  /// A closed line; each point holds the voxel coordinates across and down.
  public typealias Line = [SIMD2<Double>]

  /// The outlines of one label in a view's slice.
  ///
  /// - Parameter inset: voxels by which the line lies within the label, so that the lines of touching
  ///   labels lie side by side; 0 puts it on the border.
  /// - Parameter isExact: whether the line turns every corner of a voxel instead of cutting it.
  public static func outlines(
    of label: UInt8, in labels: Volume<UInt8>, view: PlaneView, inset: Double = 0,
    isExact: Bool = false
  ) -> [Line] {
    let plane = plane(labels.voxels.span, view) { $0 == label ? 1 : 0 }
    return lines(plane, level: 0.5 + min(max(inset, 0), 0.49), turnsCorners: isExact)
  }

  /// The lines of equal doubt, level 0...1, in a view's slice.
  public static func isoLines(of doubt: Volume<UInt8>, view: PlaneView, level: Double) -> [Line] {
    lines(plane(doubt.voxels.span, view) { Float($0) / 255 }, level: level, turnsCorners: false)
  }

  /// One slice with a border of zeros, row by row.
  private struct Field {
    let width: Int
    let height: Int
    let values: [Float]
  }

  private static func plane(
    _ source: Span<UInt8>, _ view: PlaneView, value: (UInt8) -> Float
  ) -> Field {
    let strides = SliceStrides(view)
    let (across, down) = (view.size[view.axes.across], view.size[view.axes.down])
    let table = (0..<256).map { value(UInt8($0)) }
    let lookup = table.span
    var values = [Float](repeating: 0, count: (across + 2) * (down + 2))
    var field = values.mutableSpan
    for y in 0..<down {
      let target = (y &+ 1) &* (across &+ 2) &+ 1
      let start = strides.start &+ y &* strides.down
      for x in 0..<across {
        field[target &+ x] = lookup[Int(source[start &+ x &* strides.across])]
      }
    }
    return Field(width: across + 2, height: down + 2, values: values)
  }

  /// Follows the lines: each crossing of a grid edge leads to exactly one other.
  private static func lines(_ field: Field, level: Double, turnsCorners: Bool) -> [Line] {
    var next = links(field, level: Float(level))
    var result: [Line] = []
    for start in next.indices where next[start] >= 0 {
      var line: Line = []
      var edge = start
      while next[edge] >= 0 {
        let here = crossing(edge, field, level)
        line.append(here)
        let following = Int(next[edge])
        // A piece from a level edge to an upright one cuts a corner, which lies below the one and
        // beside the other.
        if turnsCorners, edge % 2 != following % 2 {
          let there = crossing(following, field, level)
          line.append(edge % 2 == 0 ? SIMD2(here.x, there.y) : SIMD2(there.x, here.y))
        }
        next[edge] = -1
        edge = following
      }
      result.append(line)
    }
    return result
  }

  /// For each edge of the grid, the edge at which the line through it leaves the square, or -1.
  ///
  /// Edge `2·p` runs from point p to its right, edge `2·p + 1` from p downwards. High values lie to the
  /// left of the way, seen with the rows growing upwards, so the squares' pieces join head to tail.
  private static func links(_ field: Field, level: Float) -> [Int32] {
    var next = [Int32](repeating: -1, count: 2 * field.width * field.height)
    let values = field.values.span
    var link = next.mutableSpan
    for y in 0..<field.height &- 1 {
      for x in 0..<field.width &- 1 {
        let p = y &* field.width &+ x
        var corners = 0
        if values[p] >= level { corners |= 1 }
        if values[p &+ 1] >= level { corners |= 2 }
        if values[p &+ 1 &+ field.width] >= level { corners |= 4 }
        if values[p &+ field.width] >= level { corners |= 8 }
        if corners == 0 || corners == 15 { continue }
        let sides = (
          top: 2 &* p, right: 2 &* (p &+ 1) &+ 1, bottom: 2 &* (p &+ field.width), left: 2 &* p &+ 1
        )
        // Each corner that is high is walked round from the side before it to the side after it.
        switch corners {
        case 1: link[sides.top] = Int32(sides.left)
        case 2: link[sides.right] = Int32(sides.top)
        case 3: link[sides.right] = Int32(sides.left)
        case 4: link[sides.bottom] = Int32(sides.right)
        case 5:
          link[sides.top] = Int32(sides.left)
          link[sides.bottom] = Int32(sides.right)
        case 6: link[sides.bottom] = Int32(sides.top)
        case 7: link[sides.bottom] = Int32(sides.left)
        case 8: link[sides.left] = Int32(sides.bottom)
        case 9: link[sides.top] = Int32(sides.bottom)
        case 10:
          link[sides.right] = Int32(sides.top)
          link[sides.left] = Int32(sides.bottom)
        case 11: link[sides.right] = Int32(sides.bottom)
        case 12: link[sides.left] = Int32(sides.right)
        case 13: link[sides.top] = Int32(sides.right)
        default: link[sides.left] = Int32(sides.top)
        }
      }
    }
    return next
  }

  /// Where a line crosses an edge, in voxel coordinates across and down.
  private static func crossing(_ edge: Int, _ field: Field, _ level: Double) -> SIMD2<Double> {
    let p = edge / 2
    let isDown = edge % 2 == 1
    let from = Double(field.values[p])
    let to = Double(field.values[isDown ? p + field.width : p + 1])
    let share = (level - from) / (to - from)
    let x = Double(p % field.width - 1)
    let y = Double(p / field.width - 1)
    return isDown ? SIMD2(x, y + share) : SIMD2(x + share, y)
  }
}
