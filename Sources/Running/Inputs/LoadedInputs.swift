public import Files
internal import Reviewing
public import Volumes

/// What was read, on one grid, with everything worth saying about it.
public struct LoadedInputs: Sendable {
  /// A CT.
  public struct CT: Sendable {
    /// HU.
    public var volume: Volume<Int16>
    /// The side that the header gives, nil when it gives none.
    public var headerSide: Side?
    /// Notices from the reader.
    public var warnings: [String]
    /// Where it was found, for this user's memory only.
    public var path: String

    /// SHA-256 of the size and the voxels; reads all of them.
    public var digest: Digest { CTMatch.digest(of: volume) }
  }

  /// Labels.
  public struct Labels: Sendable {
    /// The labels, on the CT's grid when there is a CT.
    public var map: LabelMap
    /// The size of the grid they came on.
    public var sourceSize: GridSize
    /// Where that grid lies.
    public var sourceGeometry: Geometry
    /// SHA-256 of the file.
    public var digest: Digest
    /// Notices from the reader and from placing them on the CT's grid.
    public var warnings: [String]
    /// Where they were found.
    public var path: String
  }

  /// An uncertainty map.
  public struct Doubt: Sendable {
    /// 0...255 standing for 0...1, on the grid of the labels.
    public var volume: Volume<UInt8>
    /// What it tells.
    public var kind: DoubtKind
    /// SHA-256 of the file.
    public var digest: Digest
    /// Notices.
    public var warnings: [String]
    /// Where it was found.
    public var path: String
  }

  /// Probabilities that wait for the label map of a case.
  struct Probabilities: Sendable {
    /// The `.npz`.
    let path: String
    /// As in `DatasetJSON.channelValues`.
    let channelValues: [Int]?
  }

  /// The CT, if there is one.
  public var ct: CT?
  /// The labels, if there are any.
  public var labels: Labels?
  /// The uncertainty, if there is one.
  public var doubt: Doubt?
  /// Probabilities given with a case, to be read with its labels.
  var probabilities: Probabilities?
  /// A case file among the inputs.
  public var caseFile: String?
  /// The side that the header gave when a case was made; nil without a case, or when it gave none.
  var recordedHeader: Side?
  /// The notes of a case among the inputs.
  var notes: [NoteRecord] = []
  /// What was found and not used, with the reason.
  public var skipped: [String] = []

  /// Nothing yet.
  public init() {}

  /// The file or folder beside which a new case lies: the labels, else the CT.
  public var anchor: String? { labels?.path ?? ct?.path }

  /// The side of the patient, and how it was found.
  public var side: LateralityEvidence {
    guard let labels else {
      return LateralityEvidence(
        Volume(size: GridSize(0, 0, 0), geometry: .unit, voxels: []), tibia: [], fibula: [],
        header: header)
    }
    return LateralityEvidence(labels.map, header: header)
  }

  private var header: Side? { ct?.headerSide ?? recordedHeader }

  /// All notices in the order of reading.
  public var warnings: [String] {
    (ct?.warnings ?? []) + (labels?.warnings ?? []) + (doubt?.warnings ?? [])
  }
}
