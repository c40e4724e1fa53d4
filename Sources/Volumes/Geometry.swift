public import Files

/// Where a grid lies in the patient: from voxel index to millimetres, LPS, and back.
///
/// This is the only file that knows LPS from RAS. The centre of voxel (i, j, k) lies at
/// `origin + direction · (spacing · (i, j, k))`. Left-handed directions are normal; shear is not
/// representable here and is refused by `init(columns:origin:)`.
public struct Geometry: Hashable, Sendable {
  /// The distance between voxel centres along i, j, k in mm; always positive.
  public let spacing: SIMD3<Double>
  /// The centre of voxel (0, 0, 0).
  public let origin: PatientPoint
  /// The unit vectors of the axes i, j, k as columns, LPS.
  public let direction: Matrix3

  private let toPatient: Matrix3
  private let toGrid: Matrix3

  /// Why an affine cannot be used.
  public enum Failure: ExplainedError, Equatable {
    /// A number is NaN or infinite.
    case notFinite
    /// Two axes lie in one line or plane, or an axis has no length.
    case singular
    /// Spacing outside 0.001...100 mm; in mm along i, j, k.
    case spacing(SIMD3<Double>)
    /// Axes that are not at right angles; the greatest cosine between two.
    case sheared(cosine: Double)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .notFinite:
        "The voxel-to-patient matrix holds a number that is not finite. Export the volume again."
      case .singular:
        "The voxel-to-patient matrix is singular: two axes lie in one plane. "
          + "Export the volume again."
      case .spacing(let mm):
        "The voxel spacing is \(mm.x) × \(mm.y) × \(mm.z) mm; 0.001 to 100 mm is expected. "
          + "Check the units of the file."
      case .sheared(let cosine):
        "The voxel axes are not at right angles (cosine \(cosine)). "
          + "Resample the volume to an upright grid first."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }
  }

  /// Spacing 1 mm, origin 0, axes along L, P and S.
  public static let unit = Geometry(
    trusting: [1, 1, 1], origin: PatientPoint(0, 0, 0), direction: .identity, inverse: .identity)

  /// Takes the vectors from one voxel to the next along i, j and k in mm, LPS.
  ///
  /// Angles up to 0.01 (cosine) from a right angle are accepted and kept as they are.
  public init(columns: Matrix3, origin: PatientPoint) throws(Failure) {
    let vectors = columns.columns
    let lengths = SIMD3(length(vectors.0), length(vectors.1), length(vectors.2))
    guard lengths.sum().isFinite, origin.vector.sum().isFinite else { throw .notFinite }
    guard lengths.min() > 0 else { throw .singular }
    guard lengths.min() >= 0.001, lengths.max() <= 100 else { throw .spacing(lengths) }
    let unit = columns.scalingColumns(by: 1 / lengths)
    let cosine =
      [
        dot(unit[0], unit[1]), dot(unit[0], unit[2]), dot(unit[1], unit[2]),
      ].map(abs).max() ?? 0
    guard let inverse = columns.inverse, abs(unit.determinant) > 1e-3 else { throw .singular }
    guard cosine <= 0.01 else { throw .sheared(cosine: cosine) }
    self.init(trusting: lengths, origin: origin, direction: unit, inverse: inverse)
  }

  /// Takes spacing in mm, the centre of the first voxel, and unit axes.
  public init(
    spacing: SIMD3<Double>, origin: PatientPoint, direction: Matrix3 = .identity
  ) throws(Failure) {
    try self.init(columns: direction.scalingColumns(by: spacing), origin: origin)
  }

  /// Takes the rows of an affine from voxel index to millimetres RAS, as NIfTI stores it.
  public init(
    rasRows rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)
  ) throws(Failure) {
    let (r, a, s) = rows
    try self.init(
      columns: Matrix3(
        columns: [-r.x, -a.x, s.x], [-r.y, -a.y, s.y], [-r.z, -a.z, s.z]),
      origin: PatientPoint(-r.w, -a.w, s.w))
  }

  private init(
    trusting spacing: SIMD3<Double>, origin: PatientPoint, direction: Matrix3, inverse: Matrix3
  ) {
    self.spacing = spacing
    self.origin = origin
    self.direction = direction
    toPatient = direction.scalingColumns(by: spacing)
    toGrid = inverse
  }

  /// The vectors from one voxel to the next along i, j, k as columns, in mm LPS.
  public var columns: Matrix3 { toPatient }

  /// The rows of the affine from voxel index to millimetres RAS, as NIfTI stores it.
  public var rasRows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) {
    let (i, j, k) = toPatient.columns
    let o = origin.vector
    return ([-i.x, -j.x, -k.x, -o.x], [-i.y, -j.y, -k.y, -o.y], [i.z, j.z, k.z, o.z])
  }

  /// A place on the grid, in patient millimetres.
  public func point(_ place: GridPoint) -> PatientPoint {
    PatientPoint(toPatient * place.vector + origin.vector)
  }

  /// The centre of a voxel, in patient millimetres.
  public func point(_ index: VoxelIndex) -> PatientPoint { point(GridPoint(index)) }

  /// A place in the patient, as a continuous voxel index.
  public func gridPoint(_ point: PatientPoint) -> GridPoint {
    GridPoint(toGrid * (point.vector - origin.vector))
  }

  /// The volume of a voxel in mm³.
  public var voxelVolume: Double { abs(toPatient.determinant) }

  /// Whether i, j, k form a left-handed system, so that surfaces must be turned inside out.
  public var isLeftHanded: Bool { toPatient.determinant < 0 }

  /// The greatest distance in mm between the corners of a grid of `size` here and in `other`.
  public func greatestCornerDistance(to other: Geometry, size: GridSize) -> Double {
    var greatest = 0.0
    for corner in 0..<8 {
      let index = VoxelIndex(
        corner & 1 == 0 ? 0 : size.x - 1, corner & 2 == 0 ? 0 : size.y - 1,
        corner & 4 == 0 ? 0 : size.z - 1)
      greatest = max(greatest, point(index).distance(to: other.point(index)))
    }
    return greatest
  }

  /// The geometry of a part of this grid that begins at `index`.
  public func translated(to index: VoxelIndex) -> Geometry {
    Geometry(
      trusting: spacing, origin: point(index), direction: direction, inverse: toGrid)
  }
}

/// The directions in which a file counts millimetres.
///
/// Inside the program everything is LPS; a surface is turned when it is written.
public enum PatientFrame: String, Sendable, CaseIterable {
  /// To the patient's left, to the back, upwards.
  case lps = "LPS"
  /// To the patient's right, to the front, upwards.
  case ras = "RAS"

  /// The coordinates here of a place in LPS, exact.
  ///
  /// Half a turn about the upward axis, so a surface that is outward stays outward.
  @inlinable
  public func coordinates(of lps: SIMD3<Float>) -> SIMD3<Float> {
    // From zero, so that no -0 comes of a 0.
    self == .lps ? lps : SIMD3(0 - lps.x, 0 - lps.y, lps.z)
  }
}
