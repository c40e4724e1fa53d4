public import Volumes

/// What is true of one bone in a label map, with places; nothing is judged here.
public struct BoneFacts: Hashable, Sendable {
  /// The value of the bone's own label.
  public let value: UInt8
  /// All values that count as the bone: its own and those of its parts.
  public let values: Set<UInt8>
  /// The label's name, "label 7" without an entry.
  public let name: String
  /// Which bone of the knee it is, by its name.
  public let kind: BoneKind?
  /// The side that the label's entry gives.
  public let side: Side?
  /// How many voxels it has.
  public let voxelCount: Int
  /// Their volume in mm³.
  public let volume: Double
  /// The mean of their centres.
  public let centre: GridPoint
  /// The same in the patient.
  public let point: PatientPoint
  /// The box around them.
  public let box: VoxelBox
  /// What hangs together by voxel faces, the largest first.
  public let parts: [VoxelPart]
  /// Background that the bone encloses, the largest first; background that leads out across a voxel
  /// face or edge is no cavity.
  public let cavities: [Cavity]
  /// Where the edge of the volume cuts it.
  public let cuts: [Cut]
  /// Slices without a voxel of it between slices with some.
  public let emptySlices: [EmptySlices]
  /// The lowest and the highest place of its voxels' outsides along S, in mm.
  public let heights: ClosedRange<Double>

  /// Background that a bone encloses.
  public struct Cavity: Hashable, Sendable {
    /// Its size and place.
    public let part: VoxelPart
    /// The faces of the volume where it ends: a marrow space that the edge of the volume cuts.
    ///
    /// Where there are none, the surface of the bone has a shell of its own around it.
    public let opensAt: Set<VolumeFace>
  }

  /// A face of the volume that a bone reaches.
  public struct Cut: Hashable, Sendable {
    /// The face.
    public let face: VolumeFace
    /// The letter of the direction in which that face lies: L, R, P, A, S or I.
    public let towards: String
    /// How many voxels lie at it.
    public let voxelCount: Int
    /// The area of the cut in mm².
    public let area: Double
    /// The middle of the voxels at it.
    public let centre: GridPoint
    /// The same in the patient.
    public let point: PatientPoint
    /// Whether every scan of the knee cuts this bone there: a femur above, a tibia or fibula below.
    public let isExpected: Bool
  }

  /// Neighbouring slices without a voxel.
  public struct EmptySlices: Hashable, Sendable {
    /// The axis of the volume: 0, 1 or 2.
    public let axis: Int
    /// The slices, counted from 0.
    public let slices: Range<Int>
  }

  /// The mean area of its cross-sections along S in mm²: volume by height.
  public var meanSection: Double { volume / (heights.upperBound - heights.lowerBound) }

  /// Measures the voxels of some values; nil when there are none.
  init?(
    _ entry: LabelEntry?, value: UInt8, values: Set<UInt8>, name: String,
    in labels: Volume<UInt8>, bounds: LabelBounds
  ) {
    let box = bounds.box(of: values)
    guard !box.isEmpty else { return nil }
    (self.value, self.values, self.name, self.box) = (value, values, name, box)
    let kind = entry.flatMap { BoneKind($0) }
    (self.kind, side) = (kind, entry?.side)
    let geometry = labels.geometry
    let bits = BitRows(of: values, in: labels, box: box)
    let inside = VoxelRuns(bits, in: box, isInside: true)
    let sums = inside.sums(inside.wholes(.six))
    parts = sums.map { $0.part(geometry) }.sorted(by: Self.isLarger)
    voxelCount = sums.reduce(0) { $0 + $1.count }
    volume = Double(voxelCount) * geometry.voxelVolume
    let total = sums.reduce(into: SIMD3<Int>.zero) { $0 &+= $1.sum }
    centre = GridPoint(
      SIMD3(Double(total.x), Double(total.y), Double(total.z)) / Double(voxelCount))
    point = geometry.point(centre)
    cavities = Self.cavities(bits, box, labels.size, geometry)
    cuts = Self.cuts(inside, labels.size, geometry, kind)
    emptySlices = Self.emptySlices(inside)
    heights = Self.heights(inside, geometry)
  }

  private static func isLarger(_ a: VoxelPart, _ b: VoxelPart) -> Bool {
    if a.voxelCount != b.voxelCount { return a.voxelCount > b.voxelCount }
    let (p, q) = (a.voxel, b.voxel)
    return (p.z, p.y, p.x) < (q.z, q.y, q.x)
  }
}

extension BoneFacts {
  private static func cavities(
    _ bits: BitRows, _ box: VoxelBox, _ size: GridSize, _ geometry: Geometry
  ) -> [Cavity] {
    let whole = VoxelBox(size)
    let region = box.grown(by: 1).intersection(whole)
    let outside = VoxelRuns(bits, in: region, isInside: false)
    var cavities: [Cavity] = []
    for sums in outside.sums(outside.wholes(.eighteen)) {
      var faces: Set<VolumeFace> = []
      var isOpen = false
      // At the region's edge lies either the volume's, or background around the whole bone.
      for (axis, pair) in VolumeFace.pairs.enumerated() {
        if sums.box.lower[axis] == region.lower[axis] {
          if region.lower[axis] < box.lower[axis] { isOpen = true } else { faces.insert(pair.low) }
        }
        if sums.box.upper[axis] == region.upper[axis] {
          if region.upper[axis] > box.upper[axis] { isOpen = true } else { faces.insert(pair.high) }
        }
      }
      if !isOpen { cavities.append(Cavity(part: sums.part(geometry), opensAt: faces)) }
    }
    return cavities.sorted { isLarger($0.part, $1.part) }
  }

