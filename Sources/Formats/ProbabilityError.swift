public import Files
public import Volumes

/// Why a network's probabilities cannot be used with a label map.
public enum ProbabilityError: ExplainedError, Equatable {
  /// No array called `probabilities`; the arrays there are.
  case noProbabilities(path: String, found: [String])
  /// The old style of nnU-Net v1; the sizes of its array, and of the labels.
  case firstVersion(path: String, shape: [Int], labels: GridSize)
  /// The array's header cannot be used; in words.
  case header(path: String, detail: String)
  /// The array lies on another grid than the labels.
  case grid(path: String, shape: [Int], labels: GridSize)
  /// Another number of channels than of labels.
  case channels(path: String, found: Int, expected: Int)
  /// The most probable class is not the label.
  case mismatch(path: String, count: Int, first: VoxelIndex)
  /// A number outside 0...1.
  case notProbability(path: String, value: Float, channel: Int, voxel: VoxelIndex)
  /// Classes that do not add up to 1.
  case sum(path: String, value: Float, voxel: VoxelIndex)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .noProbabilities(let path, let found):
      "\(SafeText.path(path)) has no array “probabilities”; it holds "
        + "\(found.prefix(8).map { SafeText.cleaned($0) }.joined(separator: ", ")). "
        + "Predict with nnU-Net v2 and --save_probabilities."
    case .firstVersion(let path, let shape, let labels):
      "\(SafeText.path(path)) was written by nnU-Net v1: its array “softmax” of "
        + "\(Self.text(shape)) (class, z, y, x) lies on a cropped grid, the label map is \(labels), "
        + "and where the crop lies is written only in a pickle, which is not read. "
        + "Predict again with nnU-Net v2."
    case .header(let path, let detail):
      "The array in \(SafeText.path(path)) cannot be used: \(detail). "
        + "Save float32 probabilities with numpy.savez_compressed."
    case .grid(let path, let shape, let labels):
      "The probabilities in \(SafeText.path(path)) are \(Self.text(shape)) (class, z, y, x), the "
        + "label map is \(labels) (x, y, z). They must be of the same prediction."
    case .channels(let path, let found, let expected):
      "\(SafeText.path(path)) has \(found) channels, dataset.json names \(expected) labels with "
        + "background. They must be of the same model."
    case .mismatch(let path, let count, let first):
      "The most probable class in \(SafeText.path(path)) differs from the label map at \(count) "
        + "voxels, first at \(first). The two are not of the same prediction, or one was flipped or "
        + "edited; give the pair that nnU-Net wrote."
    case .notProbability(let path, let value, let channel, let voxel):
      "\(SafeText.path(path)) holds \(value) in channel \(channel) at voxel \(voxel); "
        + "probabilities from 0 to 1 are expected."
    case .sum(let path, let value, let voxel):
      "The classes in \(SafeText.path(path)) add up to \(value) at voxel \(voxel), not to 1. "
        + "Region-based models are not read yet."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "×")
  }
}
