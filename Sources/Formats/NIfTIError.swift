public import Files
public import Volumes

/// Why a NIfTI file cannot be used.
public enum NIfTIError: ExplainedError, Equatable {
  /// No NIfTI header is there.
  case notNIfTI(path: String)
  /// The voxels lie in a second file (`.hdr` with `.img`).
  case pair(path: String)
  /// The file ends before the header or the voxels do; both counts in bytes.
  case truncated(path: String, have: Int, need: Int)
  /// More comes out of the gzip data than the header declares; in bytes.
  case tooLong(path: String, declared: Int)
  /// The gzip data is damaged.
  case damaged(path: String)
  /// A field of the header holds something impossible.
  case field(path: String, name: String, value: String, expected: String)
  /// Not three-dimensional; the sizes along all axes.
  case dimensions(path: String, sizes: [Int])
  /// A type that is not read; the file's code.
  case datatype(path: String, code: Int)
  /// The voxel-to-patient matrix cannot be used.
  case geometry(path: String, Geometry.Failure)
  /// A label that is negative, fractional or not a number.
  case notALabel(path: String, value: Double, voxel: VoxelIndex)
  /// More different labels than 255.
  case tooManyLabels(path: String)
  /// An uncertainty outside 0...1.
  case notUncertainty(path: String, value: Double, voxel: VoxelIndex, count: Int)
  /// What the volume means cannot be told.
  case ambiguousRole(path: String, reason: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .notNIfTI(let path):
      "\(SafeText.path(path)) has no NIfTI header. Give a .nii or .nii.gz file."
    case .pair(let path):
      "\(SafeText.path(path)) is half of a NIfTI pair (.hdr and .img), which is not read. "
        + "Convert it to one .nii.gz file first."
    case .truncated(let path, let have, let need):
      "\(SafeText.path(path)) is cut short: \(have) bytes are there, \(need) are needed. "
        + "Copy or export it again."
    case .tooLong(let path, let declared):
      "\(SafeText.path(path)) inflates to more than the \(declared) bytes its header declares. "
        + "It is damaged, or not what it says it is."
    case .damaged(let path):
      "The gzip data of \(SafeText.path(path)) is damaged or cut short. Copy or export it again."
    case .field(let path, let name, let value, let expected):
      "The NIfTI header of \(SafeText.path(path)) says \(name) = \(value); "
        + "\(expected) is expected. Export it again."
    case .dimensions(let path, let sizes):
      "\(SafeText.path(path)) has \(sizes.map(String.init).joined(separator: "×")) voxels; one "
        + "three-dimensional volume, 1 to 4096 voxels along each axis, is expected. "
        + "Split it into volumes first."
    case .datatype(let path, let code):
      "\(SafeText.path(path)) stores voxels as NIfTI type \(code), which is not read "
        + "(colours, complex and 128-bit numbers are not). Convert it to int16 or float32."
    case .geometry(let path, let failure): "\(SafeText.path(path)): \(failure.message)"
    case .notALabel(let path, let value, let voxel):
      "\(SafeText.path(path)) cannot be a label map: voxel \(voxel) is \(value), and labels are "
        + "whole numbers from 0. Is it a CT or an uncertainty map? Say --ct or --uncertainty."
    case .tooManyLabels(let path):
      "\(SafeText.path(path)) holds more than 255 different labels. "
        + "Is it a CT? Say --ct, or keep only the labels you need."
    case .notUncertainty(let path, let value, let voxel, let count):
      "\(SafeText.path(path)) cannot be an uncertainty map: voxel \(voxel) is \(value), the first "
        + "of \(count) outside 0 to 1. Scale the map to 0...1."
    case .ambiguousRole(let path, let reason):
      "What \(SafeText.path(path)) is cannot be told: \(reason). "
        + "Say --ct, --labels or --uncertainty before it."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
