/// What the program calls itself.
public enum Program {
  /// The version written into everything that leaves.
  public static let version = "0.1.0"
  /// The name and version, as in STL headers and pictures.
  public static let nameAndVersion = "Condyle \(version)"
  /// What every picture, report and help page says.
  public static let notice = "Research use only"
  /// The long form of the notice.
  public static let longNotice =
    "Research use only. Not a medical device; not for diagnosis or treatment planning without "
    + "independent verification."
}
