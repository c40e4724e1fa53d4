public import Files
internal import Formats
internal import Reviewing
internal import Volumes

/// Reads what a user named: a CT first, then labels and uncertainty on its grid.
public struct InputLoader {
  private let selection: InputSelection
  private var loaded = LoadedInputs()
  private var files: FoundFiles
  private var nifti = SortedNIfTI()
  private var dataset: DatasetJSON?

  /// Reads everything that was named.
  ///
  /// - Throws: an `ExplainedError` that names the file and what to do.
  public static func load(_ selection: InputSelection) throws -> LoadedInputs {
    try load(selection, onto: nil)
  }

  /// Reads labels and uncertainty onto the grid of a CT that was read before.
  static func load(
    _ selection: InputSelection, onto ct: LoadedInputs.CT?
  ) throws -> LoadedInputs {
    var loader = try InputLoader(selection)
    loader.loaded.ct = ct
    try loader.run()
    return loader.loaded
  }

  private init(_ selection: InputSelection) throws {
    self.selection = selection
    files = try FoundFiles(selection.inputs)
  }

  private mutating func run() throws {
    guard files.cases.count <= 1 else { throw CaseRefusal.severalCases(files.cases.count) }
    loaded.caseFile = files.cases.first
    loaded.skipped = files.skipped
    nifti = try SortedNIfTI(files.nifti, selection, npz: files.npz)
    if loaded.ct == nil { try readCT() }
    try readLabels()
    try readDoubt()
  }

  // The CT: the one named, else a NIfTI that is one, else DICOM.
  private mutating func readCT() throws {
    if let path = selection.ct {
      switch try InputKind.recognise(path) {
      case .nifti: loaded.ct = try Self.ct(nifti: NIfTIImage(path), path)
      case .dicom, .folder: loaded.ct = try readDICOM(path)
      case let kind:
        try kind.requireUsable(path)
        throw InputKind.Refusal(path: path, kind: .unknown)
      }
      return
    }
    if let path = nifti.ct {
      loaded.ct = try Self.ct(nifti: nifti.image(path), path)
      return
    }
    guard !files.dicom.isEmpty else { return }
    // Slices may be given one by one; then they are one series in one folder, or several to choose
    // from.
    let path = files.dicom.count == 1 ? files.dicom[0] : try commonFolder(files.dicom)
    do {
      loaded.ct = try readDICOM(path)
    } catch let error as DICOMError {
      // A folder of label maps may hold other things; that is no reason to refuse it.
      guard case .noSeries(_, let reasons) = error, !files.nifti.isEmpty else { throw error }
      loaded.skipped += reasons
    }
  }

  private func commonFolder(_ paths: [String]) throws -> String {
    let folders = Set(paths.map { FolderListing.isFolder($0) ? $0 : OutputFile.folder(of: $0) })
    guard folders.count == 1, let folder = folders.first else {
      throw LoadingError.severalFolders(paths.count)
    }
    return folder
  }

  private mutating func readDICOM(_ path: String) throws -> LoadedInputs.CT {
    let scan = try DICOMFolderScan.scan(path)
    let series = try scan.choose(selection.series)
    let reading = try DICOMSeriesReader.read(series)
    if files.nifti.isEmpty { loaded.skipped += scan.skippedSummary }
    if scan.series.count > 1 {
      loaded.skipped += ["\(scan.series.count - 1) other series (see --series)"]
    }
    return LoadedInputs.CT(
      volume: reading.volume, headerSide: reading.facts.side, warnings: reading.warnings, path: path
    )
  }

  private static func ct(nifti image: NIfTIImage, _ path: String) throws -> LoadedInputs.CT {
    let reading = image.ct()
    return LoadedInputs.CT(
      volume: reading.volume, headerSide: nil, warnings: image.notices + reading.notices, path: path
    )
  }

