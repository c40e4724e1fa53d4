public import Volumes

/// Where two labels touch: voxels of one beside voxels of the other, across a face.
public struct BoneContact: Hashable, Sendable {
  /// The smaller of the two values.
  public let first: UInt8
  /// The larger of the two values.
  public let second: UInt8
  /// Voxel faces between the two, across x, y and z.
  public let faces: FaceCounts
  /// Their area in mm².
  public let area: Double
  /// The box around the voxels that touch, of both labels.
  public let box: VoxelBox
  /// The middle of the contact, each face by its area.
  public let centre: GridPoint
  /// The same in the patient.
  public let point: PatientPoint

  /// A number for each axis.
  public struct FaceCounts: Hashable, Sendable {
    /// Faces between neighbours along x.
    public var x = 0
    /// Faces between neighbours along y.
    public var y = 0
    /// Faces between neighbours along z.
    public var z = 0

    /// All of them.
    public var all: Int { x + y + z }
  }

  /// Every pair of labels that touch, by their values; one pass over the part of the volume where boxes
  /// of labels meet.
  ///
  /// - Parameter wholes: for each of the 256 values the value of the label that it is a part of, itself
  ///   for most; nil takes each value for itself.
  public static func all(
    in labels: Volume<UInt8>, bounds: LabelBounds? = nil, wholes: [UInt8]? = nil
  ) -> [BoneContact] {
    precondition(wholes?.count ?? 256 == 256, "a whole for each of the 256 values is needed")
    let bounds = bounds ?? LabelBounds(of: labels)
    let wholes = wholes ?? (0...255).map { $0 }
    let region = region(bounds, wholes).intersection(VoxelBox(labels.size))
    guard !region.isEmpty else { return [] }
    var scan = ContactScan(wholes: wholes, size: labels.size)
    scan.read(labels.voxels.span.bytes, region)
    return scan.pairs.map { $0.contact(labels.geometry) }
      .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// A box that holds every voxel that may touch one of another label.
  private static func region(_ bounds: LabelBounds, _ wholes: [UInt8]) -> VoxelBox {
    let present = (1..<256).filter { !bounds.boxes[$0].isEmpty }
    var region = VoxelBox.empty
    for (position, a) in present.enumerated() {
      let grown = bounds.boxes[a].grown(by: 1)
      for b in present[(position + 1)...] where wholes[a] != wholes[b] {
        region = region.union(grown.intersection(bounds.boxes[b].grown(by: 1)))
      }
    }
    return region
  }
}

/// What was seen of one pair.
private struct ContactPair {
  let first: UInt8
  let second: UInt8
  var faces = BoneContact.FaceCounts()
  // Sums of the lower voxels' coordinates, for the faces across each axis.
  var sums = (x: SIMD3<Int>.zero, y: SIMD3<Int>.zero, z: SIMD3<Int>.zero)
  var lower = SIMD3<Int>(repeating: .max)
  var upper = SIMD3<Int>(repeating: -1)

  mutating func add(_ place: SIMD3<Int>, axis: Int) {
    var other = place
    other[axis] &+= 1
    lower = pointwiseMin(lower, place)
    upper = pointwiseMax(upper, other)
    switch axis {
    case 0:
      faces.x &+= 1
      sums.x &+= place
    case 1:
      faces.y &+= 1
      sums.y &+= place
    default:
      faces.z &+= 1
      sums.z &+= place
    }
  }

