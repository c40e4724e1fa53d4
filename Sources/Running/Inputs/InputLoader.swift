internal import Files
internal import Formats
internal import Glibc
internal import Reviewing
internal import Volumes

/// Reads what a user named: a CT first, then labels and uncertainty on its grid.
public struct InputLoader {
  private let selection: InputSelection
  /// The grid that everything is brought onto where no CT is read.
  private let target: TargetGrid?
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

  /// Reads labels and uncertainty, no CT, onto a grid.
  static func load(
    _ selection: InputSelection, onto target: TargetGrid?
  ) throws -> LoadedInputs {
    var loader = try InputLoader(selection, target)
    try loader.run()
    return loader.loaded
  }

  private init(_ selection: InputSelection, _ target: TargetGrid?) throws {
    self.selection = selection
    self.target = target
    files = try FoundFiles(selection.inputs)
  }

  private mutating func run() throws {
    guard files.cases.count <= 1 else { throw CaseRefusal.severalCases(files.cases.count) }
    loaded.caseFile = files.cases.first
    // Read even where nothing needs them: bones under wrong names are worse than a refusal.
    for path in files.datasets { _ = try DatasetJSON(path: path) }
    nifti = try SortedNIfTI(files.nifti, selection, npz: files.npz)
    loaded.skipped = files.skipped + nifti.skipped
    if target == nil { try readCT() }
    try readLabels()
    try readDoubt()
    loaded.skipped = loaded.skipped.map { Self.sentence($0) }
  }

  /// With one full stop at the end.
  private static func sentence(_ text: String) -> String {
    var text = text
    while text.hasSuffix(".") { text.removeLast() }
    return text + "."
  }

  private var grid: TargetGrid? { loaded.ct.map { TargetGrid($0) } ?? target }

