public import Volumes

/// The volumes that a picture is made of, all on one grid.
public struct PictureVolumes: Sendable {
  /// The CT in HU.
  public let ct: Volume<Int16>?
  /// The labels.
  public let labels: LabelMap?
  /// The doubt, 0...255 for 0...1.
  public let doubt: Volume<UInt8>?
  /// What the doubt is.
  public let doubtKind: DoubtKind
  /// The grid's voxels along each axis.
  public let size: GridSize
  /// The grid's place in the patient.
  public let geometry: Geometry

  /// Takes a CT, labels, or both.
  ///
  /// - Throws: `SnapshotError.nothingToShow` or `.gridsDiffer`.
  public init(
    ct: Volume<Int16>?, labels: LabelMap?, doubt: Volume<UInt8>? = nil,
    doubtKind: DoubtKind = .hesitation
  ) throws(SnapshotError) {
    guard let size = ct?.size ?? labels?.volume.size,
      let geometry = ct?.geometry ?? labels?.volume.geometry
    else { throw .nothingToShow }
    for other in [labels?.volume.size, doubt?.size].compactMap({ $0 }) where other != size {
      throw .gridsDiffer(size, other)
    }
    self.ct = ct
    self.labels = labels
    self.doubt = doubt
    self.doubtKind = doubtKind
    self.size = size
    self.geometry = geometry
  }

  /// The box round all labels with `margin` mm round it, nil when there are no labels.
  public func boxOfLabels(margin: Double) -> VoxelBox? {
    guard let labels else { return nil }
    return box(of: Set(1...255), in: labels, margin: margin)
  }

  /// The box round some labels with `margin` mm round it, cut to the grid; nil when there are none.
  func box(of values: Set<UInt8>, in labels: LabelMap, margin: Double) -> VoxelBox? {
    let box = labels.bounds(of: values)
    guard !box.isEmpty else { return nil }
    var grown = box
    for axis in 0..<3 {
      let voxels = Int((margin / geometry.spacing[axis]).rounded(.up))
      grown.lower[axis] = max(0, box.lower[axis] - voxels)
      grown.upper[axis] = min(size[axis], box.upper[axis] + voxels)
    }
    return grown
  }
}
