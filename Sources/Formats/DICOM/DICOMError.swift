public import Files

/// Why DICOM files cannot be used.
///
/// Texts inside have passed `SafeText`; paths are made safe here.
public enum DICOMError: ExplainedError, Equatable {
  /// DCMTK's data dictionary is not installed.
  case noDictionary
  /// No preamble and DICM mark; `looksBare` when the bytes look like a data set without them.
  case notDICOM(path: String, looksBare: Bool)
  /// The file ends before its contents do.
  case cutShort(path: String)
  /// The file cannot be read; the reason in DCMTK's words.
  case damaged(path: String, reason: String)
  /// The transfer syntax, by name, has no decoder.
  case unknownSyntax(path: String, name: String)
  /// The file has no pixels.
  case noPixels(path: String)
  /// The file is some other kind of object; what it is, safe to show.
  case notASlice(path: String, what: String)
  /// An attribute is missing or has a value that cannot be used.
  case attribute(path: String, what: String)
  /// More than the greatest number of files.
  case tooManyFiles(folder: String, limit: Int)
  /// Nothing that can be read as a CT; reasons, the most frequent first.
  case noSeries(path: String, reasons: [String])
  /// More than one series; one safe line each, in order.
  case chooseSeries([String])
  /// `--series` names none of them.
  case noSuchSeries(number: Int, count: Int)
  /// Slices that differ in something that must be one for a volume.
  case slicesDiffer(what: String, first: String, second: String)
  /// A gap between two neighbouring slices is not the others'; in mm.
  case unevenSpacing(expected: Double, found: Double, before: String, after: String, likely: String)
  /// Small differences that add up; in mm.
  case driftingSpacing(spacing: Double, deviation: Double, at: String)
  /// Each slice lies beside the one before.
  case sheared(DICOMShear)
  /// Two slices at one place with different pixels.
  case samePlace(first: String, second: String)

  /// The sentence for the user.
  public var message: String {
    fileMessage ?? seriesMessage
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .chooseSeries, .noSuchSeries: .usage
    default: .badData
    }
  }

  private var fileMessage: String? {
    switch self {
    case .noDictionary:
      "DCMTK's data dictionary was not found. Install the package dcmtk-data, or let DCMDICTPATH "
        + "name dicom.dic."
    case .notDICOM(let path, looksBare: true):
      "\(Self.name(path)) is a DICOM data set without its file header (128 bytes and DICM). "
        + "Export it again as a DICOM file (Part 10)."
    case .notDICOM(let path, looksBare: false):
      "\(Self.name(path)) is not a DICOM file: there is no DICM mark at byte 128."
    case .cutShort(let path):
      "\(Self.name(path)) is cut short: it ends before its contents do. Copy or export it again."
    case .damaged(let path, let reason):
      "\(Self.name(path)) cannot be read as DICOM (\(reason)). Export it again."
    case .unknownSyntax(let path, let name):
      "\(Self.name(path)) is stored as \(name), for which there is no decoder. Export the series "
        + "uncompressed, or as JPEG lossless, JPEG-LS, RLE or JPEG 2000."
    case .noPixels(let path):
      "\(Self.name(path)) has no pixel data. Export the series again with its images."
    case .notASlice(let path, let what):
      "\(Self.name(path)) is \(what). Give a folder of single-slice CT images."
    case .attribute(let path, let what):
      "\(Self.name(path)): \(what). Export the series again from the scanner or archive."
    default: nil
    }
  }

  private var seriesMessage: String {
    switch self {
    case .tooManyFiles(let folder, let limit):
      return
        "\(SafeText.path(folder)) holds more than \(limit) files. Give the folder of one study."
    case .noSeries(let path, let reasons):
      let list = reasons.isEmpty ? "it holds no files" : reasons.joined(separator: "; ")
      return "There is no CT series in \(SafeText.path(path)): \(list). "
        + "Give a folder of single-slice CT images."
    case .chooseSeries(let lines):
      let list = lines.enumerated().map { "\($0.offset + 1)) \($0.element)" }
      return "There are \(lines.count) CT series; choose one with --series N:\n"
        + list.joined(separator: "\n")
    case .noSuchSeries(let number, let count):
      return "There is no series \(number); there \(count == 1 ? "is 1" : "are \(count)"). "
        + "Give --series 1 to \(count), or leave it out to see them."
    case .slicesDiffer(let what, let first, let second):
      return "The slices \(first) and \(second) differ in \(what), so they are not one volume. "
        + "Export the series alone."
    case .unevenSpacing(let expected, let found, let before, let after, let likely):
      return "Slice spacing is not uniform: \(mm(expected)) mm expected, \(mm(found)) mm between "
        + "\(before) and \(after). \(likely) Export the series again, complete."
    case .driftingSpacing(let spacing, let deviation, let at):
      return "Slice spacing is not uniform: with \(mm(spacing)) mm throughout, \(at) would lie "
        + "\(mm(deviation)) mm from where it is. Export a series with equal spacing."
    case .sheared(let shear):
      return shear.message
    case .samePlace(let first, let second):
      return "The slices \(first) and \(second) lie at the same place but hold different pixels: "
        + "two acquisitions or reconstructions in one series. Export one of them alone."
    default:
      return "The DICOM files cannot be used."
    }
  }

  /// The name of a file in its folder, safe to show.
  static func name(_ path: String) -> String {
    SafeText.path(path.split(separator: "/").last.map(String.init) ?? path)
  }
}

/// How a stack of slices leans: a gantry tilt that was not corrected, or positions that wander.
public struct DICOMShear: Hashable, Sendable {
  /// The angle between the slice normal and the line through the first and last slice, degrees.
  public var degrees: Double
  /// The greatest shift within the plane from one slice to the next, mm.
  public var greatestStep: Double
  /// The greatest shift within the plane against the first slice, mm.
  public var total: Double
  /// The smallest and greatest gap along the normal, mm.
  public var gaps: ClosedRange<Double>

  /// The sentence for the user.
  var message: String {
    let uneven =
      gaps.upperBound - gaps.lowerBound > max(0.01, 0.05 * gaps.upperBound)
      ? " The gaps between them also differ, from \(mm(gaps.lowerBound)) to "
        + "\(mm(gaps.upperBound)) mm."
      : ""
    return "These slices are sheared by \(fixed(degrees, 1))° (gantry tilt): each lies up to "
      + "\(mm(greatestStep)) mm beside the one before, \(mm(total)) mm in all.\(uneven) "
      + "An upright grid is needed; export a series with the tilt corrected."
  }
}

/// Millimetres with three decimals.
func mm(_ value: Double) -> String { fixed(value, 3) }

/// A number with a fixed count of decimals, and a point whatever the locale.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
  let unit = (0..<decimals).reduce(1) { whole, _ in whole * 10 }
  let scaled = Int((abs(value) * Double(unit)).rounded())
  let fraction = String(scaled % unit)
  let zeros = String(repeating: "0", count: max(0, decimals - fraction.count))
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return decimals == 0 ? "\(sign)\(scaled)" : "\(sign)\(scaled / unit).\(zeros)\(fraction)"
}
