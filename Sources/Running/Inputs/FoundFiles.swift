internal import Files
internal import Formats
internal import FoundationEssentials

/// The files that a user's inputs amount to, sorted by what they are.
struct FoundFiles {
  var cases: [String] = []
  var nifti: [String] = []
  var npz: [String] = []
  var datasets: [String] = []
  /// Files and folders to be scanned for DICOM.
  var dicom: [String] = []
  /// What lies in a folder and is not used, with the reason.
  var skipped: [String] = []

  /// Looks at every input by its content; folders are looked into one level deep, and for DICOM all
  /// the way down.
  ///
  /// - Throws: `FileError`, or `InputKind.Refusal` for a file that was named and cannot be used.
  init(_ inputs: [String]) throws {
    for path in inputs {
      let kind = try InputKind.recognise(path)
      try kind.requireUsable(path)
      if kind == .folder { try addFolder(path) } else { add(path, kind) }
    }
  }

  private mutating func add(_ path: String, _ kind: InputKind) {
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
    let names = try Self.names(in: folder)
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      let kind = (try? InputKind.recognise(path)) ?? .unknown
      switch kind {
      case .dicom, .folder, .unknown: mayHoldDICOM = true
      // A case beside raw inputs is not an input: it is found by its place, and mentioned.
      case .caseFile: continue
      case .later, .niftiPair, .empty, .damaged:
        skipped.append(InputKind.Refusal(path: path, kind: kind).message)
      case .nifti, .npz, .datasetJSON: add(path, kind)
      }
    }
    if mayHoldDICOM { dicom.append(folder) }
  }

  private static func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw FileError.unreadable(path: folder, code: 13)
    }
  }
}
