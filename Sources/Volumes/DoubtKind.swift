/// What a map of doubt tells, and therefore its title.
public enum DoubtKind: String, Hashable, Sendable, CaseIterable {
  /// How unsure the model was.
  case hesitation
  /// How unclear the image is; no model was asked.
  case ambiguity

  /// The words beside the heat map's scale.
  public var title: String {
    switch self {
    case .hesitation: "AI hesitation, not error probability; blank does not mean correct"
    case .ambiguity: "Image ambiguity, not error probability; blank does not mean correct"
    }
  }

  /// The words where there is no map.
  public static let noMap = "Heat map: no map"
}
