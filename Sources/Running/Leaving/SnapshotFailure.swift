public import Files

/// A picture that cannot be taken.
public enum SnapshotFailure: ExplainedError, Equatable {
  /// The slice does not exist.
  case noSuchSlice(slice: Int, plane: String, count: Int)
  /// There is no uncertainty map.
  case noDoubt
  /// The name does not say that it is a PNG file.
  case notPNG(path: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .noSuchSlice(let slice, let plane, let count):
      "Slice \(slice) is outside the \(count) \(plane) slices, which are counted from 0 to "
        + "\(count - 1)."
    case .noDoubt:
      "There is no uncertainty map among the inputs; give one with --uncertainty, or leave out heat."
    case .notPNG(let path):
      "\(SafeText.path(path)) does not end in .png, and pictures are written as PNG only."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
