public import Files
public import Volumes

/// nnU-Net's `dataset.json`: what the values of its label maps mean.
public struct DatasetJSON: Sendable, Equatable {
  /// Why a `dataset.json` cannot be used.
  public enum Failure: ExplainedError, Equatable {
    /// Not JSON, or without labels; in words.
    case malformed(String)
    /// Labels that are sets of values.
    case regions(name: String)
    /// A value that is negative or too large, or two labels with one value.
    case value(name: String, value: String)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .malformed(let reason):
        "The dataset.json cannot be used: \(reason). Give the one nnU-Net wrote beside its output."
      case .regions(let name):
        "The dataset.json defines regions: label “\(name)” is a list of values. Region-based models "
          + "are not read yet; give the label map alone, without dataset.json and .npz."
      case .value(let name, let value):
        "The dataset.json gives label “\(name)” the value \(value); "
          + "distinct whole numbers from 0 are expected."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }
  }

  /// The labels without background, `ignore` included, by rising source value.
  public let table: LabelTable
  /// The source values that have a probability channel, in the order of the channels; the first is
  /// the background, `ignore` has none.
  public let channelValues: [Int]
  /// How the files end, `.nii.gz` where nothing is said.
  public let fileEnding: String

  /// Reads the text of a `dataset.json`; that of nnU-Net v1 (value to name) is understood too.
  public init(_ bytes: [UInt8]) throws {
    let json: JSONValue
    do throws(JSONValue.ParseFailure) {
      json = try JSONValue(parsing: bytes)
    } catch .unexpected(let offset) {
      throw Failure.malformed("it is not JSON, as byte \(offset + 1) of \(bytes.count) shows")
    } catch .tooDeep {
      throw Failure.malformed("its arrays and objects are nested too deeply")
    }
    guard case .object(let members)? = json["labels"], !members.isEmpty else {
      throw Failure.malformed("it has no “labels”")
    }
    var values: [(name: String, value: Int)] = []
    for member in members { values.append(try Self.label(member)) }
    values.sort { $0.value < $1.value }
    for (first, second) in zip(values, values.dropFirst()) where first.value == second.value {
      throw Failure.value(name: SafeText.cleaned(second.name), value: "\(second.value)")
    }
    guard values.count <= 256 else { throw Failure.malformed("it has more than 255 labels") }
    table = Self.table(values.filter { $0.value != 0 })
    channelValues = values.filter { $0.name != "ignore" }.map(\.value)
    if case .string(let ending)? = json["file_ending"] {
      fileEnding = SafeText.cleaned(ending)
    } else {
      fileEnding = ".nii.gz"
    }
  }

  /// The text of a `dataset.json` for labels of a CT, as nnU-Net writes it beside its output.
  public static func text(for table: LabelTable) -> String {
    let labels =
      [JSONValue.Member("background", 0)]
      + table.entries.map { JSONValue.Member($0.name, .int($0.sourceValue)) }
    return JSONValue.object([
      JSONValue.Member("channel_names", ["0": "CT"]),
      JSONValue.Member("labels", .object(labels)),
      JSONValue.Member("numTraining", 1),
      JSONValue.Member("file_ending", ".nii.gz"),
    ]).text() + "\n"
  }

  private static func label(_ member: JSONValue.Member) throws -> (name: String, value: Int) {
    switch member.value {
    case .int(let value):
      guard (0...65535).contains(value) else {
        throw Failure.value(name: SafeText.cleaned(member.key), value: "\(value)")
      }
      return (member.key, value)
    case .array:
      throw Failure.regions(name: SafeText.cleaned(member.key))
    case .string(let name):
      // nnU-Net v1 turned it round: "1": "femur".
      guard let value = Int(member.key), (0...65535).contains(value) else {
        throw Failure.value(
          name: SafeText.cleaned(member.key), value: "“\(SafeText.cleaned(name))”")
      }
      return (name, value)
    default:
      throw Failure.value(name: SafeText.cleaned(member.key), value: "of another kind")
    }
  }

  private static func table(_ values: [(name: String, value: Int)]) -> LabelTable {
    let small = Set(values.map(\.value).filter { $0 < 256 })
    var free = (1...255).filter { !small.contains($0) }.makeIterator()
    var entries: [LabelEntry] = []
    for (name, value) in values {
      guard let stored = value < 256 ? value : free.next() else { continue }
      entries.append(
        LabelEntry(
          value: UInt8(stored), name: name, sourceValue: value, side: Side(inName: name)))
    }
    return LabelTable(entries)
  }
}

extension Side {
  /// The side that a name such as `femur_left`, `Left Tibia` or `patella_R` tells; nil for none or
  /// both.
  ///
  /// Words end where neither a letter nor a digit stands, so that the L5 of a vertebra is no left. A
  /// bare letter tells a side only as the first or last word.
  public init?(inName name: String) {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    let ends = [words.first, words.last].compactMap(\.self)
    let isLeft =
      words.contains { $0 == "left" || $0 == "links" } || ends.contains { $0 == "l" || $0 == "lt" }
    let isRight =
      words.contains { $0 == "right" || $0 == "rechts" }
      || ends.contains { $0 == "r" || $0 == "rt" }
    guard isLeft != isRight else { return nil }
    self = isLeft ? .left : .right
  }
}
