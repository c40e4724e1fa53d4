public import Files

/// An export that cannot be made as asked.
public enum ExportFailure: ExplainedError, Equatable {
  /// A label's value does not fit NIfTI's 16 bits.
  case valueTooLarge(Int)
  /// The folder holds the export of another case.
  case otherCase(folder: String, code: String)
  /// Only accepted bones were asked for, and none is.
  case nothingSigned(bones: [String])
  /// Surfaces that could not be written.
  case refused(bones: [String])
  /// What `--edges` names is not at hand; what that is.
  case noEdges(String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .valueTooLarge(let value):
      "The label value \(value) does not fit a NIfTI label map, which holds 0 to 65535. "
        + "Export surfaces alone with --format stl."
    case .otherCase(let folder, let code):
      "\(SafeText.path(folder)) holds the export of case \(code). Give another folder, or --force to "
        + "mix them."
    case .nothingSigned(let bones):
      "Nothing was written: --signed-only was given, and none of the bones is accepted as it is now: "
        + bones.prefix(12).joined(separator: "; ")
        + ". Accept bones first, or leave out --signed-only for drafts."
    case .noEdges(let what):
      "--edges needs \(what), which is not at hand. Give it with the labels, or leave --edges out."
    case .refused(let bones):
      "No surface was written for \(bones.joined(separator: ", ")): see the reason beside it. "
        + "The other files are complete. condyle export --allow-defects writes such a surface under a "
        + "name that says so."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    if case .otherCase = self { .cannotCreate } else { .badData }
  }
}
