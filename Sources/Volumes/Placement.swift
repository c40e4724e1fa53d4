public import Files

/// A volume brought from its own grid onto another one.
public struct Placed<Element: Voxel>: Sendable {
  /// How the voxels came onto the new grid.
  public enum Relation: String, Sendable {
    /// Both grids are the same; the voxels are shared, not copied.
    case identical
    /// The same places in another order: axes exchanged or reversed, every voxel kept as it is.
    case reordered
    /// Each voxel took the nearest voxel of the other grid.
    case resampled
  }

  /// The voxels on the new grid.
  public let volume: Volume<Element>
  /// How they came there.
  public let relation: Relation
  /// How many voxels that are not background lie outside the new grid.
  public let lostCount: Int
  /// What the user should know.
  public let notices: [String]
}

/// Bringing labels or doubt onto the grid of the CT, by their places in the patient.
///
/// Nearest neighbour throughout: labels must not be mixed, and doubt belongs to the voxel the network
/// gave it to.
public enum Placement {
  /// Nothing of a volume lies on the grid it was to be brought to.
  public struct NoOverlap: ExplainedError, Equatable {
    /// What was to be placed, such as "label map".
    public let what: String
    /// The corners of its box in mm, LPS.
    public let box: [SIMD3<Double>]
    /// The corners of the grid's box in mm, LPS.
    public let gridBox: [SIMD3<Double>]
    /// The file, nil when it is not known.
    public var path: String?
    /// Whose grid it was to be brought to, such as "CT".
    public var grid = "CT"

    /// The sentence for the user.
    public var message: String {
      let name = path.map { " \(SafeText.path($0))" } ?? ""
      return "The \(what)\(name) lies elsewhere than the \(grid): it spans \(Self.text(box)), the "
        + "\(grid) spans \(Self.text(gridBox)) (mm, LPS). They are of different scans, or one has "
        + "lost its position; give the pair that belongs together."
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }

    private static func text(_ box: [SIMD3<Double>]) -> String {
      guard box.count == 2 else { return "nothing" }
      func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
      return (0..<3).map { "\(number(box[0][$0]))…\(number(box[1][$0]))" }
        .joined(separator: ", ")
    }
  }

  /// Corners nearer than this count as the same, in mm.
  public static let tolerance = 0.01

  /// Brings `volume` onto the grid of `size` and `geometry`; what it does not reach is `background`.
  ///
  /// - Parameters:
  ///   - what: how messages call the volume, such as "label map".
  ///   - path: its file, for a refusal.
  ///   - grid: how messages call the grid's owner.
  /// - Throws: `NoOverlap`.
  public static func place<Element: Voxel>(
    _ volume: Volume<Element>, onto size: GridSize, _ geometry: Geometry, background: Element,
    what: String, path: String? = nil, grid: String = "CT"
  ) throws -> Placed<Element> {
    if volume.size == size,
      volume.geometry.greatestCornerDistance(to: geometry, size: size) <= tolerance
    {
      return Placed(
        volume: Volume(size: size, geometry: geometry, voxels: volume.voxels),
        relation: .identical, lostCount: 0, notices: [])
    }
    let map = GridMap(from: size, geometry, to: volume.size, volume.geometry)
    if let strides = map.exactStrides(tolerance: tolerance) {
      let voxels = reordered(volume.voxels.span, strides, size)
      return Placed(
        volume: Volume(size: size, geometry: geometry, voxels: voxels), relation: .reordered,
        lostCount: 0,
        notices: [
          "The \(what) has the axes in another order than the \(grid); it was turned to fit."
        ])
    }
    var voxels = [Element](repeating: background, count: size.count)
    guard resample(volume.voxels.span, map, &voxels) > 0 else {
      throw NoOverlap(
        what: what, box: box(volume.size, volume.geometry), gridBox: box(size, geometry),
        path: path, grid: grid)
    }
    let lost = lostCount(
      volume.voxels.span, GridMap(from: volume.size, volume.geometry, to: size, geometry),
      background)
    var notices = [
      "The \(what) lies on another grid (\(volume.size)) than the \(grid) (\(size)); "
        + "each voxel took the nearest one."
    ]
    if lost > 0 {
      notices.append("\(lost) voxels of the \(what) lie outside the \(grid) and are left out.")
    }
    return Placed(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), relation: .resampled,
      lostCount: lost, notices: notices)
  }

  /// Brings a label map onto a grid; its table stays.
  public static func place(
    _ labels: LabelMap, onto size: GridSize, _ geometry: Geometry, path: String? = nil,
    grid: String = "CT"
  ) throws -> (labels: LabelMap, placed: Placed<UInt8>) {
    let placed = try place(
      labels.volume, onto: size, geometry, background: 0, what: "label map", path: path,
      grid: grid)
    return (LabelMap(volume: placed.volume, table: labels.table), placed)
  }

  /// The smallest and greatest coordinates in mm, LPS, of the voxel centres of a grid.
  static func box(_ size: GridSize, _ geometry: Geometry) -> [SIMD3<Double>] {
    var low = SIMD3<Double>(repeating: .infinity)
    var high = -low
    for corner in 0..<8 {
      let point = geometry.point(
        VoxelIndex(
          corner & 1 == 0 ? 0 : size.x - 1, corner & 2 == 0 ? 0 : size.y - 1,
          corner & 4 == 0 ? 0 : size.z - 1)
      ).vector
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    return [low, high]
  }

  private static func reordered<Element: Voxel>(
    _ source: Span<Element>, _ strides: GridMap.Strides, _ size: GridSize
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: size.count) { out, filled in
      var row = 0
      for z in 0..<size.z {
        for y in 0..<size.y {
          var at = strides.first &+ y &* strides.y &+ z &* strides.z
          for x in 0..<size.x {
            out.initializeElement(at: row &+ x, to: source[at])
            at &+= strides.x
          }
          row &+= size.x
        }
      }
      filled = size.count
    }
  }

  /// Fills what the source reaches and answers how many voxels that were.
  private static func resample<Element: Voxel>(
    _ source: Span<Element>, _ map: GridMap, _ target: inout [Element]
  ) -> Int {
    var out = target.mutableSpan
    let (width, plane) = (map.to.x, map.to.x * map.to.y)
    var reached = 0
    for z in 0..<map.from.z {
      for y in 0..<map.from.y {
        guard let run = map.row(y, z) else { continue }
        let row = (z &* map.from.y &+ y) &* map.from.x
        var place = run.start
        for x in run.range {
          let at = Int(place.z) &* plane &+ Int(place.y) &* width &+ Int(place.x)
          out[row &+ x] = source[at]
          place += run.step
        }
        reached &+= run.range.count
      }
    }
    return reached
  }

  /// How many voxels other than background lie outside; `map` leads from the volume to the grid.
  private static func lostCount<Element: Voxel>(
    _ source: Span<Element>, _ map: GridMap, _ background: Element
  ) -> Int {
    var lost = 0
    for z in 0..<map.from.z {
      for y in 0..<map.from.y {
        let row = (z &* map.from.y &+ y) &* map.from.x
        let inside = map.row(y, z)?.range ?? 0..<0
        if inside.count == map.from.x { continue }
        for x in 0..<inside.lowerBound where source[row &+ x] != background { lost &+= 1 }
        for x in inside.upperBound..<map.from.x where source[row &+ x] != background {
          lost &+= 1
        }
      }
    }
    return lost
  }
}
