internal import Files

/// The slices of one candidate CT series, in the order of their files, not yet checked.
public struct DICOMSeries: Sendable {
  /// The headers, at least one.
  public var headers: [DICOMHeader]
  /// What the scan has to say about this series, safe to show.
  public var notices: [String]

  /// The number of files.
  public var count: Int { headers.count }

  /// One line to tell series apart, safe to show: number, description, slices, size, kernel.
  public var description: String {
    guard let first = headers.first else { return "empty" }
    var parts: [String] = []
    if let number = first.seriesNumber { parts.append("series \(number)") }
    let text = SafeText.cleaned(first.seriesDescription, limit: 40)
    if !text.isEmpty { parts.append("'\(text)'") }
    parts.append("\(count) \(count == 1 ? "slice" : "slices")")
    parts.append("\(first.columns ?? 0)×\(first.rows ?? 0)")
    if let thickness = first.thickness { parts.append("thickness \(fixed(thickness, 2)) mm") }
    if !first.kernel.isEmpty { parts.append("kernel \(SafeText.cleaned(first.kernel, limit: 16))") }
    if let type = first.imageType.dropFirst(2).first, !type.isEmpty {
      parts.append(SafeText.cleaned(type, limit: 16))
    }
    if let number = first.acquisitionNumber { parts.append("acquisition \(number)") }
    return parts.joined(separator: ", ")
  }
}

/// What was found in a folder.
public struct DICOMScan: Sendable {
  /// A file that is not part of any series.
  public struct Skipped: Sendable, Hashable {
    /// Where it is.
    public var path: String
    /// Why, safe to show.
    public var reason: String
  }

  /// What was scanned.
  public var path: String
  /// The candidates, ordered by series number, then by the name of their first file.
  public var series: [DICOMSeries]
  /// Everything else, ordered by path.
  public var skipped: [Skipped]

  /// The series to read.
  ///
  /// - Parameter number: which, from 1; nil is enough when there is only one.
  /// - Throws: `DICOMError.noSeries`, `.chooseSeries` or `.noSuchSeries`.
  public func choose(_ number: Int? = nil) throws -> DICOMSeries {
    guard !series.isEmpty else {
      throw DICOMError.noSeries(path: path, reasons: skippedSummary)
    }
    if let number {
      guard number >= 1, number <= series.count else {
        throw DICOMError.noSuchSeries(number: number, count: series.count)
      }
      return series[number - 1]
    }
    guard series.count == 1 else { throw DICOMError.chooseSeries(series.map(\.description)) }
    return series[0]
  }

  /// What was skipped and why, one line for each reason with its count, at most five.
  public var skippedSummary: [String] {
    var counts: [String: Int] = [:]
    for item in skipped { counts[item.reason, default: 0] += 1 }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let lines = ordered.prefix(5).map { reason, count in
      "\(count) \(count == 1 ? "file is" : "files are") skipped: \(reason)"
    }
    return lines + (ordered.count > 5 ? ["and \(ordered.count - 5) other reasons"] : [])
  }
}
