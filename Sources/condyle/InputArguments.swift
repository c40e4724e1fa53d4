internal import ArgumentParser
internal import Running

/// The inputs, as every command takes them.
struct InputArguments: ParsableArguments {
  @Argument(help: "A case file, DICOM, NIfTI, .npz, or a folder that holds them.")
  var inputs: [String] = []

  @Option(help: "Use this as the CT.")
  var ct: String?

  @Option(help: "Use this as the labels.")
  var labels: String?

  @Option(help: "Use this as the uncertainty: .npz probabilities, or a map from 0 to 1.")
  var uncertainty: String?

  @Option(help: "Which DICOM series to use, from 1, when a folder holds several.")
  var series: Int?

  /// What the loader is asked for.
  var selection: InputSelection {
    InputSelection(
      inputs: inputs, ct: ct, labels: labels, uncertainty: uncertainty, series: series)
  }

  func validate() throws {
    if inputs.isEmpty, ct == nil, labels == nil {
      throw ValidationError(
        "Give at least one input, or name a CT with --ct or labels with --labels.")
    }
    if let series, series < 1 {
      throw ValidationError("--series counts from 1, so it cannot be \(series).")
    }
  }
}
