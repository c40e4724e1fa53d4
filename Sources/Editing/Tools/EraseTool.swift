public import Volumes

/// Clears the voxels of the chosen bone along a path.
public struct EraseTool: Tool {
  /// The first word of the command.
  public static let verb = "erase"
  /// The form of the command.
  public static let usage = "erase [mm] X,Y,Z [X,Y,Z …]"
  /// What it does.
  public static let summary = "erase the chosen bone, and no other, along a path of points"

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

  /// Erases.
  public func apply(
    _ situation: EditingSituation, to labels: inout LabelMap
  ) throws(CommandError) -> LabelPen.Result {
    try Stroke(path: path).apply(.remove(situation.bone), "erase", situation, to: &labels)
  }
}
