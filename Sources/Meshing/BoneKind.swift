internal import Volumes

/// The bones of a knee, as names tell them.
public enum BoneKind: String, Sendable, CaseIterable {
  case femur, tibia, patella, fibula

  /// The bone that a label's name holds as a whole word: tibialis is a muscle.
  ///
  /// Nil for none or more than one.
  public init?(inName name: String) {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    let found = Self.allCases.filter { kind in words.contains { $0 == kind.rawValue } }
    guard found.count == 1, let kind = found.first else { return nil }
    self = kind
  }

  /// The bone that an entry is; nil for a part of a bone, an osteophyte say.
  init?(_ entry: LabelEntry) {
    guard entry.parent == nil else { return nil }
    self.init(inName: entry.name)
  }

  /// Where a scan of the knee is expected to cut it: "S" above, "I" below; nil for nowhere.
  var expectedCut: String? {
    switch self {
    case .femur: "S"
    case .tibia, .fibula: "I"
    case .patella: nil
    }
  }
}