  func contact(_ geometry: Geometry) -> BoneContact {
    let columns = geometry.columns
    let areas = [
      length(cross(columns[1], columns[2])), length(cross(columns[2], columns[0])),
      length(cross(columns[0], columns[1])),
    ]
    let counts = [faces.x, faces.y, faces.z]
    var area = 0.0
    var sum = SIMD3<Double>.zero
    for (axis, whole) in [sums.x, sums.y, sums.z].enumerated() {
      area += Double(counts[axis]) * areas[axis]
      var middle = SIMD3(Double(whole.x), Double(whole.y), Double(whole.z))
      // A face lies half a voxel beyond the centre of the lower voxel.
      middle[axis] += 0.5 * Double(counts[axis])
      sum += middle * areas[axis]
    }
    let centre = GridPoint(sum / area)
    return BoneContact(
      first: first, second: second, faces: faces, area: area,
      box: VoxelBox(
        lower: VoxelIndex(lower.x, lower.y, lower.z),
        upper: VoxelIndex(upper.x + 1, upper.y + 1, upper.z + 1)),
      centre: centre, point: geometry.point(centre))
  }
}

/// Reads a volume eight voxels at a time and looks closer only where two labels may touch.
private struct ContactScan {
  let wholes: [UInt8]
  let size: GridSize
  var pairs: [ContactPair] = []
  // The place in `pairs` of two values, -1 while they have not been seen to touch.
  private var places = [Int32](repeating: -1, count: 65536)

  init(wholes: [UInt8], size: GridSize) { (self.wholes, self.size) = (wholes, size) }

  mutating func read(_ bytes: RawSpan, _ region: VoxelBox) {
    let (row, slice) = (size.x, size.x &* size.y)
    for z in region.lower.z..<region.upper.z {
      for y in region.lower.y..<region.upper.y {
        let first = z &* slice &+ y &* row
        var x = region.lower.x
        while x < region.upper.x {
          let count = min(8, region.upper.x &- x)
          let here = Self.load(bytes, first &+ x, count)
          if here != 0 {
            let place = SIMD3(x, y, z)
            // The last voxel of a row has no neighbour.
            let along = min(count, size.x &- 1 &- x)
            if along > 0 {
              compare(here, Self.load(bytes, first &+ x &+ 1, along), along, place, axis: 0)
            }
            if y &+ 1 < size.y {
              compare(here, Self.load(bytes, first &+ x &+ row, count), count, place, axis: 1)
            }
            if z &+ 1 < size.z {
              compare(here, Self.load(bytes, first &+ x &+ slice, count), count, place, axis: 2)
            }
          }
          x &+= 8
        }
      }
    }
  }

  /// Up to eight bytes, the first in the lowest byte.
  @inline(__always)
  private static func load(_ bytes: RawSpan, _ at: Int, _ count: Int) -> UInt64 {
    if count == 8 { return bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) }
    var eight: UInt64 = 0
    for i in 0..<count {
      let byte = bytes.unsafeLoad(fromByteOffset: at &+ i, as: UInt8.self)
      eight |= UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 &* i)
    }
    return eight
  }

  @inline(__always)
  private mutating func compare(
    _ here: UInt64, _ there: UInt64, _ count: Int, _ place: SIMD3<Int>, axis: Int
  ) {
    // Inside a bone both are the same, at its surface the neighbours are mostly background.
    if here == there || there == 0 { return }
    add(here, there, count, place, axis: axis)
  }

  private mutating func add(
    _ here: UInt64, _ there: UInt64, _ count: Int, _ place: SIMD3<Int>, axis: Int
  ) {
    for i in 0..<count {
      let shift = UInt64(truncatingIfNeeded: 8 &* i)
      let (a, b) = (
        UInt8(truncatingIfNeeded: here &>> shift), UInt8(truncatingIfNeeded: there &>> shift)
      )
      if a == b || a == 0 || b == 0 { continue }
      let (one, two) = (wholes[Int(a)], wholes[Int(b)])
      if one == two { continue }
      let key = Int(min(one, two)) &<< 8 | Int(max(one, two))
      if places[key] < 0 {
        places[key] = Int32(pairs.count)
        pairs.append(ContactPair(first: min(one, two), second: max(one, two)))
      }
      pairs[Int(places[key])].add(place &+ SIMD3(i, 0, 0), axis: axis)
    }
  }
}
