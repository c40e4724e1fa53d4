internal import Files
internal import Formats
internal import Volumes

/// NIfTI files by what they are meant to be.
struct SortedNIfTI {
  private(set) var ct: String?
  private(set) var labels: String?
  private(set) var uncertainty: String?
  /// The `.npz` that belongs to the labels.
  private(set) var probabilities: String?
  /// Why `.npz` files are not used, one sentence each.
  private(set) var skipped: [String] = []
  // Read once: the role of a file is told from its voxels, which are then wanted again.
  private var images: [String: NIfTIImage] = [:]

  init() {}

  /// Sorts files by nnU-Net's names first, and by their voxels where names say nothing.
  ///
  /// - Throws: `NIfTIError.ambiguousRole`, or `LoadingError.several`.
  init(_ paths: [String], _ selection: InputSelection, npz: [String]) throws {
    let named = [selection.ct, selection.labels, selection.uncertainty].compactMap(\.self)
      .map(AbsolutePath.of)
    var rest = paths.filter { !named.contains(AbsolutePath.of($0)) }
    let pairs = NNUNetName.cases(rest + [selection.labels].compactMap(\.self) + npz)
    let ofLabels = pairs.first { Self.isSame($0.labels, selection.labels) }
    if let pair = ofLabels ?? (pairs.count == 1 ? pairs.first : nil) {
      if selection.ct == nil { ct = pair.ct }
      if selection.labels == nil { labels = pair.labels }
      // Of labels that are not used the probabilities are of no use either.
      if selection.labels == nil || ofLabels != nil { probabilities = pair.probabilities }
      rest.removeAll { $0 == pair.ct || $0 == pair.labels }
    }
    if probabilities == nil, selection.uncertainty == nil, npz.count == 1,
      !pairs.contains(where: { $0.probabilities == npz[0] })
    {
      probabilities = npz[0]
    }
    skip(npz, selection)
    var found: [NIfTIRole: [String]] = [:]
    for path in rest {
      let image = try NIfTIImage(path)
      let role = try image.role()
      images[path] = image
      found[role, default: []].append(path)
    }
    ct = try selection.ct ?? one(.ct, ct, found)
    labels = try selection.labels ?? one(.labels, labels, found)
    uncertainty = try selection.uncertainty ?? one(.uncertainty, uncertainty, found)
  }

  private static func isSame(_ first: String?, _ second: String?) -> Bool {
    guard let first, let second else { return false }
    return AbsolutePath.of(first) == AbsolutePath.of(second)
  }

  private mutating func skip(_ npz: [String], _ selection: InputSelection) {
    for path in npz where path != probabilities && !Self.isSame(path, selection.uncertainty) {
      skipped.append(
        "\(SafeText.path(path)): by its name these are not the probabilities of the label map. If they "
          + "are, say --uncertainty before it.")
    }
  }

  private func one(
    _ role: NIfTIRole, _ paired: String?, _ found: [NIfTIRole: [String]]
  ) throws -> String? {
    let all = (paired.map { [$0] } ?? []) + (found[role] ?? [])
    guard all.count <= 1 else { throw LoadingError.several(role: role.rawValue, paths: all) }
    return all.first
  }

  /// The one CT among files of which the others do not matter.
  ///
  /// - Throws: `LoadingError.several`.
  static func ct(among paths: [String]) throws -> String? {
    let pairs = NNUNetName.cases(paths)
    if pairs.count == 1, let ct = pairs[0].ct { return ct }
    let all = paths.filter { (try? NIfTIImage($0).role()) == .ct }
    guard all.count <= 1 else { throw LoadingError.several(role: "ct", paths: all) }
    return all.first
  }

  /// The image of a path; read again when its two transforms differ and a CT can settle which holds.
  func image(_ path: String, matching grid: (Geometry, GridSize)? = nil) throws -> NIfTIImage {
    if let image = images[path], grid == nil || image.notices.isEmpty { return image }
    return try NIfTIImage(path, matching: grid)
  }

  /// Gives back the memory of a file that is not needed any more.
  mutating func forget(_ path: String) {
    images[path] = nil
  }
}
