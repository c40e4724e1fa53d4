public import Files

/// Why inputs and a case do not go together.
public enum CaseRefusal: ExplainedError, Equatable {
  /// There is a case beside the inputs already.
  case exists(path: String)
  /// Neither a CT nor labels were named.
  case nothingGiven
  /// A case file was named, and a new case was asked for.
  case freshCase(path: String)
  /// A case was named as input, and another with --case.
  case twoCases(String, String)
  /// A case has another code than the one asked for.
  case otherCode(asked: String, has: String)
  /// What is to be verified is no case file.
  case notACase(path: String)
  /// Several case files were named.
  case severalCases(Int)
  /// The CT named with --ct is not that of the case.
  case otherCT(String)
  /// The CT lies on another grid than the case's labels.
  case otherGrid(ct: String, labels: String)
  /// The case names a bone that its labels do not have.
  case noSuchBone(name: String, known: String)
  /// The folder for what is remembered of this user cannot be made; `code` is `errno`.
  case noStateFolder(path: String, code: Int32)
  /// There is nothing to make surfaces of.
  case noLabels
  /// A bone has no voxel.
  case emptyBone(name: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .exists(let path):
      "There is a case already: \(SafeText.path(path)). Go on with it (--resume), move it aside "
        + "(--fresh), or name another with --case."
    case .nothingGiven:
      "There is neither a CT nor a label map among the inputs. Give a case file, DICOM or NIfTI."
    case .freshCase(let path):
      "\(SafeText.path(path)) is a case, and --fresh begins a new one. Give the CT and the labels "
        + "that it is to be made from, or leave out --fresh."
    case .twoCases(let input, let named):
      "\(SafeText.path(input)) is a case, and --case names another, \(SafeText.path(named)). "
        + "Leave one of them out."
    case .otherCode(let asked, let has):
      "The case has the code \(has), which stands on everything that left it, and cannot become "
        + "\(SafeText.cleaned(asked)). Leave out --code."
    case .notACase(let path):
      "\(SafeText.path(path)) is not a Condyle case file. Give a .condyle case file."
    case .severalCases(let count):
      "\(count) case files were given; give one."
    case .otherCT(let text): text
    case .otherGrid(let ct, let labels):
      "The CT has \(ct) voxels and the case \(labels), or they lie elsewhere in the patient. "
        + "Give the CT that the case was made with, or make a new case."
    case .noSuchBone(let name, let known):
      "There is no bone “\(SafeText.cleaned(name))”; there are: \(known)."
    case .noStateFolder(let path, let code):
      "The folder for this user's state, \(SafeText.path(path)), cannot be created: "
        + "\(FileError.reason(code)). Set XDG_STATE_HOME to a folder that you may write to."
    case .noLabels:
      "There is no label map among the inputs, so there is nothing to export. Give one with --labels, "
        + "or make a case with condyle run."
    case .emptyBone(let name):
      "\(name) has no voxels, so there is nothing to show. Choose another bone."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .exists, .noStateFolder: .cannotCreate
    case .nothingGiven, .noLabels: .inputMissing
    case .severalCases, .freshCase, .twoCases, .otherCode: .usage
    default: .badData
    }
  }
}
