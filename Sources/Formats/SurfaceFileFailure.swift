public import Files

/// Why a surface cannot be written in a format.
public enum SurfaceFileFailure: ExplainedError, Equatable {
  /// A 3MF file would pass what a zip archive without zip64 holds.
  case tooLarge(bytes: Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .tooLarge(let bytes):
      "The 3MF file would hold \(bytes) bytes; at most \(ZipWriter.greatestCount) can be written. "
        + "Export fewer bones with --bone, fewer triangles with --decimate, or another --format."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
