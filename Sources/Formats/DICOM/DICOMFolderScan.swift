internal import Files
internal import Glibc
internal import Volumes

/// Finding the CT series in a folder: every file's header, grouped, with a reason for what is left
/// out.
public enum DICOMFolderScan {
  /// The most files that are looked at.
  public static let greatestFileCount = 20_000
  private static let greatestDepth = 32

  /// Scans a file, or a folder and those below it.
  ///
  /// - Throws: `FileError`, `DICOMError.tooManyFiles`, `.noDictionary`; for a single file also why it
  ///   cannot be read. A folder without a CT series is told by `DICOMScan.choose`.
  public static func scan(_ path: String) throws -> DICOMScan {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError.missing(path: path) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let files = isFolder ? try list(path) : [path]
    var scan = DICOMScan(path: path, series: [], skipped: [])
    var headers: [DICOMHeader] = []
    var damaged: [String] = []
    for file in files {
      do {
        let header = try DICOMFile.header(file)
        if let reason = refusal(header) {
          scan.skipped.append(.init(path: file, reason: reason))
        } else {
          headers.append(header)
        }
      } catch DICOMError.noDictionary {
        throw DICOMError.noDictionary
      } catch let error as any ExplainedError {
        guard isFolder else { throw error }
        scan.skipped.append(.init(path: file, reason: reason(of: error)))
        if isDamage(error) { damaged.append(DICOMError.name(file)) }
      }
    }
    scan.series = group(headers)
    if !damaged.isEmpty { addNotice(about: damaged, to: &scan) }
    return scan
  }

  /// Why the object is no slice of a CT volume, safe to show; nil when it is one.
  private static func refusal(_ header: DICOMHeader) -> String? {
    if let reason = DICOMObjectKind.refusal(sopClass: header.sopClass, modality: header.modality) {
      return reason
    }
    if header.imageType.contains("LOCALIZER") { return "a localizer (scout), not a slice" }
    if (header.numberOfFrames ?? 1) > 1 { return "several frames in one CT file, not read yet" }
    if header.rows == nil || header.columns == nil { return "no pixel data" }
    return nil
  }

  private static func isDamage(_ error: any ExplainedError) -> Bool {
    switch error {
    case DICOMError.cutShort, DICOMError.damaged, DICOMError.unknownSyntax, FileError.unreadable:
      true
    default: false
    }
  }

  private static func reason(of error: any ExplainedError) -> String {
    switch error {
    case DICOMError.notDICOM(_, looksBare: true): "a DICOM data set without its file header"
    case DICOMError.notDICOM: "not a DICOM file"
    case DICOMError.cutShort: "a DICOM file that is cut short"
    case DICOMError.damaged(_, let reason): "a damaged DICOM file (\(reason))"
    case DICOMError.notASlice(_, let what): what
    case DICOMError.unknownSyntax(_, let name): "stored as \(name), for which there is no decoder"
    case FileError.notAFile: "not a regular file"
    default: "cannot be read"
    }
  }

  /// A damaged file may have been a slice: every series has to say so.
  private static func addNotice(about damaged: [String], to scan: inout DICOMScan) {
    let names = damaged.prefix(3).joined(separator: ", ")
    let more = damaged.count > 3 ? " and \(damaged.count - 3) more" : ""
    let notice =
      "\(damaged.count) unreadable DICOM \(damaged.count == 1 ? "file" : "files") in the folder may "
      + "belong to this series: \(names)\(more)."
    for index in scan.series.indices { scan.series[index].notices.append(notice) }
  }

  /// All files below a folder, sorted by path.
  ///
  /// Links to folders are not followed.
  private static func list(_ root: String) throws -> [String] {
    var files: [String] = []
    var folders: [(path: String, depth: Int)] = [(root, 0)]
    while let folder = folders.popLast() {
      guard let handle = opendir(folder.path) else {
        guard folder.depth > 0 else { throw FileError.unreadable(path: root, code: errno) }
        continue
      }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = folder.path.hasSuffix("/") ? folder.path + name : "\(folder.path)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          if folder.depth < greatestDepth { folders.append((path, folder.depth + 1)) }
        } else {
          files.append(path)
          guard files.count <= greatestFileCount else {
            throw DICOMError.tooManyFiles(folder: root, limit: greatestFileCount)
          }
        }
      }
    }
    return files.sorted()
  }

  private struct Key: Hashable {
    var series: String
    var frameOfReference: String
    var rows: Int?
    var columns: Int?
    var kind: String
  }

  /// Series of one size, orientation and kind, in a fixed order.
  private static func group(_ headers: [DICOMHeader]) -> [DICOMSeries] {
    var groups: [Key: [[DICOMHeader]]] = [:]
    for header in headers {
      let key = Key(
        series: header.series, frameOfReference: header.frameOfReference, rows: header.rows,
        columns: header.columns, kind: header.imageType.dropFirst(2).first ?? "")
      let parts = groups[key] ?? []
      if let part = parts.firstIndex(where: { isParallel($0[0], header) }) {
        groups[key]?[part].append(header)
      } else {
        groups[key, default: []].append([header])
      }
    }
    return groups.values.joined().flatMap { splitByAcquisition($0) }
      .map { DICOMSeries(headers: $0, notices: []) }
      .sorted { order($0) < order($1) }
  }

  private static func order(_ series: DICOMSeries) -> (Int, String) {
    (series.headers[0].seriesNumber ?? Int.max, series.headers[0].path)
  }

  /// Whether two slices have the same orientation; stored decimals are short.
  private static func isParallel(_ a: DICOMHeader, _ b: DICOMHeader) -> Bool {
    guard let row = a.rowDirection, let otherRow = b.rowDirection, let column = a.columnDirection,
      let otherColumn = b.columnDirection
    else { return a.rowDirection == nil && b.rowDirection == nil }
    return length(row - otherRow) <= 1e-3 && length(column - otherColumn) <= 1e-3
  }

  /// Parts a group where positions repeat and the acquisition number tells the repeats apart.
  private static func splitByAcquisition(_ headers: [DICOMHeader]) -> [[DICOMHeader]] {
    guard repeats(headers) else { return [headers] }
    let parts = Dictionary(grouping: headers) { $0.acquisitionNumber }
    guard parts.count > 1, !parts.values.contains(where: { repeats($0) }) else { return [headers] }
    return Array(parts.values)
  }

  /// Whether two different images lie at the same place.
  private static func repeats(_ headers: [DICOMHeader]) -> Bool {
    var seen: Set<SIMD3<Double>> = []
    var instances: Set<String> = []
    for header in headers {
      guard let position = header.position else { continue }
      if !header.sopInstance.isEmpty, !instances.insert(header.sopInstance).inserted { continue }
      if !seen.insert((position * 100).rounded(.toNearestOrEven)).inserted { return true }
    }
    return false
  }
}