  // The CT: the one named, else a NIfTI that is one, else DICOM.
  private mutating func readCT() throws {
    if let path = selection.ct { return try readNamedCT(path) }
    if let path = nifti.ct {
      try settleOtherSeries(than: path, files)
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

  private mutating func readNamedCT(_ path: String) throws {
    switch try InputKind.recognise(path) {
    case .nifti: loaded.ct = try Self.ct(nifti: NIfTIImage(path), path)
    case .dicom: loaded.ct = try readDICOM(path)
    case .folder:
      let inside = try FoundFiles([path])
      guard let file = try SortedNIfTI.ct(among: inside.nifti) else {
        loaded.ct = try readDICOM(path)
        return
      }
      try settleOtherSeries(than: file, inside)
      loaded.ct = try Self.ct(nifti: NIfTIImage(file), file)
    case let kind:
      try kind.requireUsable(path)
      throw InputKind.Refusal(path: path, kind: .unknown)
    }
  }

  /// Where a NIfTI CT and a DICOM series are both there: the NIfTI of the same folder goes first and
  /// the series is told; of two inputs the user must choose.
  private mutating func settleOtherSeries(than path: String, _ found: FoundFiles) throws {
    for other in found.dicom {
      guard let scan = try? DICOMFolderScan.scan(other), !scan.series.isEmpty else { continue }
      guard found.origin[path] == other else {
        throw LoadingError.several(role: "ct", paths: [path, other])
      }
      let count = scan.series.count
      loaded.skipped.append(
        "\(count) DICOM series in \(SafeText.path(other)): \(SafeText.path(path)) is taken as the "
          + "CT; name the folder of the series with --ct to use it instead")
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
    return Self.ct(dicom: reading, path)
  }

  static func ct(dicom reading: DICOMSeriesReading, _ path: String) -> LoadedInputs.CT {
    LoadedInputs.CT(
      volume: reading.volume, headerSide: reading.facts.side, warnings: reading.warnings, path: path
    )
  }

  static func ct(nifti image: NIfTIImage, _ path: String) throws -> LoadedInputs.CT {
    let reading = image.ct()
    return LoadedInputs.CT(
      volume: reading.volume, headerSide: nil, warnings: image.notices + reading.notices, path: path
    )
  }

  private mutating func readLabels() throws {
    guard let path = selection.labels ?? nifti.labels else { return }
    dataset = try dataset(for: path)
    let image = try nifti.image(path, matching: grid.map { ($0.geometry, $0.size) })
    let reading = try image.labelMap(table: dataset?.table)
    var labels = LoadedInputs.Labels(
      map: reading.labels, sourceSize: image.size, sourceGeometry: image.geometry,
      digest: try InputFile.digest(path), warnings: image.notices + reading.notices, path: path)
    nifti.forget(path)
    try readProbabilities(on: labels.map)
    if let grid {
      let placed = try Placement.place(
        labels.map, onto: grid.size, grid.geometry, path: path, grid: grid.name)
      labels.map = placed.labels
      labels.warnings += placed.placed.notices
    }
    loaded.labels = labels
  }

  /// nnU-Net's `dataset.json` among the inputs, else beside the label map or the probabilities.
  private func dataset(for path: String) throws -> DatasetJSON? {
    let folder = OutputFile.folder(of: path)
    let found = files.datasets
    if let given = found.first(where: { OutputFile.folder(of: $0) == folder }) ?? found.first {
      return try DatasetJSON(path: given)
    }
    return try Self.dataset(beside: path)
  }

  static func dataset(beside path: String) throws -> DatasetJSON? {
    let path = OutputFile.folder(of: path) + "/dataset.json"
    guard access(path, F_OK) == 0, !FolderListing.isFolder(path) else { return nil }
    return try DatasetJSON(path: path)
  }

  private var uncertaintyPath: String? {
    selection.uncertainty ?? nifti.uncertainty ?? nifti.probabilities
  }

  // Probabilities belong to the label map on its own grid, so they are read before it is moved.
  private mutating func readProbabilities(on labels: LabelMap) throws {
    guard let path = uncertaintyPath, try InputKind.recognise(path) == .npz else { return }
    let doubt = try Self.doubt(
      of: .init(path: path, channelValues: dataset?.channelValues), labels)
    loaded.doubt = try grid?.place(doubt) ?? doubt
  }

  /// The doubt in probabilities, on the grid of their label map.
  static func doubt(
    of probabilities: LoadedInputs.Probabilities, _ labels: LabelMap
  ) throws -> LoadedInputs.Doubt {
    let path = probabilities.path
    let reading = try NNUNetProbabilities.read(
      path, labels: labels, channelValues: probabilities.channelValues)
    return LoadedInputs.Doubt(
      volume: reading.doubt, kind: .hesitation, digest: try InputFile.digest(path), warnings: [],
      path: path)
  }

  private mutating func readDoubt() throws {
    guard let path = uncertaintyPath, loaded.doubt == nil else { return }
    switch try InputKind.recognise(path) {
    case .nifti:
      let image = try nifti.image(path, matching: grid.map { ($0.geometry, $0.size) })
      if let greatest = image.greatestPlainLabel {
        throw LoadingError.labelsAsUncertainty(path, greatest: greatest)
      }
      let reading = try image.uncertainty()
      let doubt = LoadedInputs.Doubt(
        volume: reading.volume, kind: .hesitation, digest: try InputFile.digest(path),
        warnings: reading.notices, path: path)
      loaded.doubt = try doubtGrid?.place(doubt) ?? doubt
    case .npz:
      // The labels of a case serve, too, once it is open.
      guard loaded.caseFile != nil else { throw LoadingError.probabilitiesWithoutLabels(path) }
      loaded.probabilities = .init(
        path: path, channelValues: try dataset(for: path)?.channelValues)
    case let kind:
      try kind.requireUsable(path)
      throw InputKind.Refusal(path: path, kind: .unknown)
    }
  }

  /// The grid for doubt; none beside a case without CT, whose own grid is known only later.
  private var doubtGrid: TargetGrid? {
    if let grid { return grid }
    guard loaded.caseFile == nil, let volume = loaded.labels?.map.volume else { return nil }
    return TargetGrid(volume.size, volume.geometry, name: "label map")
  }
}