  private static func cuts(
    _ runs: VoxelRuns, _ size: GridSize, _ geometry: Geometry, _ kind: BoneKind?
  ) -> [Cut] {
    let (box, letters) = (runs.region, Array(AnatomicalAxes(geometry).letters).map { String($0) })
    let opposite = ["L": "R", "R": "L", "P": "A", "A": "P", "S": "I", "I": "S"]
    let columns = geometry.columns
    var cuts: [Cut] = []
    for (axis, pair) in VolumeFace.pairs.enumerated() {
      let (next, last) = ((axis + 1) % 3, (axis + 2) % 3)
      let area = length(cross(columns[next], columns[last]))
      for (face, slice) in [(pair.low, 0), (pair.high, size[axis] - 1)]
      where box.lower[axis] <= slice && slice < box.upper[axis] {
        let sums = runs.sums(ofSlice: slice, axis: axis)
        guard sums.count > 0 else { continue }
        let towards = face == pair.high ? letters[axis] : opposite[letters[axis]] ?? ""
        cuts.append(
          Cut(
            face: face, towards: towards, voxelCount: sums.count, area: Double(sums.count) * area,
            centre: sums.centre, point: geometry.point(sums.centre),
            isExpected: kind?.expectedCut == towards))
      }
    }
    return cuts
  }

  private static func emptySlices(_ runs: VoxelRuns) -> [EmptySlices] {
    let box = runs.region
    var isUsed = (0..<3).map { [Bool](repeating: false, count: box.size[$0]) }
    // What of x a row of runs covers is marked by its ends, not voxel by voxel.
    var steps = [Int](repeating: 0, count: box.size.x + 1)
    for row in 0..<(box.size.y * box.size.z) {
      let range = Int(runs.starts[row])..<Int(runs.starts[row + 1])
      if range.isEmpty { continue }
      isUsed[1][row % box.size.y] = true
      isUsed[2][row / box.size.y] = true
      for run in range {
        steps[Int(runs.runs[run].start) - box.lower.x] += 1
        steps[Int(runs.runs[run].end) - box.lower.x] -= 1
      }
    }
    var depth = 0
    for x in 0..<box.size.x {
      depth += steps[x]
      isUsed[0][x] = depth > 0
    }
    var empty: [EmptySlices] = []
    for axis in 0..<3 {
      var start: Int?
      for (slice, used) in isUsed[axis].enumerated() {
        if !used, start == nil { start = slice }
        guard used, let first = start else { continue }
        let low = box.lower[axis]
        empty.append(EmptySlices(axis: axis, slices: low + first..<low + slice))
        start = nil
      }
    }
    return empty
  }

  private static func heights(_ runs: VoxelRuns, _ geometry: Geometry) -> ClosedRange<Double> {
    let columns = geometry.columns
    let (x, y, z) = (columns[0].z, columns[1].z, columns[2].z)
    let box = runs.region
    var (low, high) = (Double.infinity, -Double.infinity)
    for row in 0..<(box.size.y * box.size.z) {
      let range = Int(runs.starts[row])..<Int(runs.starts[row + 1])
      if range.isEmpty { continue }
      let base =
        y * Double(box.lower.y + row % box.size.y) + z * Double(box.lower.z + row / box.size.y)
      let first = base + x * Double(runs.runs[range.lowerBound].start)
      let last = base + x * Double(runs.runs[range.upperBound - 1].end - 1)
      low = min(low, first, last)
      high = max(high, first, last)
    }
    let half = (abs(x) + abs(y) + abs(z)) / 2
    let origin = geometry.origin.vector.z
    return (origin + low - half)...(origin + high + half)
  }
}

extension VolumeFace {
  /// The lower and the upper face across x, y and z.
  static let pairs: [(low: VolumeFace, high: VolumeFace)] = [(.x0, .x1), (.y0, .y1), (.z0, .z1)]
}

extension VoxelRuns {
  /// Sums over the voxels of one slice across an axis; it must lie inside the region.
  func sums(ofSlice slice: Int, axis: Int) -> PartSums {
    var sums = PartSums()
    let size = region.size
    let ys = axis == 1 ? slice..<slice + 1 : region.lower.y..<region.upper.y
    let zs = axis == 2 ? slice..<slice + 1 : region.lower.z..<region.upper.z
    for z in zs {
      for y in ys {
        let row = (z - region.lower.z) * size.y + y - region.lower.y
        for run in runs[Int(starts[row])..<Int(starts[row + 1])] {
          let (start, end) = (Int(run.start), Int(run.end))
          if axis != 0 {
            sums.add(start, end, y, z)
          } else if start <= slice, slice < end {
            sums.add(slice, slice + 1, y, z)
          }
        }
      }
    }
    return sums
  }
}
