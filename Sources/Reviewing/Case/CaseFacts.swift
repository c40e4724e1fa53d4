public import Files
public import Volumes

/// What never changes about a case.
public struct CaseFacts: Hashable, Sendable {
  /// The random identity, in the form of a UUID.
  public let uuid: String
  /// What is printed on everything that leaves.
  public let code: String
  /// The grid.
  public let size: GridSize
  /// Where the grid lies in the patient.
  public let geometry: Geometry
  /// The labels as they came.
  public let table: LabelTable
  /// The SHA-256 of the AI labels on the case's grid, one byte a voxel, x fastest.
  public let labelsDigest: Digest
  /// The labels' file, if there was one.
  public let source: LabelSource?
  /// The SHA-256 of the CT's voxels, if there was one; see `CTMatch`.
  public let ctDigest: Digest?
  /// The side that the CT's header gave when the case was made; nil when it gave none.
  public let headerSide: Side?
  /// What made the case, such as "Condyle 0.1.0".
  public let program: String
}

/// Where the AI labels came from, without its name.
public struct LabelSource: Hashable, Sendable {
  /// The SHA-256 of the file.
  public let digest: Digest
  /// Its grid.
  public let size: GridSize
  /// Where its grid lies in the patient.
  public let geometry: Geometry

  /// Takes a digest and a grid.
  public init(digest: Digest, size: GridSize, geometry: Geometry) {
    (self.digest, self.size, self.geometry) = (digest, size, geometry)
  }
}
