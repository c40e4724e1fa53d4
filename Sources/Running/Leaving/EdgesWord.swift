public import Files
internal import Meshing

/// What decides where a boundary lies between two voxels, as a user writes it: `labels`, `hesitation`, or
/// a threshold such as `200HU`.
public struct EdgesWord: Sendable {
  let edges: SurfaceRecipe.Edges

  /// The thresholds that make sense, in HU.
  static let thresholds = -1000...3000

  /// Reads a word.
  ///
  /// - Throws: `Refusal`.
  public init(parsing text: String) throws(Refusal) {
    switch text.lowercased() {
    case "labels": edges = .labels
    case "hesitation": edges = .hesitation
    default:
      let digits = text.lowercased().hasSuffix("hu") ? text.dropLast(2) : ""
      guard digits.utf8.count <= 6, let number = Int(digits) else {
        throw .form(SafeText.cleaned(text))
      }
      guard Self.thresholds.contains(number) else { throw .threshold(number) }
      edges = .grey(threshold: number)
    }
  }

  /// Why a text says nothing about edges.
  public enum Refusal: ExplainedError, Equatable {
    /// Another form; cleaned.
    case form(String)
    /// No threshold between soft tissue and bone, in HU.
    case threshold(Int)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .form(let text):
        "“\(text)” does not say where edges lie. Give labels, hesitation, or a threshold such as 200HU."
      case .threshold(let number):
        "\(number) HU is no threshold for bone: give one from \(EdgesWord.thresholds.lowerBound) to "
          + "\(EdgesWord.thresholds.upperBound), such as 200HU."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .usage }
  }
}
