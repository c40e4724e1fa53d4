public import Volumes

/// Gives every voxel within a range of HU to the chosen bone, within the overwrite rule.
public struct ThresholdTool: Tool {
  /// The first word of the command.
  public static let verb = "threshold"
  /// The form of the command.
  public static let usage = "threshold LOW HIGH"
  /// What it does.
  public static let summary = "fill the chosen bone with every voxel from LOW to HIGH HU"

  /// The HU to fill, both ends included.
  public let range: ClosedRange<Int16>

  /// A threshold between two HU values.
  public init(range: ClosedRange<Int16>) {
    self.range = range
  }

  /// Reads the two limits.
  public init(_ words: inout CommandWords) throws(CommandError) {
    let low = try words.hounsfield("a lower and an upper HU limit, such as threshold 250 3000")
    let high = try words.hounsfield("an upper HU limit")
    guard low <= high else {
      throw CommandError("the lower limit \(low) HU is above the upper limit \(high) HU")
    }
    range = low...high
    try words.end()
  }

  /// Fills.
  public func apply(
    _ situation: EditingSituation, to labels: inout LabelMap
  ) throws(CommandError) -> LabelPen.Result {
    guard let ct = situation.ct else {
      throw CommandError("threshold needs a CT; this case has none (give it with --ct)")
    }
    var pen = LabelPen(
      .add(situation.bone), rules: situation.rules, table: labels.table)
    let hounsfield = ct.voxels.span
    var voxels = labels.volume.voxels.mutableSpan
    var offset = 0
    while offset < hounsfield.count {
      // Skips to the next stretch within the range; the pen then applies the rules to it.
      while offset < hounsfield.count,
        hounsfield[offset] < range.lowerBound || hounsfield[offset] > range.upperBound
      {
        offset &+= 1
      }
      let start = offset
      while offset < hounsfield.count, hounsfield[offset] >= range.lowerBound,
        hounsfield[offset] <= range.upperBound
      {
        offset &+= 1
      }
      if offset > start {
        pen.paint(start..<offset, labels: &voxels, hounsfield: hounsfield)
      }
    }
    var result = pen.finish(
      named: "threshold \(range.lowerBound) to \(range.upperBound) HU, "
        + labels.table.name(of: situation.bone))
    if result.edit.isEmpty {
      let found = ct.statistics()
      result.refusals.note =
        "no voxel has \(range.lowerBound) to \(range.upperBound) HU; "
        + "the CT holds \(found.min) to \(found.max) HU"
    }
    return result
  }
}
