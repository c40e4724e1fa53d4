public import Files

/// What an input is, told by its first bytes and never by its name alone.
public enum InputKind: Hashable, Sendable {
  /// A `.condyle` case.
  case caseFile
  /// One NIfTI file, plain or gzipped.
  case nifti
  /// Half of a NIfTI pair (`.hdr`, `.img`).
  case niftiPair
  /// A DICOM file with its preamble.
  case dicom
  /// A zip archive of NumPy arrays.
  case npz
  /// nnU-Net's `dataset.json`.
  case datasetJSON
  /// A format that is known but not read yet.
  case later(name: String)
  /// A folder.
  case folder
  /// A file without bytes.
  case empty
  /// Compressed data that cannot be unpacked; its form, such as "gzip".
  case damaged(name: String)
  /// Nothing that is known.
  case unknown

  /// Why an input cannot be used.
  public struct Refusal: ExplainedError, Equatable {
    /// The input.
    public let path: String
    /// What it is.
    public let kind: InputKind

    /// Refuses an input for what it is.
    public init(path: String, kind: InputKind) {
      self.path = path
      self.kind = kind
    }

    /// The sentence for the user.
    public var message: String {
      let path = SafeText.path(path)
      switch kind {
      case .later(let name):
        return "\(path) is a \(name) file, which is not read yet. Convert it to .nii.gz first."
      case .niftiPair:
        return "\(path) is half of a NIfTI pair (.hdr and .img), which is not read. "
          + "Convert it to one .nii.gz file first."
      case .damaged(let name):
        return
          "\(path) begins as a \(name) file and cannot be unpacked: it is cut short or damaged. "
          + "Copy or export it again."
      case .empty: return "\(path) is empty. Copy or export it again."
      default:
        return "\(path) is no file this program knows by its content. "
          + "Give DICOM, NIfTI (.nii, .nii.gz), nnU-Net's .npz or a .condyle case."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }
  }

  /// Looks at the beginning of a file.
  ///
  /// - Throws: `FileError.missing`, `.notAFile` for pipes and devices, or `.unreadable`.
  public static func recognise(_ path: String) throws -> InputKind {
    if try isFolder(path) { return .folder }
    let bytes = try InputFile.prefix(path, count: 1 << 16)
    if bytes.isEmpty { return .empty }
    return kind(bytes, path) ?? .unknown
  }

  /// Throws a `Refusal` for what cannot be an input; folders and everything readable pass.
  public func requireUsable(_ path: String) throws {
    switch self {
    case .later, .niftiPair, .empty, .damaged, .unknown: throw Refusal(path: path, kind: self)
    case .caseFile, .nifti, .dicom, .npz, .datasetJSON, .folder: return
    }
  }

  private static func isFolder(_ path: String) throws -> Bool {
    do {
      _ = try InputFile.size(path)
      return false
    } catch FileError.notAFile {
      return FolderListing.isFolder(path)
    }
  }

  private static func kind(_ bytes: [UInt8], _ path: String) -> InputKind? {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      bytes.count >= offset && bytes[offset...].starts(with: text.utf8)
    }
    if has("SQLite format 3\0") { return has("CndL", at: 68) ? .caseFile : nil }
    if has("DICM", at: 128) { return .dicom }
    if has("PK\u{3}\u{4}") {
      guard let archive = try? ZipArchive(path) else { return .damaged(name: "zip") }
      let names = archive.entries.map(\.name)
      return names.contains { $0.hasSuffix(".npy") } ? .npz : nil
    }
    if bytes.starts(with: [0x93]), has("NUMPY", at: 1) {
      return .later(name: "single NumPy (.npy)")
    }
    if has("NRRD000") { return .later(name: "NRRD") }
    if has("ObjectType") || has("NDims") { return .later(name: "MetaImage") }
    if bytes.starts(with: [0x1F, 0x8B]) {
      let start = (try? Deflate.gunzipPrefix(bytes, count: 544)) ?? []
      if start.count >= 348 { return nifti(start) }
      // Too short for a header: a small file of something else, or one that was cut.
      let isWhole = (try? Deflate.gunzip(bytes, limit: 1 << 16)) != nil
      return isWhole ? nil : .damaged(name: "gzip")
    }
    return nifti(bytes) ?? dataset(bytes, path)
  }

  private static func nifti(_ bytes: [UInt8]) -> InputKind? {
    guard let (headerCount, _) = NIfTIHeader.recognise(bytes) else { return nil }
    return bytes[headerCount == 348 ? 345 : 5] == 0x2B ? .nifti : .niftiPair
  }

  private static func dataset(_ bytes: [UInt8], _ path: String) -> InputKind? {
    guard bytes.prefix(64).first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{"),
      let whole = try? InputFile.read(path, limit: 1 << 20),
      let json = try? JSONValue(parsing: whole), case .object? = json["labels"]
    else { return nil }
    return .datasetJSON
  }
}
