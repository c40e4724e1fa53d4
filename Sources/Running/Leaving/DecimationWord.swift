public import Files
internal import Meshing

/// Where joining triangles stops, as a user writes it: `0.1mm` or `50%`.
public struct DecimationWord: Sendable {
  let step: SurfaceRecipe.Decimation

  /// The greatest distance that can be asked for, in mm.
  static let greatestDistance = 10.0

  /// Reads a number of digits, with a point or without, and `mm` or `%` right behind it.
  ///
  /// - Throws: `Refusal`.
  public init(parsing text: String) throws(Refusal) {
    if let number = Self.number(text, before: "mm") {
      guard number > 0, number <= Self.greatestDistance else { throw .distance(number) }
      step = .distance(number)
    } else if let number = Self.number(text, before: "%") {
      guard number > 0, number < 100 else { throw .share(number) }
      step = .share(number / 100)
    } else {
      throw .form(SafeText.cleaned(text))
    }
  }

  /// nil unless the text is a plain number and the unit.
  private static func number(_ text: String, before unit: String) -> Double? {
    guard text.hasSuffix(unit) else { return nil }
    let digits = text.dropLast(unit.count)
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard
      parts.allSatisfy({ part in
        !part.isEmpty && part.count <= 9 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    return Double(digits)
  }

  /// Why a text says nothing about decimation.
  public enum Refusal: ExplainedError, Equatable {
    /// Another form; cleaned.
    case form(String)
    /// A distance of nothing, or of more than makes sense, in mm.
    case distance(Double)
    /// Not a part of the triangles, in percent.
    case share(Double)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .form(let text):
        "“\(text)” is no decimation. \(Self.forms)"
      case .distance(let number):
        "\(number) mm is no distance that surfaces can be decimated within: it must be above 0 and at "
          + "most \(DecimationWord.greatestDistance) mm. \(Self.forms)"
      case .share(let number):
        "\(number) % is no part of the triangles: it must be above 0 and below 100. \(Self.forms)"
      }
    }

    private static let forms =
      "Give the greatest distance from the surface before, such as 0.1mm, or the share of the "
      + "triangles that is kept, such as 50%; digits and a point, without a blank."

    /// What the process answers.
    public var exitStatus: ExitStatus { .usage }
  }
}
