internal import Files
internal import Formats
internal import Glibc

/// The files that a user's inputs amount to, sorted by what they are.
struct FoundFiles {
  var cases: [String] = []
  var nifti: [String] = []
  var npz: [String] = []
  /// Every file called `dataset.json`, whatever it holds, and every other file that is one.
  var datasets: [String] = []
  /// Files and folders to be scanned for DICOM.
  var dicom: [String] = []
  /// What lies in a folder and is not used, with the reason.
  var skipped: [String] = []
  /// The input that a file was found through: itself, or its folder.
  private(set) var origin: [String: String] = [:]

  /// Looks at every input by its content; folders are looked into one level deep, and for DICOM all
  /// the way down.
  ///
  /// - Throws: `FileError`, or `InputKind.Refusal` for a file that was named and cannot be used.
  init(_ inputs: [String]) throws {
    for path in inputs {
      let kind = try InputKind.recognise(path)
      if kind == .folder {
        try addFolder(path)
      } else if Self.isDataset(path) {
        datasets.append(path)
      } else {
        try kind.requireUsable(path)
        add(path, kind, from: path)
      }
    }
  }

  /// Whether a path has the name of nnU-Net's table: a broken one must be told, not overlooked.
  static func isDataset(_ path: String) -> Bool {
    path.split(separator: "/").last?.lowercased() == "dataset.json"
  }

  private mutating func add(_ path: String, _ kind: InputKind, from input: String) {
    origin[path] = input
    switch kind {
    case .caseFile: cases.append(path)
    case .nifti: nifti.append(path)
    case .npz: npz.append(path)
    case .datasetJSON: datasets.append(path)
    case .dicom: dicom.append(path)
    case .folder, .niftiPair, .later, .empty, .damaged, .unknown: break
    }
  }

  private mutating func addFolder(_ folder: String) throws {
    var mayHoldDICOM = false
    for name in try Self.names(in: folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      let kind = (try? InputKind.recognise(path)) ?? .unknown
      if Self.isDataset(path), kind != .folder {
        datasets.append(path)
        continue
      }
      switch kind {
      case .dicom, .folder, .unknown: mayHoldDICOM = true
      // A case beside raw inputs is not an input: it is found by its place, and mentioned.
      case .caseFile: continue
      case .later, .niftiPair, .empty, .damaged:
        skipped.append(InputKind.Refusal(path: path, kind: kind).message)
      case .nifti, .npz, .datasetJSON: add(path, kind, from: folder)
      }
    }
    guard mayHoldDICOM else { return }
    dicom.append(folder)
    origin[folder] = folder
  }

  /// The names in a folder, sorted.
  ///
  /// - Throws: `FileError.unreadable` with the system's reason.
  static func names(in folder: String) throws -> [String] {
    guard let handle = opendir(folder) else {
      throw FileError.unreadable(path: folder, code: errno)
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
