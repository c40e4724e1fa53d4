/// Into which parts cells are divided where a picture is smaller than the data.
public enum SharpChoice: String, Hashable, Sendable, CaseIterable {
  /// The finest that the terminal draws one column wide.
  case auto
  /// In halves, as everywhere.
  case off
  /// In two by two.
  case quadrant
  /// In two by three.
  case sextant
}
