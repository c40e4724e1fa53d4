public import Files

/// An export that cannot be made as asked.
public enum ExportFailure: ExplainedError, Equatable {
  /// A label's value does not fit NIfTI's 16 bits.
  case valueTooLarge(Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .valueTooLarge(let value):
      "The label value \(value) does not fit a NIfTI label map, which holds 0 to 65535. "
        + "Export surfaces alone with --format stl."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
