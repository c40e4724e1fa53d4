public import Files

/// Why a surface cannot be made.
public enum SurfaceFailure: ExplainedError, Equatable {
  /// The labels are noise rather than bone.
  case tooManyTriangles(Int, limit: Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .tooManyTriangles(let count, let limit):
      "The surface would have \(count) triangles; at most \(limit) are made. "
        + "The label looks like noise: check that it is a segmentation."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
