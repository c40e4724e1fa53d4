public import Files

/// Inputs that do not fit together.
public enum LoadingError: ExplainedError, Equatable {
  /// DICOM files from several folders.
  case severalFolders(Int)
  /// Probabilities, and no label map that they belong to.
  case probabilitiesWithoutLabels(String)
  /// Probabilities for a case whose label map lay on another grid than the case does.
  case probabilitiesOfOtherGrid(String)
  /// A label map that was named as the uncertainty, with its greatest label.
  case labelsAsUncertainty(String, greatest: Int)
  /// Several files could be the same thing.
  case several(role: String, paths: [String])

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .severalFolders(let count):
      "\(count) DICOM inputs lie in several folders. Give one folder, or name it with --ct."
    case .probabilitiesWithoutLabels(let path):
      "\(SafeText.path(path)) holds probabilities, and no label map of the same prediction was "
        + "given. Give the .nii.gz that nnU-Net wrote beside it."
    case .probabilitiesOfOtherGrid(let path):
      "\(SafeText.path(path)) holds probabilities on the grid of the label map that the case was made "
        + "from, which is not the case's own. Give that label map too, with --labels."
    case .labelsAsUncertainty(let path, let greatest):
      "\(SafeText.path(path)) looks like a label map, not an uncertainty map: it holds whole numbers "
        + "from 0 to \(greatest). Say --labels before it, or give a map from 0 to 1."
    case .several(let role, let paths):
      "\(paths.count) files could be the \(role): "
        + paths.prefix(5).map { SafeText.path($0) }.joined(separator: ", ")
        + ". Say which one with --\(role)."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
