/// How HU become grey: `level` is mid-grey, `width` reaches from black to white.
public struct Window: Hashable, Sendable {
  /// The HU value of mid-grey.
  public var level: Double
  /// The HU between black and white, at least 1.
  public var width: Double

  /// Takes level and width in HU.
  public init(level: Double, width: Double) {
    self.level = level
    self.width = width
  }

  /// For bone: level 300, width 2000.
  public static let bone = Window(level: 300, width: 2000)
  /// The named windows.
  public static let presets: [String: Window] = [
    "bone": bone, "soft": Window(level: 40, width: 400), "wide": Window(level: 500, width: 4000),
  ]

  /// Such as "WL 300 WW 2000".
  public var words: String { "WL \(Int(level.rounded())) WW \(Int(width.rounded()))" }
}
