public import Volumes

/// Gives the voxels along a path to the chosen bone.
public struct PaintTool: Tool {
  /// The first word of the command.
  public static let verb = "paint"
  /// The form of the command.
  public static let usage = "paint [mm] X,Y,Z [X,Y,Z …]"
  /// What it does.
  public static let summary = "paint the chosen bone along a path of points"

  /// The points of the path.
  public let path: [PathPoint]

  /// A stroke along points.
  public init(path: [PathPoint]) {
    self.path = path
  }

  /// Reads the path.
  public init(_ words: inout CommandWords) throws(CommandError) {
    path = try words.path()
  }

  /// Paints.
  public func apply(
    _ situation: EditingSituation, to labels: inout LabelMap
  ) throws(CommandError) -> LabelPen.Result {
    try Stroke(path: path).apply(.add(situation.bone), "paint", situation, to: &labels)
  }
}
