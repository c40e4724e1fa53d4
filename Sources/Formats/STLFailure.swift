public import Files

/// Why bytes are not a binary STL file.
public enum STLFailure: ExplainedError, Equatable {
  /// Fewer bytes than a header and a count.
  case tooShort(bytes: Int)
  /// The number of bytes does not agree with the number of triangles.
  case wrongSize(bytes: Int, triangles: Int, expected: Int)
  /// It is the text form of the format.
  case textForm
  /// A coordinate is not a finite number; triangles are counted from 0.
  case notFinite(triangle: Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .tooShort(let bytes):
      "The STL file has \(bytes) bytes; even an empty one has 84. Write it again."
    case .wrongSize(let bytes, let triangles, let expected):
      "The STL file has \(bytes) bytes, but \(triangles) triangles need \(expected). "
        + "It was cut off or is damaged: write it again."
    case .textForm:
      "The STL file is in text form; only the binary form is read. Save it as binary STL."
    case .notFinite(let triangle):
      "Triangle \(triangle) of the STL file has a coordinate that is not a number. "
        + "It is damaged: write it again."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