  private mutating func readLabels() throws {
    guard let path = selection.labels ?? nifti.labels else { return }
    dataset = try Self.dataset(for: path, among: files.datasets)
    let image = try nifti.image(
      path, matching: loaded.ct.map { ($0.volume.geometry, $0.volume.size) })
    let reading = try image.labelMap(table: dataset?.table)
    var labels = LoadedInputs.Labels(
      map: reading.labels, sourceSize: image.size, sourceGeometry: image.geometry,
      digest: try InputFile.digest(path), warnings: image.notices + reading.notices, path: path)
    nifti.forget(path)
    try readProbabilities(on: labels.map)
    if let ct = loaded.ct {
      let placed = try Placement.place(labels.map, onto: ct.volume.size, ct.volume.geometry)
      labels.map = placed.labels
      labels.warnings += placed.placed.notices
    }
    loaded.labels = labels
  }

  /// nnU-Net's `dataset.json` among the inputs, else beside the label map.
  private static func dataset(for path: String, among found: [String]) throws -> DatasetJSON? {
    let beside = OutputFile.folder(of: path) + "/dataset.json"
    let paths = found.filter { OutputFile.folder(of: $0) == OutputFile.folder(of: path) } + found
    if let path = paths.first { return try DatasetJSON(InputFile.read(path, limit: 1 << 20)) }
    guard (try? InputKind.recognise(beside)) == .datasetJSON else { return nil }
    return try DatasetJSON(InputFile.read(beside, limit: 1 << 20))
  }

  private var uncertaintyPath: String? {
    selection.uncertainty ?? nifti.uncertainty ?? nifti.probabilities
      ?? (files.npz.count == 1 ? files.npz[0] : nil)
  }

  // Probabilities belong to the label map on its own grid, so they are read before it is moved.
  private mutating func readProbabilities(on labels: LabelMap) throws {
    guard let path = uncertaintyPath, try InputKind.recognise(path) == .npz else { return }
    let reading = try NNUNetProbabilities.read(
      path, labels: labels, channelValues: dataset?.channelValues)
    loaded.doubt = try placed(reading.doubt, path, notices: [])
  }

  private mutating func readDoubt() throws {
    guard let path = uncertaintyPath, loaded.doubt == nil else { return }
    switch try InputKind.recognise(path) {
    case .nifti:
      let grid = loaded.ct.map { ($0.volume.geometry, $0.volume.size) }
      let reading = try nifti.image(path, matching: grid).uncertainty()
      loaded.doubt = try placed(reading.volume, path, notices: reading.notices)
    case .npz: throw LoadingError.probabilitiesWithoutLabels(path)
    case let kind:
      try kind.requireUsable(path)
      throw InputKind.Refusal(path: path, kind: .unknown)
    }
  }

  private func placed(
    _ doubt: Volume<UInt8>, _ path: String, notices: [String]
  ) throws -> LoadedInputs.Doubt {
    let grid =
      loaded.ct.map { ($0.volume.size, $0.volume.geometry) }
      ?? loaded.labels.map { ($0.map.volume.size, $0.map.volume.geometry) }
      ?? (doubt.size, doubt.geometry)
    let placed = try Placement.place(
      doubt, onto: grid.0, grid.1, background: 0, what: "uncertainty map")
    return LoadedInputs.Doubt(
      volume: placed.volume, kind: .hesitation, digest: try InputFile.digest(path),
      warnings: notices + placed.notices, path: path)
  }
}

/// Inputs that do not fit together.
public enum LoadingError: ExplainedError, Equatable {
  /// DICOM files from several folders.
  case severalFolders(Int)
  /// Probabilities, and no label map that they belong to.
  case probabilitiesWithoutLabels(String)
  /// Several files could be the same thing.
  case several(role: String, paths: [String])

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .severalFolders(let count):
      "\(count) DICOM inputs lie in several folders. Give one folder, or name it with --ct."
    case .probabilitiesWithoutLabels(let path):
      "\(SafeText.path(path)) holds probabilities, and no label map of the same prediction was "
        + "given. Give the .nii.gz that nnU-Net wrote beside it."
    case .several(let role, let paths):
      "\(paths.count) files could be the \(role): "
        + paths.prefix(5).map { SafeText.path($0) }.joined(separator: ", ")
        + ". Say which one with --\(role)."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
