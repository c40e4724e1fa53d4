internal import Files
internal import Formats
internal import Glibc
internal import Reviewing
internal import Volumes

/// The search for the CT of a case by the digest of its voxels.
struct CTSearch {
  /// SHA-256 of the CT wanted; see `CTMatch.digest`.
  let digest: Digest
  /// Its size.
  let size: GridSize
  /// The series that the user named.
  let series: Int?

  /// The most volumes that are read in search of one.
  static let greatestCandidateCount = 8
  private static let greatestNameCount = 200

  /// The CT at a remembered path; of several series the one with the digest.
  ///
  /// - Returns: nil when none is there. A single one may be another CT: the user is told of it.
  func remembered(_ path: String) -> LoadedInputs.CT? {
    do {
      return try InputLoader.load(InputSelection(inputs: [], ct: path, series: series)).ct
    } catch DICOMError.chooseSeries {
      var left = Self.greatestCandidateCount
      return inSeries(path, &left)
    } catch {
      return nil
    }
  }

  /// The CT in the folders and NIfTI files that lie directly in some folders, such as a CT folder
  /// that was given another name.
  func directlyIn(_ folders: [String]) -> LoadedInputs.CT? {
    var left = Self.greatestCandidateCount
    var seen: Set<String> = []
    for folder in folders where seen.insert(AbsolutePath.of(folder)).inserted {
      for path in Self.paths(in: folder, limit: Self.greatestNameCount) {
        guard left > 0 else { return nil }
        if let found = inFile(path, &left) ?? inFolder(path, &left) { return found }
      }
    }
    return nil
  }

  private static func paths(in folder: String, limit: Int) -> [String] {
    let names = ((try? FoundFiles.names(in: folder)) ?? []).lazy.filter { !$0.hasPrefix(".") }
    return names.prefix(limit).map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }

  // Headers first: most of what lies beside a case has another size or kind.
  private func inFile(_ path: String, _ left: inout Int) -> LoadedInputs.CT? {
    guard left > 0, (try? InputKind.recognise(path)) == .nifti, NIfTI.size(of: path) == size else {
      return nil
    }
    left -= 1
    guard let image = try? NIfTIImage(path), let ct = try? InputLoader.ct(nifti: image, path) else {
      return nil
    }
    return ct.digest == digest ? ct : nil
  }

  private func inFolder(_ path: String, _ left: inout Int) -> LoadedInputs.CT? {
    guard FolderListing.isFolder(path) else { return nil }
    for file in Self.paths(in: path, limit: 16) {
      if let found = inFile(file, &left) { return found }
    }
    return Self.holdsDICOM(path) ? inSeries(path, &left) : nil
  }

  /// A look at the first few files, one folder down at most: any folder may lie beside a case.
  private static func holdsDICOM(_ folder: String) -> Bool {
    func isDICOM(_ path: String) -> Bool { (try? InputKind.recognise(path)) == .dicom }
    let first = paths(in: folder, limit: 16)
    if first.contains(where: isDICOM) { return true }
    return first.filter { FolderListing.isFolder($0) }.prefix(4).contains {
      paths(in: $0, limit: 4).contains(where: isDICOM)
    }
  }

  private func inSeries(_ path: String, _ left: inout Int) -> LoadedInputs.CT? {
    guard let scan = try? DICOMFolderScan.scan(path) else { return nil }
    for candidate in scan.series where fits(candidate) {
      guard left > 0 else { return nil }
      left -= 1
      guard let reading = try? DICOMSeriesReader.read(candidate) else { continue }
      let ct = InputLoader.ct(dicom: reading, path)
      if ct.volume.size == size, ct.digest == digest { return ct }
    }
    return nil
  }

  /// Repeated slices are left out when a series is read, so there may be more files than slices.
  private func fits(_ series: DICOMSeries) -> Bool {
    guard let first = series.headers.first else { return false }
    return first.columns == size.x && first.rows == size.y && series.count >= size.z
  }
}
