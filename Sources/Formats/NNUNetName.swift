/// The names nnU-Net gives its files: `CASE_0000.nii.gz` goes in, `CASE.nii.gz` and `CASE.npz` come
/// out.
public struct NNUNetName: Hashable, Sendable {
  /// The folder, "" when the path has none.
  public let folder: String
  /// What all files of a case share.
  public let stem: String
  /// The input channel, nil for what came out.
  public let channel: Int?
  /// The ending, such as ".nii.gz".
  public let ending: String

  /// Takes a path apart; nil when the ending is none of nnU-Net's.
  public init?(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard
      let ending = [".nii.gz", ".nii", ".npz"].first(where: { name.lowercased().hasSuffix($0) })
    else { return nil }
    folder = String(path.dropLast(name.count))
    self.ending = ending
    let bare = String(name.dropLast(ending.count))
    let digits = bare.suffix(4)
    if bare.count > 5, bare.dropLast(4).hasSuffix("_"),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      stem = String(bare.dropLast(5))
      channel = Int(digits)
    } else {
      stem = bare
      channel = nil
    }
    guard !stem.isEmpty else { return nil }
  }

  /// Files of one case.
  public struct Case: Hashable, Sendable {
    /// What the files share.
    public let stem: String
    /// `CASE_0000.nii.gz`, the CT.
    public var ct: String?
    /// `CASE.nii.gz`, the labels.
    public var labels: String?
    /// `CASE.npz`, the probabilities.
    public var probabilities: String?
  }

  /// Pairs the files that belong together, by stem, in the order of the paths.
  ///
  /// Input and output may lie in different folders, as nnU-Net leaves them. Only what has a partner is
  /// listed: a lone `.nii.gz` may be anything.
  public static func cases(_ paths: [String]) -> [Case] {
    var cases: [Case] = []
    for path in paths {
      guard let name = NNUNetName(path) else { continue }
      let position =
        cases.firstIndex { $0.stem == name.stem }
        ?? {
          cases.append(Case(stem: name.stem))
          return cases.count - 1
        }()
      switch (name.channel, name.ending) {
      case (0?, ".nii.gz"), (0?, ".nii"): cases[position].ct = cases[position].ct ?? path
      case (nil, ".npz"):
        cases[position].probabilities = cases[position].probabilities ?? path
      case (nil, _): cases[position].labels = cases[position].labels ?? path
      default: continue
      }
    }
    return cases.filter { $0.labels != nil && ($0.ct != nil || $0.probabilities != nil) }
  }
}
