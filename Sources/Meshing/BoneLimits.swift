public import Files

/// Which sizes of bones are plausible, read from a file: none of them is in the code.
///
/// The file is JSON: `bones`, then a bone, then `volume_mm3` or `section_mm2`, then `least`, `greatest`
/// and `source`. Each limit says where it comes from, or that it is a wide guess.
public struct BoneLimits: Hashable, Sendable {
  /// What is measured.
  public enum Quantity: String, Sendable, CaseIterable {
    /// The volume in mm³.
    case volume = "volume_mm3"
    /// The mean area of the cross-sections in view in mm²: volume by height along S.
    case section = "section_mm2"
  }

  /// The range of one quantity.
  public struct Range: Hashable, Sendable {
    /// The smallest plausible value.
    public let least: Double
    /// The greatest plausible value.
    public let greatest: Double
    /// Where the two come from, or "wide guess".
    public let source: String
  }

  /// The ranges by bone; a bone or quantity may be missing.
  public let ranges: [BoneKind: [Quantity: Range]]

  /// Why a file of limits cannot be used.
  public enum Failure: ExplainedError, Equatable {
    /// It is not JSON.
    case notJSON(path: String)
    /// Something in it is missing, is no number or is not known; where, such as "femur.volume_mm3".
    case entry(path: String, place: String)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .notJSON(let path):
        "\(SafeText.path(path)) is not JSON. Put back the file that came with the program."
      case .entry(let path, let place):
        "\(SafeText.path(path)): \(SafeText.cleaned(place)) needs a known name, a least and a greatest "
          + "number, the least not above the greatest, and a source. Correct it."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }
  }

  /// The name of the file.
  public static let fileName = "bone-limits.json"

  /// Reads the first file of that name in some folders; nil when none has one.
  ///
  /// It lies beside the themes, so the folders are theirs.
  ///
  /// - Throws: `Failure`, or `FileError` for a file that cannot be read.
  public static func read(from folders: [String]) throws -> BoneLimits? {
    for folder in folders {
      let path = "\(folder)/\(fileName)"
      do {
        return try BoneLimits(parsing: try InputFile.read(path, limit: 1 << 20), path: path)
      } catch FileError.missing {
        continue
      }
    }
    return nil
  }

  /// Reads the text of a file; `path` is for messages.
  public init(parsing bytes: [UInt8], path: String) throws(Failure) {
    guard let json = try? JSONValue(parsing: bytes) else { throw .notJSON(path: path) }
    guard case .object(let bones)? = json["bones"] else { throw .entry(path: path, place: "bones") }
    var ranges: [BoneKind: [Quantity: Range]] = [:]
    for bone in bones {
      guard let kind = BoneKind(rawValue: bone.key), case .object(let members) = bone.value else {
        throw .entry(path: path, place: bone.key)
      }
      for member in members {
        let place = "\(bone.key).\(member.key)"
        guard let quantity = Quantity(rawValue: member.key),
          let least = member.value["least"]?.plainNumber,
          let greatest = member.value["greatest"]?.plainNumber, least <= greatest,
          case .string(let source)? = member.value["source"], !source.isEmpty
        else { throw .entry(path: path, place: place) }
        ranges[kind, default: [:]][quantity] = Range(
          least: least, greatest: greatest, source: SafeText.cleaned(source))
      }
    }
    self.ranges = ranges
  }
}

extension JSONValue {
  fileprivate var plainNumber: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
