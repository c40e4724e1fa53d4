public import Files
public import Volumes

/// Why a picture cannot be made.
public enum SnapshotError: ExplainedError, Equatable {
  /// The font is not installed.
  case fontMissing(family: String)
  /// Cairo failed; its own words.
  case drawing(reason: String)
  /// There is neither CT nor labels.
  case nothingToShow
  /// Two of the volumes have different sizes.
  case gridsDiffer(GridSize, GridSize)
  /// There is no such slice; slices are counted from 0.
  case sliceOutside(plane: Plane, slice: Int, count: Int)
  /// A bone has no voxels.
  case emptyBone(name: String)
  /// The picture would have too many pixels.
  case tooLarge(width: Int, height: Int, limit: Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .fontMissing(let family):
      "The font \(family) is not installed, and a picture without text would not say what it "
        + "shows. Install the package fonts-dejavu-core and try again."
    case .drawing(let reason):
      "The picture could not be drawn: \(SafeText.cleaned(reason)). Choose a smaller scale."
    case .nothingToShow:
      "There is neither a CT nor a label map to make a picture of. Give at least one of them."
    case .gridsDiffer(let a, let b):
      "The volumes have \(a) and \(b) voxels; a picture needs them on one grid. "
        + "Open them as a case first."
    case .sliceOutside(let plane, let slice, let count):
      "There is no \(plane.rawValue) slice \(slice); give 0 to \(count - 1)."
    case .emptyBone(let name):
      "\(SafeText.cleaned(name)) has no voxels, so there is nothing to make a picture of. "
        + "Choose another bone."
    case .tooLarge(let width, let height, let limit):
      "The picture would be \(width)×\(height) pixels; at most \(limit) a side are made. "
        + "Choose a smaller scale."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .fontMissing, .drawing: .ioError
    case .nothingToShow, .sliceOutside, .emptyBone, .tooLarge: .usage
    case .gridsDiffer: .badData
    }
  }
}
