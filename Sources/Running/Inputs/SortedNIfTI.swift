internal import Formats
internal import Volumes

/// NIfTI files by what they are meant to be.
struct SortedNIfTI {
  private(set) var ct: String?
  private(set) var labels: String?
  private(set) var uncertainty: String?
  /// The `.npz` that belongs to the labels.
  private(set) var probabilities: String?
  // Read once: the role of a file is told from its voxels, which are then wanted again.
  private var images: [String: NIfTIImage] = [:]

  init() {}

  /// Sorts files by nnU-Net's names first, and by their voxels where names say nothing.
  ///
  /// - Throws: `NIfTIError.ambiguousRole`, or `LoadingError.several`.
  init(_ paths: [String], _ selection: InputSelection, npz: [String]) throws {
    let named = [selection.ct, selection.labels, selection.uncertainty].compactMap(\.self)
    var rest = paths.filter { !named.contains($0) }
    let cases = NNUNetName.cases(rest + npz)
    if cases.count == 1, let pair = cases.first {
      if selection.ct == nil { ct = pair.ct }
      if selection.labels == nil { labels = pair.labels }
      probabilities = pair.probabilities
      rest.removeAll { $0 == pair.ct || $0 == pair.labels }
    }
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

  private func one(
    _ role: NIfTIRole, _ paired: String?, _ found: [NIfTIRole: [String]]
  ) throws -> String? {
    let all = (paired.map { [$0] } ?? []) + (found[role] ?? [])
    guard all.count <= 1 else { throw LoadingError.several(role: role.rawValue, paths: all) }
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
