public import Volumes

/// What is true of the bones of a label map: what is there, how whole it is, and how it lies.
///
/// Facts with places in voxels and in the patient; what they are called and how grave they are is said
/// elsewhere.
public struct AnatomyFacts: Hashable, Sendable {
  /// Every label that has voxels, in the order of the table; those without an entry come last.
  ///
  /// Parts of a bone, an osteophyte say, belong to the bone.
  public let bones: [BoneFacts]
  /// Where two of them touch.
  public let contacts: [BoneContact]
  /// The knee, or both.
  public let legs: [LegFacts]
  /// The sizes that the limits speak of; empty without limits.
  public let sizes: [SizeFact]

  /// Measures a label map; the time grows with the boxes of the bones.
  ///
  /// - Parameters:
  ///   - bounds: the boxes of this volume's labels, when they are known.
  ///   - header: the side that the header of the CT gives.
  ///   - limits: which sizes are plausible.
  public init(
    of labels: LabelMap, bounds: LabelBounds? = nil, header: Side? = nil, limits: BoneLimits? = nil
  ) {
    let bounds = bounds ?? LabelBounds(of: labels.volume)
    let wholes = Self.wholes(labels.table)
    let present = (1...255).map { UInt8($0) }.filter { !bounds.boxes[Int($0)].isEmpty }
    let groups = Dictionary(grouping: present) { wholes[Int($0)] }
    let order = labels.table.entries.map(\.value) + present.filter { labels.table[$0] == nil }
    bones = order.compactMap { value in
      guard let values = groups[value] else { return nil }
      return BoneFacts(
        labels.table[value], value: value, values: Set(values),
        name: labels.table.name(of: value), in: labels.volume, bounds: bounds)
    }
    contacts = BoneContact.all(in: labels.volume, bounds: bounds, wholes: wholes)
    legs = LegFacts.all(bones, header: header)
    sizes = limits.map { [bones] in SizeFact.all(bones, $0) } ?? []
  }

  /// The bone of a value, its own or that of a part.
  public func bone(of value: UInt8) -> BoneFacts? { bones.first { $0.values.contains(value) } }

  /// For each value the label that it is a part of, itself for most.
  private static func wholes(_ table: LabelTable) -> [UInt8] {
    (0...255).map { value in
      var whole = UInt8(value)
      // A part of a part, but not for ever: a label whose parents lead in a circle is its own whole.
      for _ in 0..<8 {
        guard let parent = table[whole]?.parent, table[parent] != nil else { return whole }
        whole = parent
      }
      return UInt8(value)
    }
  }
}
