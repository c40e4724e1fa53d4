/// What a user named as inputs.
public struct InputSelection: Sendable {
  /// Paths whose role is found by their content.
  public var inputs: [String]
  /// The CT, when named.
  public var ct: String?
  /// The labels, when named.
  public var labels: String?
  /// The uncertainty, when named.
  public var uncertainty: String?
  /// The number of the DICOM series, from 1.
  public var series: Int?

  /// Takes paths and roles.
  public init(
    inputs: [String], ct: String? = nil, labels: String? = nil, uncertainty: String? = nil,
    series: Int? = nil
  ) {
    self.inputs = inputs
    self.ct = ct
    self.labels = labels
    self.uncertainty = uncertainty
    self.series = series
  }
}
