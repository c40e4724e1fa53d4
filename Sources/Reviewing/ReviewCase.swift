public import Volumes

/// What is reviewed: the images, the labels as the AI gave them and as they are now.
public struct ReviewCase: Sendable {
  /// What is printed on everything that leaves.
  public var code: String
  /// The CT in HU; nil for labels alone.
  public var ct: Volume<Int16>?
  /// The labels as the AI gave them.
  public let ai: BrickedLabels
  /// The labels now.
  public var labels: LabelMap
  /// The doubt, 0...255 for 0...1; nil without a map.
  public var doubt: Volume<UInt8>?

  /// Puts together volumes on one grid.
  public init(
    code: String, ct: Volume<Int16>? = nil, ai: BrickedLabels, labels: LabelMap,
    doubt: Volume<UInt8>? = nil
  ) {
    let size = labels.volume.size
    precondition(
      ai.size == size && (ct.map { $0.size == size } ?? true)
        && (doubt.map { $0.size == size } ?? true), "a case has one grid")
    (self.code, self.ct, self.ai, self.labels) = (code, ct, ai, labels)
    self.doubt = doubt
  }

  /// The grid.
  public var size: GridSize { labels.volume.size }

  /// Where the grid lies in the patient.
  public var geometry: Geometry { labels.volume.geometry }

  /// How much there is of each label, and how much was changed.
  public var statistics: LabelStatistics { LabelStatistics(labels, ai: ai) }
}
