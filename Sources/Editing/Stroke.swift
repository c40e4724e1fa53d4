internal import Files
public import Volumes

/// What the hand did: a path, to be painted or erased with the current brush.
public struct Stroke: Hashable, Sendable {
  /// The points of the path.
  public let path: [PathPoint]

  /// A stroke along points.
  public init(path: [PathPoint]) {
    self.path = path
  }

  /// Paints or erases along the path.
  ///
  /// - Throws: `CommandError` when the brush reaches no voxel of the volume.
  public func apply(
    _ purpose: LabelPen.Purpose, _ verb: String, _ situation: EditingSituation,
    to labels: inout LabelMap
  ) throws(CommandError) -> LabelPen.Result {
    let size = labels.volume.size
    let geometry = labels.volume.geometry
    let points = path.map { $0.gridPoint(geometry) }
    let coverage = StrokeCoverage(
      path: points, brush: situation.brush,
      through: PlaneAxes(situation.plane, geometry).through, size: size, geometry: geometry)
    guard !coverage.stretches.isEmpty else {
      throw CommandError(
        "the stroke lies outside the volume of \(size) voxels, or between its voxels; "
          + "nothing was changed")
    }
    var pen = LabelPen(purpose, rules: situation.rules, table: labels.table)
    let ct = situation.ct?.voxels ?? []
    let hounsfield = ct.span
    var voxels = labels.volume.voxels.mutableSpan
    for stretch in coverage.stretches {
      pen.paint(stretch, labels: &voxels, hounsfield: hounsfield)
    }
    return pen.finish(
      named: "\(verb) \(situation.brush.words), \(labels.table.name(of: situation.bone))")
  }
}
