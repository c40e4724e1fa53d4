/// All tools.
public enum Tools {
  /// The tools in the order of the help.
  public static let all: [any Tool.Type] = [PaintTool.self, EraseTool.self, ThresholdTool.self]

  /// The verbs of the tools that the hand can hold: those that work along a path.
  public static let alongPaths = [PaintTool.verb, EraseTool.verb]

  /// The tool of a verb that works along a path, nil for any other verb.
  public static func along(_ path: [PathPoint], verb: String) -> (any Tool)? {
    switch verb {
    case PaintTool.verb: PaintTool(path: path)
    case EraseTool.verb: EraseTool(path: path)
    default: nil
    }
  }

  /// The tool of a verb.
  public static func named(_ verb: String) -> (any Tool.Type)? {
    all.first { $0.verb == verb }
  }
}
