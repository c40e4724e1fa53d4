/// All tools.
public enum Tools {
  /// The tools in the order of the help.
  public static let all: [any Tool.Type] = [PaintTool.self, EraseTool.self, ThresholdTool.self]

  /// The tool of a verb.
  public static func named(_ verb: String) -> (any Tool.Type)? {
    all.first { $0.verb == verb }
  }
}
