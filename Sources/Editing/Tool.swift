public import Volumes

/// A tool that changes labels.
///
/// A tool is a value made from the words of its command. It reads the situation, paints through one
/// `LabelPen`, and gives back what the pen recorded. One file in `Tools/` and one line in `Tools.all`
/// add a tool, and with them its command, its help and its tests.
public protocol Tool: Sendable {
  /// The first word of the command.
  static var verb: String { get }
  /// The command's form, such as "threshold LOW HIGH".
  static var usage: String { get }
  /// What it does, in one line.
  static var summary: String { get }

  /// Reads the words after the verb, and the end of the command.
  init(_ words: inout CommandWords) throws(CommandError)

  /// Changes the labels and gives what was changed.
  ///
  /// - Throws: `CommandError` when the tool cannot work here at all; a tool that merely changes nothing
  ///   gives an empty edit and its refusals.
  func apply(
    _ situation: EditingSituation, to labels: inout LabelMap
  ) throws(CommandError) -> LabelPen.Result
}

/// What a tool needs to know beside the labels.
public struct EditingSituation: Sendable {
  /// The chosen label.
  public let bone: UInt8
  /// The brush.
  public let brush: Brush
  /// The current plane.
  public let plane: Plane
  /// What may be changed.
  public let rules: PaintRules
  /// The CT on the labels' grid, nil when there is none.
  public let ct: Volume<Int16>?

  /// Takes everything a tool may ask.
  public init(bone: UInt8, brush: Brush, plane: Plane, rules: PaintRules, ct: Volume<Int16>?) {
    self.bone = bone
    self.brush = brush
    self.plane = plane
    self.rules = rules
    self.ct = ct
  }
}
