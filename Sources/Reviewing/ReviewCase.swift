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
  /// The side that the inputs name for the patient; nil when none does.
  public var headerSide: Side?

  /// Puts together volumes on one grid.
  public init(
    code: String, ct: Volume<Int16>? = nil, ai: BrickedLabels, labels: LabelMap,
    doubt: Volume<UInt8>? = nil, headerSide: Side? = nil
  ) {
    let size = labels.volume.size
    precondition(
      ai.size == size && (ct.map { $0.size == size } ?? true)
        && (doubt.map { $0.size == size } ?? true), "a case has one grid")
    (self.code, self.ct, self.ai, self.labels) = (code, ct, ai, labels)
    (self.doubt, self.headerSide) = (doubt, headerSide)
  }

  /// The grid.
  public var size: GridSize { labels.volume.size }

  /// Where the grid lies in the patient.
  public var geometry: Geometry { labels.volume.geometry }

  /// How much there is of each label, and how much was changed.
  public var statistics: LabelStatistics { LabelStatistics(labels, ai: ai) }

  /// What the header and the labels say about the side.
  public var side: SideFacts {
    SideFacts(header: headerSide, labels: Set(labels.table.entries.compactMap(\.side)))
  }
}

/// What is known about the side of the patient, and whether it agrees.
public struct SideFacts: Hashable, Sendable {
  /// What the CT's header says.
  public let header: Side?
  /// What the label table says; both for a scan of two knees.
  public let labels: Set<Side>

  /// Takes what the two say.
  public init(header: Side?, labels: Set<Side>) { (self.header, self.labels) = (header, labels) }

  /// Whether two sources contradict each other; the side is then never chosen in silence.
  public var isContradictory: Bool {
    guard let header, !labels.isEmpty else { return false }
    return !labels.contains(header)
  }

  /// The side, when what is known agrees on one.
  public var agreed: Side? {
    if isContradictory { return nil }
    if labels.count == 1 { return labels.first }
    return labels.isEmpty ? header : nil
  }
}
