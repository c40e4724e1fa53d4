public import Files

/// Why a zip archive, an `.npz` say, cannot be read.
public enum ZipError: ExplainedError, Equatable {
  /// There is no directory at the end of the file.
  case notZip(path: String)
  /// The archive contradicts itself or is cut short; in words.
  case damaged(path: String, detail: String)
  /// The archive uses something that is not read; in words.
  case unsupported(path: String, detail: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .notZip(let path):
      "\(SafeText.path(path)) is no zip archive, or is cut short at its end. Copy it again."
    case .damaged(let path, let detail):
      "The zip archive \(SafeText.path(path)) is damaged: \(detail). Copy or export it again."
    case .unsupported(let path, let detail):
      "The zip archive \(SafeText.path(path)) \(detail), which is not read. "
        + "Save it with numpy.savez_compressed."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
