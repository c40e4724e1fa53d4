public import Files

/// Why a surface cannot be made.
public enum SurfaceFailure: ExplainedError, Equatable {
  /// The labels are noise rather than bone.
  case tooManyTriangles(Int, limit: Int)
  /// Triangles cannot be joined where a surface has open or branching edges.
  case notClosed

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .tooManyTriangles(let count, let limit):
      "The surface would have \(count) triangles; at most \(limit) are made. "
        + "The label looks like noise: check that it is a segmentation."
    case .notClosed:
      "The surface has open or branching edges, so its triangles cannot be joined safely. "
        + "Make it without decimation; this is a fault of the program, please report it."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
